// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/jobtemplate.h"

#include "models/core/tr.h"
#include "models/jobs/houserules.h"
#include "models/jobs/jobreader.h"
#include "models/jobs/keys.h"
#include "models/jobs/substitution.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using config::lineOf;
using config::Mistake;

namespace jobs {

namespace {

constexpr qsizetype maxFileSize = 1 << 20;
constexpr int maxNodes = 20'000; ///< of one file; beyond it aliases multiply themselves

using core::tr;

void readBinding(const config::Section::Entry &entry, Binding &binding, QList<Mistake> &mistakes)
{
    static const QRegularExpression plainName(uR"(\A[A-Za-z_]\w{0,63}\z)"_s);
    static const QStringList reserved = { u"mesos"_s, u"thermos"_s, u"primary_port"_s };
    binding.name = entry.name;
    binding.line = entry.line;
    Keys keys(entry,
              { u"type"_s, u"default"_s, u"help"_s, u"choices"_s, u"pattern"_s, u"min"_s, u"max"_s, u"required"_s,
                u"multiline"_s },
              mistakes);
    if (!entry.value.IsMap())
        return;
    const auto mistake = [&](const QString &key, const QString &what, const QString &remedy) {
        if (key.isEmpty())
            mistakes << Mistake{ entry.line, entry.key, what, remedy };
        else
            keys.mistake(key, what, remedy);
    };
    if (!plainName.match(binding.name).hasMatch() || reserved.contains(binding.name))
        mistake({}, tr("is no name for a binding."),
                tr("Use letters, digits and _; mesos, thermos and primary_port belong to the executor."));
    using Type = Binding::Type;
    keys.choice<Type>(u"type"_s, binding.type,
                      { { u"text"_s, Type::Text },
                        { u"int"_s, Type::Int },
                        { u"number"_s, Type::Number },
                        { u"bytes"_s, Type::Bytes },
                        { u"duration"_s, Type::Duration },
                        { u"choice"_s, Type::Choice },
                        { u"list"_s, Type::List } });
    keys.text(u"help"_s, binding.help);
    keys.texts(u"choices"_s, binding.choices);
    keys.text(u"pattern"_s, binding.pattern);
    keys.text(u"min"_s, binding.least);
    keys.text(u"max"_s, binding.most);
    keys.flag(u"required"_s, binding.required);
    keys.flag(u"multiline"_s, binding.multiline);
    if (const auto *value = keys.entry(u"default"_s)) {
        if (value->value.IsSequence()) {
            QStringList items;
            keys.texts(u"default"_s, items);
            binding.byDefault = items.join(u", "_s);
        } else if (value->value.IsScalar()) {
            binding.byDefault = QString::fromStdString(value->value.Scalar()); // may be empty
        } else {
            mistake(u"default"_s, tr("holds more than one value."), tr("Write one value, or a list."));
        }
    }
    if ((binding.type == Type::Choice) != !binding.choices.isEmpty())
        mistake(keys.has(u"choices"_s) ? u"choices"_s : QString(),
                binding.type == Type::Choice ? tr("is a choice without choices.") : tr("belongs to the type choice."),
                tr("Add choices: [one, other] or take another type."));
    if (const QRegularExpression pattern(binding.pattern); !pattern.isValid())
        mistake(u"pattern"_s, tr("is no regular expression: %1.").arg(pattern.errorString()), tr("Mend it."));
    else if (!binding.byDefault.isEmpty()) {
        if (const QString wrong = whatIsWrong(binding, binding.byDefault); !wrong.isEmpty())
            mistake(u"default"_s, tr("does not fit its own binding."), wrong);
    }
}

/// The tree below `node` with values in place of references. A key that is nothing but an empty optional binding goes.
class Filling
{
public:
    Filling(const Substitution &substitution, QList<Mistake> &mistakes)
        : m_substitution(substitution)
        , m_mistakes(mistakes)
    {
    }

