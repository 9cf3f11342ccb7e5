// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/configtext.h"

#include "models/core/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ConfigText", text);
}

QString rangesOf(const aurora::ConfigGroup &group)
{
    QStringList parts;
    for (const aurora::InstanceRange &range : group.instances)
        parts << (range.first == range.last ? QString::number(range.first)
                                            : u"%1–%2"_s.arg(range.first).arg(range.last));
    return parts.join(u", "_s);
}

class Lines
{
public:
    void head(const QString &text) { m_lines << (m_lines.isEmpty() ? QString() : u"\n"_s) + text; }
    void fact(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_lines << u"  %1  %2"_s.arg(name, -18).arg(value);
    }
    void block(const QString &text)
    {
        for (const QString &line : text.split(u'\n'))
            m_lines << u"      "_s + line;
    }
    QString text() const { return m_lines.join(u'\n'); }

private:
    QStringList m_lines;
};

void processes(Lines &lines, const QString &data)
{
    const QJsonObject task = QJsonDocument::fromJson(data.toUtf8()).object().value("task"_L1).toObject();
    const QJsonArray list = task.value("processes"_L1).toArray();
    for (const QJsonValue &process : list) {
        lines.fact(tr("process"), process.toObject().value("name"_L1).toString());
        lines.block(process.toObject().value("cmdline"_L1).toString());
    }
    const QJsonArray constraints = task.value("constraints"_L1).toArray();
    for (const QJsonValue &constraint : constraints) {
        QStringList order;
        const QJsonArray names = constraint.toObject().value("order"_L1).toArray();
        for (const QJsonValue &name : names)
            order << name.toString();
        lines.fact(tr("order"), order.join(u" → "_s));
    }
}

} // namespace

QString configText(const aurora::ConfigSummary &summary)
{
    Lines lines;
    for (const aurora::ConfigGroup &group : summary.groups) {
        const aurora::TaskConfig &config = group.config;
        lines.head(tr("Instances %1").arg(rangesOf(group)));
        lines.fact(tr("cpus"), core::formatCpus(config.resources.cpus));
        lines.fact(tr("memory"), tr("%1 GiB").arg(core::formatGib(static_cast<double>(config.resources.ramMb))));
        lines.fact(tr("disk"), tr("%1 GiB").arg(core::formatGib(static_cast<double>(config.resources.diskMb))));
        lines.fact(tr("gpus"), config.resources.gpus > 0 ? QString::number(config.resources.gpus) : QString());
        lines.fact(tr("ports"), config.resources.namedPorts.join(u", "_s));
        for (const aurora::Constraint &constraint : config.constraints)
            lines.fact(tr("constraint"), constraint.name + u'=' + constraint.text());
        lines.fact(tr("tier"), config.tier);
        lines.fact(tr("service"), config.isService ? tr("yes") : tr("no"));
        lines.fact(tr("max failures"), QString::number(config.maxTaskFailures));
        lines.fact(tr("priority"), QString::number(config.priority));
        lines.fact(tr("owner"), config.owner);
        lines.fact(tr("contact"), config.contactEmail);
        for (const aurora::Metadata &entry : config.metadata)
            lines.fact(tr("metadata"), entry.key + u'=' + entry.value);
        if (config.executor) {
            lines.fact(tr("executor"), config.executor->name);
            processes(lines, config.executor->data);
        }
    }
    return lines.text();
}

} // namespace ui
