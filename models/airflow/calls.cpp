// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/calls.h"

#include "models/airflow/log.h"
#include "models/core/format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace airflow {

struct CallMaker
{
    static Call read(QByteArray name, Call::Encoder encode, bool needsLogin = true)
    {
        return { std::move(name), true, needsLogin, std::move(encode) };
    }
    static Call order(QByteArray name, Call::Encoder encode)
    {
        return { std::move(name), false, true, std::move(encode) };
    }
    static Call dryRun(QByteArray name, Call::Encoder encode)
    {
        return { std::move(name), true, true, std::move(encode) };
    }
};

} // namespace airflow

namespace airflow::calls {

namespace {

using Method = Message::Method;

/// A run's id holds "+" and ":"; encoded always, as a bare "+" is a blank to some.
QByteArray part(const QString &text)
{
    return QUrl::toPercentEncoding(text, "~");
}

QByteArray partOrAll(const QString &text)
{
    return text.isEmpty() ? QByteArray("~") : part(text);
}

class Target
{
public:
    Target(Api api, const QByteArray &path)
        : m_text((api == Api::V1 ? "/api/v1/" : "/api/v2/") + path)
    {
    }
    Target &add(const char *key, const QString &value)
    {
        m_text += m_hasQuery ? '&' : '?';
        m_hasQuery = true;
        m_text += QByteArray(key) + '=' + part(value);
        return *this;
    }
    Target &add(const PageRange &page)
    {
        if (page.limit > 0)
            add("limit", QString::number(page.limit));
        if (page.offset > 0)
            add("offset", QString::number(page.offset));
        return *this;
    }
    Message get() const { return { Method::Get, m_text, {} }; }
    Message post(const QJsonObject &body) const { return { Method::Post, m_text, json(body) }; }
    Message patch(const QJsonObject &body) const { return { Method::Patch, m_text, json(body) }; }

private:
    static QByteArray json(const QJsonObject &body) { return QJsonDocument(body).toJson(QJsonDocument::Compact); }

