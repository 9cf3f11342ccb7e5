// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/definition.h"

#include "models/aurora/jobkey.h"
#include "models/config/section.h"
#include "models/core/tr.h"
#include "models/dag/analysis/poolunits.h"
#include "models/night/scaling.h"
#include "models/night/triggerrule.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

namespace {

using config::Mistake;
using config::Section;

constexpr qsizetype maxFileSize = 4 << 20;

using core::tr;

struct NodeReading
{
    QStringList after;
    int line = 0;
    QString key;
};

class Reading
{
public:
    explicit Reading(Definition *definition)
        : m_definition(definition)
        , m_graph(std::make_shared<dag::Graph>())
    {
    }

    void read(const YAML::Node &root)
    {
        QList<Mistake> &mistakes = m_definition->mistakes;
        Section top(root, {}, { u"dag"_s, u"begins"_s, u"nodes"_s }, 1, mistakes);
        top.text(u"dag"_s, tr("name"), tr("Write one word: prod-dagao."), [this](const QString &text) {
            m_graph->dag = text;
            return !text.contains(u' ');
        });
        top.text(u"begins"_s, tr("time of day"), tr("Write 21:00 America/Sao_Paulo."), [this](const QString &text) {
            m_definition->begins = QTime::fromString(text.section(u' ', 0, 0), u"h:mm"_s);
            m_definition->zone = QTimeZone(text.section(u' ', 1).toUtf8());
            return m_definition->begins.isValid() && m_definition->zone.isValid();
        });
        const Section::Entry *const nodes = top.entry(u"nodes"_s);
        if (!root.IsMap())
            return;
        for (const QString &needed : { u"dag"_s, u"begins"_s, u"nodes"_s }) {
            if (!top.entry(needed))
                top.mistake(0, needed, tr("is missing."), tr("An example: dag.example.yaml."));
        }
        if (nodes)
            readNodes(*nodes);
        if (!mistakes.isEmpty())
            return;
        dag::groupPoolUnits(m_graph.get());
        m_definition->graph = m_graph;
    }

private:
    void readNodes(const Section::Entry &entry)
    {
        Section nodes(entry.value, entry.key, {}, entry.line, m_definition->mistakes);
        std::vector<const Section::Entry *> ordered;
        for (const auto &[name, node] : nodes.entries())
            ordered.push_back(&node);
        std::ranges::sort(ordered, {}, &Section::Entry::line); // the file's order
        for (const Section::Entry *node : ordered)
            readNode(*node);
        for (size_t to = 0; to < m_graph->nodes.size(); ++to)
            connect(nodes, static_cast<dag::NodeIndex>(to));
        if (m_definition->mistakes.isEmpty())
            refuseCycle(nodes, entry);
    }

    void readNode(const Section::Entry &entry)
    {
        dag::Node node;
        node.id = node.label = entry.name;
        NodeReading reading{ {}, entry.line, entry.key };
        if (!entry.value.IsNull()) {
            Section section(entry.value, entry.key,
                            { u"job"_s, u"after"_s, u"group"_s, u"pool"_s, u"rule"_s, u"label"_s }, entry.line,
                            m_definition->mistakes);
            section.text(u"job"_s, tr("job"), tr("Write role/environment/name."), [&](const QString &text) {
                node.job = text.toUtf8();
                return aurora::JobKey::parse(text).has_value();
            });
            section.list(u"after"_s, tr("node"), tr("the name of a node"), [&](const QString &text) {
                reading.after.append(text);
                return true;
            });
            const auto any = [](QString &target) {
                return [&target](const QString &text) {
                    target = text;
                    return true;
                };
            };
            section.text(u"group"_s, tr("group"), {}, any(node.group));
            section.text(u"pool"_s, tr("pool"), {}, any(node.pool));
            section.text(u"label"_s, tr("label"), {}, any(node.label));
            section.text(u"rule"_s, tr("trigger rule"),
                         tr("Write a rule of Airflow: all_success, all_done, none_failed, one_success, one_failed, always…"),
                         [&](const QString &text) {
                             node.rule = triggerRuleOf(text).value_or(dag::TriggerRule::AllSuccess);
                             return triggerRuleOf(text).has_value();
                         });
        }
        tellScaling(&node);
        m_readings.push_back(reading);
        m_graph->nodes.push_back(std::move(node));
    }

