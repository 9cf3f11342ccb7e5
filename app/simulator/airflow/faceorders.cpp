// SPDX-License-Identifier: GPL-3.0-or-later
// What can be ordered. A part of Face.
#include "app/simulator/airflow/face.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace sim::airflow {

using namespace Qt::StringLiterals;

namespace {

std::optional<State> settable(const QString &word)
{
    if (word == "success"_L1)
        return State::Success;
    if (word == "failed"_L1)
        return State::Failed;
    if (word == "skipped"_L1)
        return State::Skipped;
    return std::nullopt;
}

/// One, or every index where the whole of a mapped node is meant; empty: there is none.
Slots slotsNamed(int node, int slot, bool isWhole)
{
    if (slot >= 0)
        return { slot };
    return node >= 0 && isWhole ? Slots(slotsOf(node).begin(), slotsOf(node).end()) : Slots();
}

QString notOneOf(const QString &word, const QString &words)
{
    return u"'%1' is not one of [%2]"_s.arg(word, words);
}

} // namespace

HttpResponse Face::touched(const Run &run, const Slots &places) const
{
    QJsonArray all;
    for (const int slot : places)
        all.append(m_version == Version::V2 ? m_documents.reference(run, slot) : m_documents.instance(run, slot));
    QJsonObject object{ { u"task_instances"_s, all } };
    if (m_version == Version::V3) {
        object.insert(u"total_entries"_s, all.size());
        object.insert(u"total_entries_limit"_s, QJsonValue::Null);
        object.insert(u"next_cursor"_s, QJsonValue::Null);
        object.insert(u"previous_cursor"_s, QJsonValue::Null);
    }
    return json(object);
}

HttpResponse Face::order(const HttpRequest &request, const Parts &parts)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return problem(m_version == Version::V2 ? 400 : 422, u"Bad Request"_s, u"Request body is not valid JSON"_s);
    const QJsonObject body = document.object();
    if (parts.size() < 2 || parts[0] != "dags"_L1)
        return problem(404, u"Not Found"_s, {});
    if (parts[1] != QLatin1StringView(dagId))
        return noDag(parts[1]);
    const bool post = request.method == "POST";
    const bool patch = request.method == "PATCH";
    if (patch && parts.size() == 2)
        return pause(body);
    if (post && parts.size() == 3 && parts[2] == "dagRuns"_L1)
        return trigger(body);
    if (post && parts.size() == 3 && parts[2] == "clearTaskInstances"_L1)
        return clear(body);
    if (post && parts.size() == 3 && parts[2] == "updateTaskInstancesState"_L1 && m_version == Version::V2)
        return updateStates(body);
    if (patch && parts.size() >= 4 && parts[2] == "dagRuns"_L1) {
        Run *const found = run(parts[3]);
        if (!found)
            return noRun(parts[3]);
        // 2.x has a place of its own for notes, 3.x takes them with or without another change.
        if (m_version == Version::V2 && parts.last() == "setNote"_L1)
            return setNote(request, body, parts.mid(0, parts.size() - 1), *found);
        if (m_version == Version::V3 && body.contains("note"_L1) && body.size() == 1)
            return setNote(request, body, parts, *found);
        if (parts.size() == 4)
            return markRun(body, *found);
        if (parts.size() >= 6 && parts[4] == "taskInstances"_L1)
            return patchInstance(request, body, parts, *found);
    }
    return problem(405, u"Method Not Allowed"_s, {});
}

HttpResponse Face::pause(const QJsonObject &body)
{
    const QJsonValue paused = body.value("is_paused"_L1);
    if (!paused.isBool())
        return problem(m_version == Version::V2 ? 400 : 422, u"Bad Request"_s, u"is_paused is missing"_s);
    m_engine->setPaused(paused.toBool());
    return json(m_documents.dag());
}