    QByteArray m_text;
    bool m_hasQuery = false;
};

QString isoWithMs(core::TimePoint at)
{
    if (at.time_since_epoch().count() % 1000 == 0)
        return core::formatIso(at);
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray runPath(const QString &dagId, const QString &runId)
{
    return "dags/" + partOrAll(dagId) + "/dagRuns/" + partOrAll(runId);
}

QByteArray taskPath(const TaskKey &key)
{
    QByteArray path = runPath(key.dagId, key.runId) + "/taskInstances/" + part(key.taskId);
    if (key.mapIndex >= 0)
        path += '/' + QByteArray::number(key.mapIndex);
    return path;
}

QJsonObject clearBody(Api api, const Clearing &clearing, bool dryRun)
{
    QJsonObject body{ { u"dag_run_id"_s, clearing.runId },
                      { u"only_failed"_s, clearing.onlyFailed },
                      { u"dry_run"_s, dryRun } };
    QJsonArray tasks;
    for (const Reference &task : clearing.tasks) {
        const bool index = api == Api::V2 && task.mapIndex >= 0;
        const QJsonValue named = index ? QJsonValue(QJsonArray{ task.taskId, task.mapIndex }) : QJsonValue(task.taskId);
        if (!tasks.contains(named))
            tasks.append(named);
    }
    if (!tasks.isEmpty())
        body.insert(u"task_ids"_s, tasks);
    if (clearing.downstream)
        body.insert(u"include_downstream"_s, true);
    if (clearing.upstream)
        body.insert(u"include_upstream"_s, true);
    if (!dryRun)
        body.insert(u"reset_dag_runs"_s, true); // 2.x would leave a run failed, and nothing would happen
    return body;
}

Message clearMessage(Api api, const Clearing &clearing, bool dryRun)
{
    return Target(api, "dags/" + part(clearing.dagId) + "/clearTaskInstances").post(clearBody(api, clearing, dryRun));
}

/// 2.x takes one mapped instance only by its own path, and neighbours only by the DAG's.
Message stateMessageV1(const StateChange &change, bool dryRun)
{
    if (change.task.mapIndex >= 0)
        return Target(Api::V1, taskPath(change.task))
            .patch({ { u"dry_run"_s, dryRun }, { u"new_state"_s, word(change.state) } });
    return Target(Api::V1, "dags/" + part(change.task.dagId) + "/updateTaskInstancesState")
        .post({ { u"dry_run"_s, dryRun },
                { u"task_id"_s, change.task.taskId },
                { u"dag_run_id"_s, change.task.runId },
                { u"include_downstream"_s, change.downstream },
                { u"include_upstream"_s, change.upstream },
                { u"include_future"_s, false },
                { u"include_past"_s, false },
                { u"new_state"_s, word(change.state) } });
}

Message stateMessage(Api api, const StateChange &change, bool dryRun)
{
    if (api == Api::V1)
        return stateMessageV1(change, dryRun);
    QJsonObject body{ { u"new_state"_s, word(change.state) } };
    if (change.downstream)
        body.insert(u"include_downstream"_s, true);
    if (change.upstream)
        body.insert(u"include_upstream"_s, true);
    return Target(api, taskPath(change.task) + (dryRun ? "/dry_run" : "")).patch(body);
}

} // namespace

// ---- reads

Call version(Api api)
{
    return CallMaker::read(
        "version", [api](Api) { return Target(api, "version").get(); }, false);
}

Call health()
{
    return CallMaker::read(
        "health", [](Api api) { return Target(api, api == Api::V1 ? "health" : "monitor/health").get(); }, false);
}

Call dags(const DagQuery &query)
{
    return CallMaker::read("dags", [query](Api api) {
        Target target(api, "dags");
        target.add(query.page);
        if (!query.idPattern.isEmpty())
            target.add("dag_id_pattern", query.idPattern);
        for (const QString &tag : query.tags)
            target.add("tags", tag);
        if (query.onlyActive && api == Api::V1) // 3.x does so by itself
            target.add("only_active", u"true"_s);
        return target.get();
    });
}

Call dag(const QString &id)
{
    return CallMaker::read("dag", [id](Api api) { return Target(api, "dags/" + part(id)).get(); });
}

Call tasks(const QString &dagId)
{
    return CallMaker::read("tasks", [dagId](Api api) { return Target(api, "dags/" + part(dagId) + "/tasks").get(); });
}

Call runs(const RunQuery &query)
{
    return CallMaker::read("dagRuns", [query](Api api) {
        Target target(api, "dags/" + partOrAll(query.dagId) + "/dagRuns");
        for (const RunState state : query.states)
            target.add("state", word(state));
        if (core::isKnown(query.startedSince))
            target.add("start_date_gte", core::formatIso(query.startedSince));
        if (query.newestFirst) // 3.x: a run by hand may have no logical date
            target.add("order_by", api == Api::V1 ? u"-execution_date"_s : u"-run_after"_s);
        return target.add(query.page).get();
    });
}

Call run(const QString &dagId, const QString &runId)
{
    return CallMaker::read("dagRun", [dagId, runId](Api api) { return Target(api, runPath(dagId, runId)).get(); });
}

Call taskInstances(const TaskInstanceQuery &query)
{
    return CallMaker::read("taskInstances", [query](Api api) {
        Target target(api, runPath(query.dagId, query.runId) + "/taskInstances");
        for (const TaskState state : query.states)
            target.add("state", word(state));
        if (core::isKnown(query.changedSince))
            target.add("updated_at_gte", isoWithMs(query.changedSince));
        return target.add(query.page).get();
    });
}

Call taskInstance(const TaskKey &key)
{
    return CallMaker::read("taskInstance", [key](Api api) { return Target(api, taskPath(key)).get(); });
}

Call tries(const TaskKey &key)
{
    return CallMaker::read("tries", [key](Api api) { return Target(api, taskPath(key) + "/tries").get(); });
}

Call log(const TaskKey &key, int tryNumber, const QString &token)
{
    TaskKey plain = key;
    plain.mapIndex = -1; // in the query here, not in the path
    return CallMaker::read("log", [plain, index = key.mapIndex, tryNumber, token](Api api) {
        Target target(api, taskPath(plain) + "/logs/" + QByteArray::number(tryNumber));
        if (index >= 0)
            target.add("map_index", QString::number(index));
        if (!token.isEmpty())
            target.add("token", token);
        return target.get();
    });
}

Call xcomKeys(const TaskKey &key)
{
    TaskKey plain = key;
    plain.mapIndex = -1; // in the query here, not in the path
    return CallMaker::read("xcomEntries", [plain, index = key.mapIndex](Api api) {
        Target target(api, taskPath(plain) + "/xcomEntries");
        if (index >= 0)
            target.add("map_index", QString::number(index));
        return target.get();
    });
}

Call xcom(const TaskKey &key, const QString &name)
{
    TaskKey plain = key;
    plain.mapIndex = -1;
    return CallMaker::read("xcom", [plain, name, index = key.mapIndex](Api api) {
        Target target(api, taskPath(plain) + "/xcomEntries/" + part(name));
        if (index >= 0)
            target.add("map_index", QString::number(index));
        return target.get();
    });
}

// ---- orders

Call clear(const Clearing &clearing)
{
    return CallMaker::order("clearTaskInstances", [clearing](Api api) { return clearMessage(api, clearing, false); });
}

Call clearDryRun(const Clearing &clearing)
{
    return CallMaker::dryRun("clearTaskInstances", [clearing](Api api) { return clearMessage(api, clearing, true); });
}

Call setState(const StateChange &change)
{
    return CallMaker::order("setState", [change](Api api) { return stateMessage(api, change, false); });
}

Call setStateDryRun(const StateChange &change)
{
    return CallMaker::dryRun("setState", [change](Api api) { return stateMessage(api, change, true); });
}

std::optional<Call> markRun(const QString &dagId, const QString &runId, RunState state)
{
    if (state != RunState::Success && state != RunState::Failed && state != RunState::Queued)
        return std::nullopt;
    return CallMaker::order("markRun", [dagId, runId, state](Api api) {
        return Target(api, runPath(dagId, runId)).patch({ { u"state"_s, word(state) } });
    });
}

Call trigger(const Trigger &trigger)
{
    return CallMaker::order("trigger", [trigger](Api api) {
        QJsonObject body{ { u"conf"_s, trigger.conf } };
        if (!trigger.runId.isEmpty())
            body.insert(u"dag_run_id"_s, trigger.runId);
        if (core::isKnown(trigger.logicalDate))
            body.insert(u"logical_date"_s, core::formatIso(trigger.logicalDate));
        else if (api == Api::V2)
            body.insert(u"logical_date"_s, QJsonValue::Null); // must be there
        if (!trigger.note.isEmpty())
            body.insert(u"note"_s, trigger.note);
        return Target(api, "dags/" + part(trigger.dagId) + "/dagRuns").post(body);
    });
}

Call setPaused(const QString &dagId, bool paused)
{
    return CallMaker::order(paused ? "pause" : "unpause", [dagId, paused](Api api) {
        return Target(api, "dags/" + part(dagId))
            .add("update_mask", u"is_paused"_s)
            .patch({ { u"is_paused"_s, paused } });
    });
}

Call setNote(const TaskKey &place, const QString &note)
{
    return CallMaker::order("setNote", [place, note](Api api) {
        const QByteArray path = place.taskId.isEmpty() ? runPath(place.dagId, place.runId) : taskPath(place);
        const QJsonObject body{ { u"note"_s, note } };
        if (api == Api::V1)
            return Target(api, path + "/setNote").patch(body);
        return Target(api, path).add("update_mask", u"note"_s).patch(body);
    });
}

} // namespace airflow::calls