    void connect(const Section &nodes, dag::NodeIndex to)
    {
        const NodeReading &reading = m_readings[static_cast<size_t>(to)];
        QStringList seen;
        for (const QString &above : reading.after) {
            const auto found = std::ranges::find(m_graph->nodes, above, &dag::Node::id);
            const auto from = static_cast<dag::NodeIndex>(found - m_graph->nodes.begin());
            if (found == m_graph->nodes.end() || from == to)
                nodes.mistake(reading.line, reading.key + u".after"_s,
                              tr("names «%1», which is no other node.").arg(above), tr("Write a node of this file."));
            else if (!seen.contains(above))
                m_graph->edges.push_back({ from, to });
            seen.append(above);
        }
    }

    /// Takes away what waits for nothing, again and again; what is left waits for itself.
    void refuseCycle(const Section &nodes, const Section::Entry &entry)
    {
        std::vector<int> waits(m_graph->nodes.size(), 0);
        for (const dag::Edge &edge : m_graph->edges)
            ++waits[static_cast<size_t>(edge.to)];
        std::vector<dag::NodeIndex> free;
        for (size_t i = 0; i < waits.size(); ++i) {
            if (waits[i] == 0)
                free.push_back(static_cast<dag::NodeIndex>(i));
        }
        size_t done = 0;
        while (!free.empty()) {
            const dag::NodeIndex node = free.back();
            free.pop_back();
            ++done;
            for (const dag::Edge &edge : m_graph->edges) {
                if (edge.from == node && --waits[static_cast<size_t>(edge.to)] == 0)
                    free.push_back(edge.to);
            }
        }
        if (done == waits.size())
            return;
        const auto stuck = std::ranges::find_if(waits, [](int count) { return count > 0; });
        const QString name = m_graph->nodes[static_cast<size_t>(stuck - waits.begin())].id;
        nodes.mistake(entry.line, entry.key, tr("hold a circle: «%1» waits for itself.").arg(name),
                      tr("Take one after: of the circle out."));
    }

    Definition *m_definition;
    std::shared_ptr<dag::Graph> m_graph;
    std::vector<NodeReading> m_readings;
};

} // namespace

Definition parseDefinition(const QByteArray &yaml)
{
    Definition definition;
    if (yaml.size() > maxFileSize) {
        definition.mistakes << Mistake{ 0, {}, tr("The file is larger than 4 MiB."), tr("Is it really a DAG?") };
        return definition;
    }
    try {
        Reading(&definition).read(YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception &e) {
        definition = {};
        definition.mistakes << Mistake{ e.mark.is_null() ? 0 : e.mark.line + 1,
                                        {},
                                        tr("This is no YAML: %1.").arg(QString::fromStdString(e.msg)),
                                        tr("Mind the indentation (blanks, no tabs).") };
    } catch (const std::exception &e) {
        definition = {};
        definition.mistakes << Mistake{
            0, {}, tr("The file cannot be read: %1.").arg(QString::fromUtf8(e.what())), {}
        };
    }
    return definition;
}

Definition readDefinition(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        Definition definition;
        definition.mistakes << Mistake{ 0, {}, tr("%1 cannot be read: %2.").arg(path, file.errorString()), {} };
        return definition;
    }
    return parseDefinition(file.read(maxFileSize + 1));
}

core::TimePoint beginOf(const Definition &definition, core::TimePoint now)
{
    const QDateTime here = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), definition.zone);
    QDateTime begin(here.date(), definition.begins, definition.zone);
    if (begin > here)
        begin = QDateTime(here.date().addDays(-1), definition.begins, definition.zone);
    return core::TimePoint(core::Duration(begin.toMSecsSinceEpoch()));
}

} // namespace night