    void fill(YAML::Node node, const QString &key, int inherited)
    {
        if (++m_nodes > maxNodes)
            return;
        const int line = lineOf(node, inherited);
        if (node.IsScalar()) {
            fillText(node, key, line);
        } else if (node.IsSequence()) {
            fillList(node, key, line);
        } else if (node.IsMap()) {
            std::vector<std::string> emptied;
            for (auto pair : node) {
                if (!pair.first.IsScalar())
                    continue;
                const QString name = QString::fromStdString(pair.first.Scalar());
                if (isEmptied(pair.second))
                    emptied.push_back(pair.first.Scalar());
                else
                    fill(pair.second, key.isEmpty() ? name : key + u'.' + name, lineOf(pair.first, line));
            }
            for (const std::string &name : emptied)
                node.remove(name);
        }
    }

    bool isTooLarge() const { return m_nodes > maxNodes; }

private:
    bool isEmptied(const YAML::Node &node) const
    {
        if (!node.IsScalar())
            return false;
        const Binding *whole = m_substitution.whole(QString::fromStdString(node.Scalar()));
        return whole && !whole->required && m_substitution.value(*whole).trimmed().isEmpty();
    }

    void fillText(YAML::Node &node, const QString &key, int line)
    {
        const std::string text = node.Scalar();
        if (text.find("{{") == std::string::npos)
            return;
        QStringList wrong;
        const bool isShell = key.endsWith(u".cmdline"_s) || key.endsWith(u".shell"_s);
        const QString filled = m_substitution.apply(
            QString::fromStdString(text), isShell ? Substitution::Place::Shell : Substitution::Place::Text, wrong);
        for (const QString &each : std::as_const(wrong))
            m_mistakes << Mistake{ line, key, each, tr("Add it under bindings, or take it out.") };
        node = filled.toStdString();
    }

    void fillList(YAML::Node &node, const QString &key, int line)
    {
        bool spreads = false;
        YAML::Node spread(YAML::NodeType::Sequence);
        for (size_t i = 0; i < node.size(); ++i) {
            YAML::Node item = node[i];
            const Binding *whole
                = item.IsScalar() ? m_substitution.whole(QString::fromStdString(item.Scalar())) : nullptr;
            if (whole && whole->type == Binding::Type::List) {
                spreads = true; // as many items as the list has
                for (const QString &each : itemsOf(m_substitution.value(*whole)))
                    spread.push_back(each.toStdString());
            } else if (isEmptied(item)) {
                spreads = true;
            } else {
                fill(item, u"%1[%2]"_s.arg(key).arg(i), line);
                spread.push_back(item);
            }
        }
        if (spreads)
            node = spread;
    }

