// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/selection.h"

#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString joinedRanges(const QList<int> &instances, QChar dash, QLatin1StringView comma)
{
    QStringList parts;
    for (qsizetype i = 0; i < instances.size();) {
        qsizetype last = i;
        while (last + 1 < instances.size() && instances[last + 1] == instances[last] + 1)
            ++last;
        parts << (last == i ? QString::number(instances[i])
                            : QString::number(instances[i]) + dash + QString::number(instances[last]));
        i = last + 1;
    }
    return parts.join(comma);
}

} // namespace

QStringList Selection::roles() const
{
    QStringList roles;
    for (const Part &part : parts) {
        if (!roles.contains(part.job.role))
            roles << part.job.role;
    }
    return roles;
}

QString Selection::place() const
{
    if (parts.isEmpty())
        return {};
    if (isOneJob())
        return parts.first().job.text();
    const aurora::JobKey &first = parts.first().job;
    const QStringList all = roles();
    if (all.size() > 1)
        return tr("%1 roles").arg(all.size());
    const bool oneEnvironment
        = std::ranges::all_of(parts, [&](const Part &part) { return part.job.environment == first.environment; });
    return oneEnvironment ? first.role + u'/' + first.environment : first.role;
}

const Selection::Part *Selection::part(const aurora::JobKey &job) const
{
    const auto it = std::ranges::find(parts, job, &Part::job);
    return it == parts.end() ? nullptr : &*it;
}

QJsonObject toJson(const Selection &selection)
{
    QJsonArray jobs;
    for (const Selection::Part &part : selection.parts) {
        QJsonObject entry{ { u"job"_s, part.job.text() } };
        if (!part.instances.isEmpty()) {
            QJsonArray instances;
            for (const int instance : part.instances)
                instances.append(instance);
            entry.insert(u"instances"_s, instances);
        }
        jobs.append(entry);
    }
    QJsonObject json{ { u"jobs"_s, jobs } };
    if (selection.byFilter)
        json.insert(u"byFilter"_s, true);
    return json;
}

core::Result<Selection> selectionFromJson(const QJsonObject &json)
{
    Selection selection;
    selection.byFilter = json.value("byFilter"_L1).toBool();
    QSet<aurora::JobKey> seen;
    const QJsonArray jobs = json.value("jobs"_L1).toArray();
    for (const QJsonValue &value : jobs) {
        const QString name = value.toObject().value("job"_L1).toString();
        const auto job = aurora::JobKey::parse(name);
        if (!job)
            return core::failure(unusable(tr("“%1” is no job. Write role/environment/name.").arg(name)));
        if (seen.contains(*job))
            return core::failure(unusable(tr("%1 is named twice.").arg(name)));
        seen.insert(*job);
        Selection::Part part{ *job, {} };
        const QJsonValue instances = value.toObject().value("instances"_L1);
        for (const QJsonValue &instance : instances.toArray()) {
            // What is no number must not become instance 0, and an empty list must not become the whole job.
            if (!instance.isDouble() || instance.toInt(-1) < 0)
                return core::failure(unusable(tr("%1: an instance is a number from 0.").arg(name)));
            part.instances.append(instance.toInt());
        }
        if (!instances.isUndefined() && part.instances.isEmpty())
            return core::failure(unusable(tr("%1: no instance is named.").arg(name)));
        std::ranges::sort(part.instances);
        part.instances.erase(std::ranges::unique(part.instances).begin(), part.instances.end());
        selection.parts.append(std::move(part));
    }
    if (selection.parts.isEmpty())
        return core::failure(unusable(tr("No job is named.")));
    return selection;
}

QString rangesText(const QList<int> &instances)
{
    return joinedRanges(instances, QChar(0x2013), ", "_L1);
}

core::Result<Selection::Part> partFromArgument(const QString &argument)
{
    const QStringList words = argument.split(u'/');
    const auto job = aurora::JobKey::parse(QStringList(words.mid(0, 3)).join(u'/'));
    if (!job || words.size() > 4)
        return core::failure(unusable(tr("“%1” is no job. Write role/environment/name/0-5,7.").arg(argument)));
    Selection::Part part{ *job, {} };
    if (words.size() == 3)
        return part;
    const QStringList ranges = words.last().split(u',');
    for (const QString &range : ranges) {
        bool isFirst = false;
        bool isLast = false;
        const int first = range.section(u'-', 0, 0).toInt(&isFirst);
        const int last = range.section(u'-', -1).toInt(&isLast);
        constexpr int mostInstances = 100'000;
        if (!isFirst || !isLast || first < 0 || last < first || last - first > mostInstances)
            return core::failure(unusable(tr("“%1” names no instances. Write 0-5,7.").arg(words.last())));
        for (int instance = first; instance <= last; ++instance)
            part.instances << instance;
    }
    std::ranges::sort(part.instances);
    part.instances.erase(std::ranges::unique(part.instances).begin(), part.instances.end());
    return part;
}

QString argumentText(const Selection::Part &part)
{
    return part.instances.isEmpty() ? part.job.text()
                                    : part.job.text() + u'/' + joinedRanges(part.instances, u'-', ","_L1);
}

} // namespace verbs
