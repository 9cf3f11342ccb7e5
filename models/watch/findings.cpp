// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/findings.h"

#include "models/core/format.h"
#include "models/watch/findingparts.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace watch {

bool isAurorasName(const QString &framework)
{
    return framework.contains("aurora"_L1, Qt::CaseInsensitive)
        || framework.compare("TwitterScheduler"_L1, Qt::CaseInsensitive) == 0;
}

QString counted(qint64 n, const char *one, const char *many)
{
    return n == 1 ? tr(one) : tr(many).arg(core::formatCount(n));
}

QString resourcesText(const mesos::Resources &resources)
{
    QStringList parts;
    if (resources.cpus > 0)
        parts += tr("%1 cpus").arg(core::formatCpus(static_cast<double>(resources.cpus)));
    if (resources.mem > 0)
        parts += tr("%1 GiB memory").arg(core::formatGib(static_cast<double>(resources.mem)));
    if (resources.gpus > 0)
        parts += tr("%1 gpus").arg(core::formatCount(static_cast<qint64>(resources.gpus)));
    if (parts.isEmpty() && resources.disk > 0)
        parts += tr("%1 GiB disk").arg(core::formatGib(static_cast<double>(resources.disk)));
    return parts.join(u", "_s);
}

QString term(const QString &column, const QString &value)
{
    static const QString signs = u" \t\"|!:=<>/"_s;
    const bool needsQuotes = std::ranges::any_of(value, [](QChar c) { return signs.contains(c); });
    return column + u':' + (needsQuotes ? u'"' + QString(value).remove(u'"') + u'"' : value);
}

Step openStep(const QString &label, const QString &icon, const QString &link)
{
    return { label, icon, link, {}, {}, {} };
}

Step filterStep(const QString &label, const QString &icon, const QString &page, const QString &filter)
{
    return { label, icon, {}, page, filter, {} };
}

Step planStep(const QString &label, const QString &icon, const actions::Request &request)
{
    return { label, icon, {}, {}, {}, request };
}

QList<Finding> merged(const QList<Finding> &rows, int most, const QString &subject, const Step &openAll)
{
    if (rows.size() <= most)
        return rows;
    QList<Finding> sorted = rows;
    sortFindings(sorted);
    const Finding &first = sorted.first();
    Finding one;
    one.key = first.glyph + u"/many"_s;
    one.severity = first.severity;
    one.glyph = first.glyph;
    one.subject = subject;
    one.fact = (first.holdsUp > 0 ? tr("worst: %1, %2") : tr("longest: %1, %2")).arg(first.subject, first.fact);
    one.cause = first.cause;
    one.holdsUp = first.holdsUp;
    one.since = first.since;
    one.isMoment = first.isMoment;
    one.steps = { openAll, first.steps.first() };
    return { one };
}

QString errorWords(const QString &message)
{
    const QString line = message.simplified();
    constexpr auto said = "Task failed: "_L1;
    return line.startsWith(said) ? line.mid(said.size()) : line;
}

QString diskText(const mesos::Agent &agent)
{
    return tr("%1 of %2 GiB")
        .arg(core::formatGib(static_cast<double>(agent.used.disk)),
             core::formatGib(static_cast<double>(agent.total.disk)));
}

double diskShare(const mesos::Agent &agent)
{
    return agent.total.disk > 0 ? static_cast<double>(agent.used.disk) / static_cast<double>(agent.total.disk) : 0.0;
}

QList<Finding> findings(const mesos::State &state, core::TimePoint now, const Sightings &sightings,
                        const Limits &limits, const verbs::Cordons &cordons)
{
    const Scene scene{ state, now, sightings, limits, cordons };
    TaskFacts facts;
    QList<Finding> all = taskFindings(scene, facts);
    all += agentFindings(scene, facts);
    all += frameworkFindings(scene);
    sortFindings(all);
    return all;
}

} // namespace watch