    const Substitution &m_substitution;
    QList<Mistake> &m_mistakes;
    int m_nodes = 0;
};

/// The file's map; loads it under one roof for all that YAML may throw.
template <typename Use>
void withDocument(const QByteArray &yaml, QList<Mistake> &mistakes, const Use &use)
{
    if (yaml.size() > maxFileSize) {
        mistakes << Mistake{ 0, {}, tr("The file is larger than 1 MiB."), tr("Is it really a job definition?") };
        return;
    }
    try {
        const YAML::Node root = YAML::Load(yaml.toStdString());
        if (root.IsNull()) {
            mistakes << Mistake{ 0, {}, tr("The file is empty."), tr("An example with all keys: job.example.yaml.") };
            return;
        }
        const config::Section top(root, {}, { u"title"_s, u"help"_s, u"bindings"_s, u"job"_s }, 1, mistakes);
        if (root.IsMap())
            use(top);
    } catch (const YAML::Exception &e) {
        mistakes << Mistake{ e.mark.is_null() ? 0 : e.mark.line + 1,
                             {},
                             tr("This is no YAML: %1.").arg(QString::fromStdString(e.msg)),
                             tr("Mind the indentation, and quote texts that begin with «{{» or hold «: » or « #».") };
    } catch (const std::exception &e) {
        mistakes << Mistake{ 0, {}, tr("The file cannot be read: %1.").arg(QString::fromUtf8(e.what())), {} };
    }
}

} // namespace

TemplateReading parseTemplate(const QByteArray &yaml, const QString &file)
{
    TemplateReading reading;
    reading.of.yaml = yaml;
    reading.of.file = file;
    withDocument(yaml, reading.mistakes, [&](config::Section top) {
        const auto any = [](QString &target) {
            return [&target](const QString &text) {
                target = text;
                return true;
            };
        };
        top.text(u"title"_s, tr("text"), tr("Write a few words."), any(reading.of.title));
        top.text(u"help"_s, tr("text"), tr("Write a sentence."), any(reading.of.help));
        if (const auto *bindings = top.entry(u"bindings"_s)) {
            const config::Section section(bindings->value, bindings->key, {}, bindings->line, reading.mistakes);
            if (bindings->value.IsMap()) {
                for (const auto &pair : bindings->value) { // in the order of the file, which is that of the form
                    const auto *entry
                        = pair.first.IsScalar() ? section.entry(QString::fromStdString(pair.first.Scalar())) : nullptr;
                    if (entry)
                        readBinding(*entry, reading.of.bindings.emplaceBack(), reading.mistakes);
                }
            }
        }
        if (const auto *job = top.entry(u"job"_s)) {
            // References must mean something whatever the values; the rest is judged when they are there.
            const Substitution substitution(reading.of.bindings, {});
            Filling filling(substitution, reading.mistakes);
            filling.fill(job->value, job->key, job->line);
            if (filling.isTooLarge())
                top.mistake(job->line, job->key, tr("is too large."), tr("Mind aliases: they multiply."));
            const config::Section keys(job->value, job->key, jobKeys(), job->line, reading.mistakes);
        } else {
            top.mistake(0, u"job"_s, tr("is missing."),
                        tr("Add job: with role, environment, name, resources and processes."));
        }
    });
    if (reading.of.title.isEmpty())
        reading.of.title = file.section(u'/', -1).section(u'.', 0, 0);
    return reading;
}

Resolution resolve(const JobTemplate &of, const Values &values, const Surroundings &surroundings)
{
    Resolution resolution;
    QList<Mistake> mistakes;
    withDocument(of.yaml, mistakes, [&](const config::Section &top) {
        const auto *job = top.entry(u"job"_s);
        if (!job) {
            top.mistake(0, u"job"_s, tr("is missing."), {});
            return;
        }
        const Substitution substitution(of.bindings, values);
        Filling(substitution, mistakes).fill(job->value, job->key, job->line);
        QMap<QString, int> lines;
        Definition &definition = resolution.definition;
        definition = readJob(*job, lines, mistakes);
        definition.before = of.before;
        if (definition.job.cluster.isEmpty())
            definition.job.cluster = surroundings.cluster;
        if (definition.owner.isEmpty())
            definition.owner = surroundings.owner;
        if (!mistakes.isEmpty())
            return; // what is not read rightly is not judged
        for (const Refusal &refusal : refusalsOf(definition, surroundings.tiers))
            mistakes << Mistake{ lines.value(refusal.key, job->line), job->key + u'.' + refusal.key, refusal.what,
                                 refusal.remedy };
    });
    for (const Binding &binding : of.bindings) {
        if (const QString wrong = whatIsWrong(binding, valueOf(binding, values)); !wrong.isEmpty())
            resolution.mistakes << Mistake{ 0, binding.name, wrong, {} };
    }
    if (resolution.mistakes.isEmpty()) // else they only tell the same again, further from where it is mended
        resolution.mistakes = mistakes;
    resolution.job = configurationOf(resolution.definition);
    return resolution;
}

} // namespace jobs