HttpResponse Face::trigger(const QJsonObject &body)
{
    if (m_version == Version::V3 && !body.contains("logical_date"_L1))
        return json({ { u"detail"_s,
                        QJsonArray{ QJsonObject{ { u"type"_s, u"missing"_s },
                                                 { u"loc"_s, QJsonArray{ u"body"_s, u"logical_date"_s } },
                                                 { u"msg"_s, u"Field required"_s },
                                                 { u"input"_s, body } } } } },
                    422);
    Run made;
    const QString date = body.value("logical_date"_L1).toString();
    const QDateTime asked = QDateTime::fromString(date, Qt::ISODateWithMs);
    if (!date.isEmpty() && !asked.isValid())
        return problem(m_version == Version::V2 ? 400 : 422, u"Bad Request"_s,
                       u"'%1' is not a 'date-time' - 'logical_date'"_s.arg(date));
    if (asked.isValid())
        made.logical = Moment(std::chrono::milliseconds(asked.toMSecsSinceEpoch()));
    else if (m_version == Version::V2)
        made.logical = m_engine->now();
    made.runAfter = made.logical == Moment() ? m_engine->now() : made.logical;
    made.intervalStart = made.intervalEnd = made.logical;
    made.conf = body.value("conf"_L1).toObject();
    made.note = body.value("note"_L1).toString().toStdString();
    made.transaction = made.conf.value("transaction"_L1).toString().toStdString();
    made.id = body.value("dag_run_id"_L1).toString().toStdString();
    if (made.id.empty())
        made.id = "manual__" + m_documents.moment(m_engine->now()).toString().toStdString();
    if (m_version == Version::V3 && made.id.find(' ') != std::string::npos)
        return problem(400, {},
                       u"The run_id provided '%1' does not match regex pattern '^[A-Za-z0-9_.~:+-]+$'"_s.arg(
                           QString::fromStdString(made.id)));
    if (run(QString::fromStdString(made.id))) {
        return problem(409, u"Conflict"_s,
                       u"DAGRun with DAG ID: '%1' and DAGRun ID: '%2' already exists"_s.arg(
                           QString::fromLatin1(dagId), QString::fromStdString(made.id)));
    }
    return json(m_documents.run(m_engine->trigger(std::move(made))));
}

HttpResponse Face::markRun(const QJsonObject &body, Run &run)
{
    const QString word = body.value("state"_L1).toString();
    const std::optional<State> state = word == "queued"_L1 ? std::optional(State::Queued) : settable(word);
    if (!state || *state == State::Skipped)
        return problem(m_version == Version::V2 ? 400 : 422, u"Bad Request"_s,
                       notOneOf(word, u"'success', 'failed', 'queued'"_s));
    m_engine->markRun(run, *state);
    return json(m_documents.run(run));
}

HttpResponse Face::clear(const QJsonObject &body)
{
    const QString id = body.value("dag_run_id"_L1).toString();
    Run *const found = run(id);
    if (!found) {
        const QString sentence = u"Dag Run id %1 not found in dag %2"_s.arg(id, QString::fromLatin1(dagId));
        return m_version == Version::V2 ? problem(404, sentence, {}) : problem(404, {}, sentence);
    }
    Slots places;
    for (const QJsonValue value : body.value("task_ids"_L1).toArray()) {
        if (value.isArray() && m_version == Version::V2) // it knows whole tasks only
            return problem(400, u"Bad Request"_s,
                           u"['%1', %2] is not of type 'string' - 'task_ids.0'"_s.arg(value.toArray().at(0).toString())
                               .arg(value.toArray().at(1).toInt()));
        const QString name = value.isArray() ? value.toArray().at(0).toString() : value.toString();
        const int node = dagNode(name.toStdString());
        if (node < 0)
            continue;
        if (!value.isArray())
            places.insert(slotsOf(node).begin(), slotsOf(node).end());
        else if (const int slot = dagSlot(node, value.toArray().at(1).toInt(-1)); slot >= 0)
            places.insert(slot);
    }
    if (!body.contains("task_ids"_L1)) {
        for (int slot = 0; slot < static_cast<int>(dagSlots().size()); ++slot)
            places.insert(slot);
    }
    places = m_engine->withNeighbours(places, body.value("include_upstream"_L1).toBool(),
                                      body.value("include_downstream"_L1).toBool());
    if (body.value("only_failed"_L1).toBool(true))
        places = m_engine->failedOf(*found, places);
    if (!body.value("dry_run"_L1).toBool(true))
        m_engine->clear(*found, places);
    return touched(*found, places);
}

