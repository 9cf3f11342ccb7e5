// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked. A part of Face.
#include "app/simulator/airflow/face.h"
#include "app/simulator/airflow/trylog.h"

#include <QDateTime>

#include <algorithm>

namespace sim::airflow {

using namespace Qt::StringLiterals;

namespace {

QStringList valuesOf(const HttpRequest &request, const QString &name)
{
    return request.query.allQueryItemValues(name, QUrl::FullyDecoded);
}

std::optional<Moment> momentOf(const QString &text)
{
    const QDateTime read = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!read.isValid())
        return std::nullopt;
    return Moment(std::chrono::milliseconds(read.toMSecsSinceEpoch()));
}

} // namespace

HttpResponse Face::read(const HttpRequest &request, const Parts &parts) const
{
    if (parts.constFirst() != "dags"_L1)
        return m_version == Version::V2 ? HttpResponse{ 404, "text/html; charset=utf-8", "<html>404</html>" }
                                        : problem(404, {}, u"Not Found"_s);
    if (parts.size() == 1)
        return dags(request);
    const bool all = parts[1] == "~"_L1 && parts.size() > 2;
    if (!all && parts[1] != QLatin1StringView(dagId))
        return noDag(parts[1]);
    if (parts.size() == 2)
        return json(m_documents.dag());
    if (parts[2] == "tasks"_L1 && parts.size() == 3)
        return tasks();
    if (parts[2] == "dagRuns"_L1)
        return parts.size() == 3 ? runs(request) : ofRun(request, parts);
    return problem(404, u"Not Found"_s, {});
}

HttpResponse Face::dags(const HttpRequest &request) const
{
    const QString pattern = request.value(u"dag_id_pattern"_s);
    QJsonArray all;
    if (QString::fromLatin1(dagId).contains(pattern))
        all.append(m_documents.dag());
    return list("dags", all, request);
}

HttpResponse Face::tasks() const
{
    QJsonArray all;
    for (int node = 0; node < static_cast<int>(dagPlan().size()); ++node)
        all.append(m_documents.task(node));
    return json({ { u"tasks"_s, all }, { u"total_entries"_s, all.size() } });
}

HttpResponse Face::runs(const HttpRequest &request) const
{
    const QStringList states = valuesOf(request, u"state"_s);
    const std::optional<Moment> since = momentOf(request.value(u"start_date_gte"_s));
    const QString order = request.value(u"order_by"_s);
    std::vector<const Run *> found;
    for (const auto &run : m_engine->runs()) {
        if (!states.isEmpty() && !states.contains(QString::fromLatin1(stateWord(run->state))))
            continue;
        if (since && run->start < *since)
            continue;
        found.push_back(run.get());
    }
    std::ranges::stable_sort(found, {}, &Run::runAfter);
    if (order.startsWith(u'-'))
        std::ranges::reverse(found);
    QJsonArray all;
    for (const Run *run : found)
        all.append(m_documents.run(*run));
    return list("dag_runs", all, request);
}

HttpResponse Face::ofRun(const HttpRequest &request, const Parts &parts) const
{
    const Run *const found = run(parts[3]);
    if (!found)
        return noRun(parts[3]);
    if (parts.size() == 4)
        return json(m_documents.run(*found));
    if (parts[4] != "taskInstances"_L1)
        return problem(404, u"Not Found"_s, {});
    return parts.size() == 5 ? instances(request, *found) : ofInstance(request, parts, *found);
}

HttpResponse Face::instances(const HttpRequest &request, const Run &run) const
{
    const QStringList states = valuesOf(request, u"state"_s);
    const std::optional<Moment> since = momentOf(request.value(u"updated_at_gte"_s));
    QJsonArray all;
    for (int slot = 0; slot < static_cast<int>(run.instances.size()); ++slot) {
        const Instance &instance = run.instances[static_cast<size_t>(slot)];
        if (!states.isEmpty() && !states.contains(QString::fromLatin1(stateWord(instance.state))))
            continue;
        if (since && instance.changed < *since)
            continue;
        all.append(m_documents.instance(run, slot));
    }
    return list("task_instances", all, request);
}

HttpResponse Face::ofInstance(const HttpRequest &request, const Parts &parts, const Run &run) const
{
    const Named named = namedIn(request, parts);
    const QString what = named.rest.value(0);
    if (named.node >= 0 && what == "listMapped"_L1) {
        QJsonArray all;
        for (const int slot : slotsOf(named.node))
            all.append(m_documents.instance(run, slot));
        return named.isWhole ? list("task_instances", all, request) : noTask(parts[5]);
    }
    if (named.isWhole && what.isEmpty())
        return needsIndex();
    if (named.isWhole && what == "tries"_L1 && m_version == Version::V2)
        return json({ { u"task_instances"_s, QJsonArray() }, { u"total_entries"_s, 0 } });
    if (named.slot < 0)
        return noTask(parts[5]);
    if (what.isEmpty())
        return json(m_documents.instance(run, named.slot));
    if (what == "tries"_L1)
        return tries(run, named.slot);
    if (what == "logs"_L1 && named.rest.size() == 2)
        return log(request, named, run);
    const bool told = parts[5] == "metapod-transaction"_L1
        && run.instances[static_cast<size_t>(named.slot)].state == State::Success;
    if (what == "xcomEntries"_L1 && named.rest.size() == 1) {
        const QJsonArray all = told ? QJsonArray{ m_documents.xcomKey(run, named.slot) } : QJsonArray{};
        return json({ { u"xcom_entries"_s, all }, { u"total_entries"_s, all.size() } });
    }
    if (what == "xcomEntries"_L1 && told && named.rest[1] == "return_value"_L1)
        return json(m_documents.xcom(run, named.slot));
    return m_version == Version::V2 ? problem(404, u"XCom entry not found"_s, {})
                                    : problem(404, {}, u"XCom entry with key: `%1` not found"_s.arg(parts.last()));
}

HttpResponse Face::tries(const Run &run, int slot) const
{
    QJsonArray all;
    for (size_t i = 0; i < run.instances[static_cast<size_t>(slot)].tries.size(); ++i)
        all.append(m_documents.attempt(run, slot, i));
    if (all.isEmpty())
        all.append(m_documents.instance(run, slot)); // which never ran
    return json({ { u"task_instances"_s, all }, { u"total_entries"_s, all.size() } });
}

/// Of a try that never was 2.x tells an excuse, 3.x nothing.
HttpResponse Face::log(const HttpRequest &request, const Named &named, const Run &run) const
{
    const Instance &instance = run.instances[static_cast<size_t>(named.slot)];
    const int number = named.rest[1].toInt();
    const auto attempt = std::ranges::find(instance.tries, number, &Attempt::number);
    if (attempt == instance.tries.end()) {
        return m_version == Version::V3
            ? problem(404, u"TaskInstance not found"_s, {})
            : json({ { u"content"_s, u"[('', '*** Could not read served logs: 404\\n')]"_s },
                     { u"continuation_token"_s, QString() } });
    }
    const QString token = request.value(u"token"_s);
    const auto told = linesTold(token);
    if (!token.isEmpty() && !told)
        return problem(400, u"Bad Signature. Please use only the tokens provided by the API."_s, {});
    const auto lines = tryLog(slotAt(named.slot), *attempt, m_engine->now());
    return json(logDocument(lines, *attempt, told.value_or(0), m_version));
}

} // namespace sim::airflow