HttpResponse Face::updateStates(const QJsonObject &body)
{
    Run *const found = run(body.value("dag_run_id"_L1).toString());
    if (!found)
        return noRun(body.value("dag_run_id"_L1).toString());
    const int node = dagNode(body.value("task_id"_L1).toString().toStdString());
    if (node < 0)
        return problem(404, u"Task not found"_s, u"Task ID %1 not found"_s.arg(body.value("task_id"_L1).toString()));
    const int slot = dagSlot(node, -1);
    if (slot < 0) // it looks for an instance without an index
        return problem(404, u"Not Found"_s,
                       u"Task instance not found for task '%1' on DAG run with ID '%2'"_s.arg(
                           body.value("task_id"_L1).toString(), body.value("dag_run_id"_L1).toString()));
    const std::optional<State> state = settable(body.value("new_state"_L1).toString());
    if (!state)
        return problem(400, u"Bad Request"_s,
                       notOneOf(body.value("new_state"_L1).toString(), u"'success', 'failed', 'skipped'"_s));
    Slots places = m_engine->withNeighbours({ slot }, body.value("include_upstream"_L1).toBool(),
                                            body.value("include_downstream"_L1).toBool());
    std::erase_if(places, [&](int each) { return found->instances[static_cast<size_t>(each)].state == *state; });
    if (!body.value("dry_run"_L1).toBool(true))
        m_engine->setState(*found, places, *state, node);
    return touched(*found, places);
}

HttpResponse Face::setNote(const HttpRequest &request, const QJsonObject &body, const Parts &parts, Run &run)
{
    const QString note = body.value("note"_L1).toString();
    constexpr qsizetype longest = 1000;
    if (!body.value("note"_L1).isString() || note.size() > longest)
        return problem(m_version == Version::V2 ? 400 : 422, u"Bad Request"_s,
                       u"note: String should have at most 1000 characters"_s);
    if (parts.size() == 4) {
        run.note = note.toStdString();
        return json(m_documents.run(run));
    }
    const Named named = namedIn(request, parts);
    if (named.isWhole && m_version == Version::V2)
        return needsIndex();
    const Slots places = slotsNamed(named.node, named.slot, named.isWhole);
    if (places.empty())
        return noTask(parts.value(5));
    for (const int slot : places)
        run.instances[static_cast<size_t>(slot)].note = note.toStdString();
    return m_version == Version::V2 ? json(m_documents.instance(run, named.slot)) : touched(run, places);
}

/// Without its index 3.x takes every instance of a mapped task, 2.x none.
HttpResponse Face::patchInstance(const HttpRequest &request, const QJsonObject &body, const Parts &parts, Run &run)
{
    const Named named = namedIn(request, parts);
    const Slots meant = slotsNamed(named.node, named.slot, named.isWhole && m_version == Version::V3);
    if (meant.empty())
        return noTask(parts[5]);
    const QString word = body.value("new_state"_L1).toString();
    const std::optional<State> state = settable(word);
    if (!state) {
        const QString sentence = notOneOf(word, u"'success', 'failed', 'skipped'"_s);
        return problem(m_version == Version::V2 ? 400 : 422, u"Bad Request"_s, sentence);
    }
    const bool dryRun = m_version == Version::V2 ? body.value("dry_run"_L1).toBool() : parts.last() == "dry_run"_L1;
    Slots places = m_engine->withNeighbours(meant, body.value("include_upstream"_L1).toBool(),
                                            body.value("include_downstream"_L1).toBool());
    std::erase_if(places, [&](int each) { return run.instances[static_cast<size_t>(each)].state == *state; });
    if (places.empty() && !dryRun) {
        return m_version == Version::V2 ? json({})
                                        : problem(409, {}, u"Task id %1 is already in %2 state"_s.arg(parts[5], word));
    }
    if (!dryRun)
        m_engine->setState(run, places, *state, named.node);
    return m_version == Version::V2 ? json(m_documents.reference(run, *meant.begin())) : touched(run, places);
}

} // namespace sim::airflow
