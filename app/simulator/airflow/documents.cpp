// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/documents.h"

#include "app/simulator/random.h"
#include "app/simulator/world/night.h"

#include <QDateTime>

#include <cmath>

namespace sim::airflow {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QJsonValue::Type null = QJsonValue::Null;

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QJsonValue orNull(const std::string &value)
{
    return value.empty() ? QJsonValue(null) : QJsonValue(text(value));
}

QJsonValue seconds(Moment from, Moment to)
{
    if (from == Moment() || to == Moment() || to < from)
        return null;
    return std::round(toSeconds(to) * 1e6 - toSeconds(from) * 1e6) / 1e6;
}

/// One that is always the same for a thing.
QString uuidOf(const std::string &thing)
{
    return text(Random(hashOf(thing), 3).uuid());
}

QJsonObject renderedFields(const Run &run, int slot)
{
    const DagNode &plan = planned(slot);
    QJsonObject fields;
    if (plan.hasJob) {
        const std::string job = plan.job.empty() ? "jobs/prod/" + plan.id : plan.job;
        fields.insert(u"job_key"_s, text(job));
        fields.insert(u"params"_s, QJsonObject{ { u"transaction"_s, text(run.transaction) } });
        fields.insert(u"version"_s, run.runAfter < Night::firstNight() ? u"itaipu-4.118.2"_s : u"itaipu-4.119.0"_s);
    } else if (plan.operatorName == "ScaleEc2Operator") {
        fields.insert(u"pool"_s, text(plan.id.substr(plan.id.find('-') + 1)));
    } else if (plan.mapped > 0) {
        const QString partition = QString::number(slotAt(slot).mapIndex).rightJustified(2, u'0');
        fields.insert(u"partition"_s, partition);
        fields.insert(u"destination"_s, u"s3://cantareira-prices/%1/part-%2"_s.arg(text(run.transaction), partition));
    }
    return fields;
}

} // namespace

QString runId(const Run &run, Version version)
{
    if (!run.scheduled)
        return text(run.id);
    // 2.x names the start of the interval, 3.x the moment of the trigger.
    const Moment named = version == Version::V2 ? run.intervalStart : run.runAfter;
    return u"scheduled__"_s
        + QDateTime::fromMSecsSinceEpoch(toTimePoint(named).time_since_epoch().count(), Qt::UTC)
              .toString(u"yyyy-MM-dd'T'HH:mm:ss"_s)
        + u"+00:00"_s;
}

QJsonValue Documents::moment(Moment at) const
{
    if (at == Moment())
        return null;
    const auto whole = std::chrono::floor<std::chrono::seconds>(at);
    const auto micros = (at - whole).count();
    QString written
        = QDateTime::fromSecsSinceEpoch(whole.time_since_epoch().count(), Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss"_s);
    if (micros != 0)
        written += u'.' + QString::number(micros).rightJustified(6, u'0');
    return written + (m_version == Version::V2 ? u"+00:00"_s : u"Z"_s);
}

QJsonObject Documents::version() const
{
    return { { u"version"_s, m_version == Version::V2 ? u"2.10.5"_s : u"3.3.2"_s },
             { u"git_version"_s, u".release:simulated"_s } };
}

QJsonObject Documents::health() const
{
    const auto beat = [this](const char *name, bool healthy) {
        return QJsonObject{ { u"status"_s, healthy ? QJsonValue(u"healthy"_s) : QJsonValue(null) },
                            { u"latest_%1_heartbeat"_s.arg(QLatin1StringView(name)),
                              healthy ? moment(m_engine->now() - 2s) : QJsonValue(null) } };
    };
    return { { u"metadatabase"_s, QJsonObject{ { u"status"_s, u"healthy"_s } } },
             { u"scheduler"_s, beat("scheduler", true) },
             { u"triggerer"_s, beat("triggerer", false) },
             { u"dag_processor"_s, beat("dag_processor", m_version == Version::V3) } };
}

QJsonObject Documents::dag() const
{
    const QString id = QString::fromLatin1(dagId);
    const auto today = std::chrono::floor<std::chrono::days>(m_engine->now());
    const Moment next = Moment(today) + 24h;
    const bool old = m_version == Version::V2;
    QJsonArray tags;
    for (const QString &name : { u"prod"_s, u"nightly"_s }) {
        QJsonObject tag{ { u"name"_s, name } };
        if (!old) {
            tag.insert(u"dag_id"_s, id);
            tag.insert(u"dag_display_name"_s, id);
        }
        tags.append(tag);
    }
    QJsonObject json{ { u"dag_id"_s, id },
                      { u"dag_display_name"_s, id },
                      { u"description"_s, u"Nightly run over every dataset of the warehouse"_s },
                      { u"is_paused"_s, m_engine->paused() },
                      { u"tags"_s, tags },
                      { u"owners"_s, QJsonArray{ u"data-infra"_s } },
                      { u"file_token"_s, u"cHJvZF9kYWdhby5weQ"_s },
                      { u"fileloc"_s, u"/opt/airflow/dags/prod_dagao.py"_s },
                      { u"has_import_errors"_s, false },
                      { u"has_task_concurrency_limits"_s, false },
                      { u"last_expired"_s, null },
                      { u"last_parsed_time"_s, moment(m_engine->now() - 20s) },
                      { u"max_active_runs"_s, 2 },
                      { u"max_active_tasks"_s, 200 },
                      { u"max_consecutive_failed_dag_runs"_s, 0 },
                      { u"next_dagrun_data_interval_start"_s, moment(old ? next - 24h : next) },
                      { u"next_dagrun_data_interval_end"_s, moment(next) },
                      { u"timetable_description"_s, u"At 00:00"_s } };
    if (old) {
        const QJsonObject more{ { u"default_view"_s, u"grid"_s },
                                { u"is_active"_s, true },
                                { u"is_subdag"_s, false },
                                { u"last_pickled"_s, null },
                                { u"next_dagrun"_s, moment(next - 24h) },
                                { u"next_dagrun_create_after"_s, moment(next) },
                                { u"pickle_id"_s, null },
                                { u"root_dag_id"_s, null },
                                { u"schedule_interval"_s,
                                  QJsonObject{ { u"__type"_s, u"CronExpression"_s }, { u"value"_s, u"0 0 * * *"_s } } },
                                { u"scheduler_lock"_s, null } };
        for (auto it = more.begin(); it != more.end(); ++it)
            json.insert(it.key(), it.value());
        return json;
    }
    const QJsonObject more{ { u"is_stale"_s, false },
                            { u"last_parse_duration"_s, 0.35 },
                            { u"bundle_name"_s, u"dags-folder"_s },
                            { u"bundle_version"_s, null },
                            { u"relative_fileloc"_s, u"prod_dagao.py"_s },
                            { u"timetable_summary"_s, u"0 0 * * *"_s },
                            { u"timetable_partitioned"_s, false },
                            { u"timetable_periodic"_s, true },
                            { u"next_dagrun_logical_date"_s, moment(next) },
                            { u"next_dagrun_run_after"_s, moment(next) },
                            { u"allowed_run_types"_s, null },
                            { u"is_backfillable"_s, true } };
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QJsonObject Documents::task(int node) const
{
    const DagNode &plan = dagPlan()[static_cast<size_t>(node)];
    QJsonArray downstream;
    for (const int below : plan.downstream)
        downstream.append(text(dagPlan()[static_cast<size_t>(below)].id));
    const char *rule = plan.rule == TriggerRule::AllDone ? "all_done"
        : plan.rule == TriggerRule::OneFailed            ? "one_failed"
                                                         : "all_success";
    return {
        { u"task_id"_s, text(plan.id) },
        { u"task_display_name"_s, text(plan.id) },
        { u"owner"_s, u"data-infra"_s },
        { u"start_date"_s, u"2026-01-01T00:00:00"_s + (m_version == Version::V2 ? u"+00:00"_s : u"Z"_s) },
        { u"end_date"_s, null },
        { u"trigger_rule"_s, QString::fromLatin1(rule) },
        { u"depends_on_past"_s, false },
        { u"wait_for_downstream"_s, false },
        { u"retries"_s, plan.retries },
        { u"retry_delay"_s,
          QJsonObject{
              { u"__type"_s, u"TimeDelta"_s }, { u"days"_s, 0 }, { u"seconds"_s, 60 }, { u"microseconds"_s, 0 } } },
        { u"retry_exponential_backoff"_s, m_version == Version::V2 ? QJsonValue(false) : QJsonValue(0) },
        { u"queue"_s, u"default"_s },
        { u"pool"_s, u"default_pool"_s },
        { u"pool_slots"_s, 1 },
        { u"priority_weight"_s, 1 },
        { u"weight_rule"_s, u"downstream"_s },
        { u"execution_timeout"_s, null },
        { u"ui_color"_s, u"#fff"_s },
        { u"ui_fgcolor"_s, u"#000"_s },
        { u"template_fields"_s, plan.hasJob ? QJsonArray{ u"job_key"_s, u"params"_s } : QJsonArray{} },
        { u"downstream_task_ids"_s, downstream },
        { u"doc_md"_s, null },
        { u"operator_name"_s, text(plan.operatorName) },
        { u"class_ref"_s,
          QJsonObject{ { u"module_path"_s, u"cantareira.operators"_s },
                       { u"class_name"_s, text(plan.operatorName) } } },
        { u"params"_s, QJsonObject{} },
        { u"is_mapped"_s, plan.mapped > 0 },
        { u"extra_links"_s, QJsonArray{} }
    };
}

QJsonObject Documents::dagVersion() const
{
    const QString id = QString::fromLatin1(dagId);
    return { { u"id"_s, uuidOf("version 1") },
             { u"version_number"_s, 1 },
             { u"dag_id"_s, id },
             { u"bundle_name"_s, u"dags-folder"_s },
             { u"bundle_version"_s, null },
             { u"created_at"_s, u"2026-10-01T12:00:00Z"_s },
             { u"dag_display_name"_s, id },
             { u"bundle_url"_s, null } };
}

QJsonObject Documents::run(const Run &run) const
{
    const QString id = QString::fromLatin1(dagId);
    QJsonObject json{ { u"dag_id"_s, id },
                      { u"dag_run_id"_s, runId(run, m_version) },
                      { u"logical_date"_s,
                        moment(m_version == Version::V3 && run.scheduled ? run.runAfter : run.logical) },
                      { u"data_interval_start"_s,
                        moment(m_version == Version::V3 && run.scheduled ? run.runAfter : run.intervalStart) },
                      { u"data_interval_end"_s, moment(run.intervalEnd) },
                      { u"start_date"_s, moment(run.start) },
                      { u"end_date"_s, moment(run.end) },
                      { u"last_scheduling_decision"_s, moment(run.end == Moment() ? m_engine->now() : run.end) },
                      { u"run_type"_s, run.scheduled ? u"scheduled"_s : u"manual"_s },
                      { u"state"_s, QString::fromLatin1(stateWord(run.state)) },
                      { u"conf"_s, run.conf },
                      { u"note"_s, orNull(run.note) } };
    if (m_version == Version::V2) {
        json.insert(u"execution_date"_s, moment(run.logical));
        json.insert(u"external_trigger"_s, !run.scheduled);
        return json;
    }
    json.insert(u"queued_at"_s, moment(run.queued));
    json.insert(u"duration"_s, seconds(run.start, run.end));
    json.insert(u"run_after"_s, moment(run.runAfter));
    json.insert(u"triggered_by"_s, run.scheduled ? u"timetable"_s : u"rest_api"_s);
    json.insert(u"triggering_user_name"_s, run.scheduled ? QJsonValue(null) : QJsonValue(u"ops"_s));
    json.insert(u"dag_versions"_s, QJsonArray{ dagVersion() });
    json.insert(u"bundle_version"_s, null);
    json.insert(u"dag_display_name"_s, id);
    json.insert(u"partition_key"_s, null);
    json.insert(u"partition_date"_s, null);
    return json;
}

/// What a try and a task instance have both.
QJsonObject Documents::common(const Run &run, int slot) const
{
    const DagNode &plan = planned(slot);
    const Instance &instance = run.instances[static_cast<size_t>(slot)];
    QJsonObject json{ { u"dag_id"_s, QString::fromLatin1(dagId) },
                      { u"dag_run_id"_s, runId(run, m_version) },
                      { u"executor"_s, null },
                      { u"executor_config"_s, u"{}"_s },
                      { u"map_index"_s, slotAt(slot).mapIndex },
                      { u"max_tries"_s, instance.maxTries },
                      { u"operator"_s, text(plan.operatorName) },
                      { u"pool"_s, u"default_pool"_s },
                      { u"pool_slots"_s, 1 },
                      { u"priority_weight"_s, 1 },
                      { u"queue"_s, u"default"_s },
                      { u"task_display_name"_s, text(plan.id) },
                      { u"task_id"_s, text(plan.id) },
                      { u"unixname"_s, u"airflow"_s } };
    if (m_version == Version::V3) {
        json.insert(u"dag_display_name"_s, QString::fromLatin1(dagId));
        json.insert(u"operator_name"_s, text(plan.operatorName));
        json.insert(u"dag_version"_s, dagVersion());
    }
    return json;
}

QJsonObject Documents::instance(const Run &run, int slot) const
{
    const Instance &instance = run.instances[static_cast<size_t>(slot)];
    QJsonObject json = common(run, slot);
    json.insert(u"state"_s,
                instance.state == State::None ? QJsonValue(null)
                                              : QJsonValue(QString::fromLatin1(stateWord(instance.state))));
    json.insert(u"try_number"_s, instance.tryNumber);
    const bool ran = instance.tryNumber > 0;
    json.insert(u"start_date"_s, moment(instance.start));
    json.insert(u"end_date"_s, moment(instance.end));
    json.insert(u"duration"_s, seconds(instance.start, instance.end));
    json.insert(u"queued_when"_s, moment(instance.queued));
    json.insert(u"hostname"_s, text(instance.host));
    json.insert(u"pid"_s, ran ? QJsonValue(1000 + slot) : QJsonValue(null));
    json.insert(u"note"_s, orNull(instance.note));
    const int index = slotAt(slot).mapIndex; // 2.x renders none without a template for it
    json.insert(u"rendered_map_index"_s,
                index >= 0 && m_version == Version::V3 ? QJsonValue(QString::number(index)) : QJsonValue(null));
    json.insert(u"rendered_fields"_s, ran ? renderedFields(run, slot) : QJsonObject());
    json.insert(u"trigger"_s, null);
    json.insert(u"triggerer_job"_s, null);
    if (m_version == Version::V2) {
        json.insert(u"execution_date"_s, moment(run.logical));
        json.insert(u"sla_miss"_s, null);
        return json;
    }
    json.insert(u"id"_s, uuidOf(runId(run, m_version).toStdString() + slotAt(slot).name()));
    json.insert(u"logical_date"_s, moment(run.scheduled ? run.runAfter : run.logical));
    json.insert(u"run_after"_s, moment(run.runAfter));
    json.insert(u"scheduled_when"_s, moment(instance.queued));
    return json;
}

QJsonObject Documents::attempt(const Run &run, int slot, size_t attempt) const
{
    const Attempt &tried = run.instances[static_cast<size_t>(slot)].tries[attempt];
    QJsonObject json = common(run, slot);
    json.insert(u"state"_s, QString::fromLatin1(stateWord(tried.state)));
    json.insert(u"try_number"_s, tried.number);
    json.insert(u"start_date"_s, moment(tried.start));
    json.insert(u"end_date"_s, moment(tried.end));
    json.insert(u"duration"_s, seconds(tried.start, tried.end));
    json.insert(u"queued_when"_s, moment(tried.queued));
    json.insert(u"hostname"_s, text(tried.host));
    json.insert(u"pid"_s, 1000 + slot);
    if (m_version == Version::V3)
        json.insert(u"scheduled_when"_s, moment(tried.queued));
    return json;
}

QJsonObject Documents::reference(const Run &run, int slot) const
{
    return { { u"dag_id"_s, QString::fromLatin1(dagId) },
             { u"dag_run_id"_s, runId(run, m_version) },
             { u"execution_date"_s, moment(run.logical) },
             { u"task_id"_s, text(planned(slot).id) } };
}

QJsonObject Documents::xcomKey(const Run &run, int slot) const
{
    QJsonObject json{ { u"dag_id"_s, QString::fromLatin1(dagId) },
                      { u"key"_s, u"return_value"_s },
                      { u"map_index"_s, -1 },
                      { u"task_id"_s, text(planned(slot).id) },
                      { u"timestamp"_s, moment(run.instances[static_cast<size_t>(slot)].end) } };
    if (m_version == Version::V2) {
        json.insert(u"execution_date"_s, moment(run.logical));
        return json;
    }
    json.insert(u"logical_date"_s, moment(run.scheduled ? run.runAfter : run.logical));
    json.insert(u"run_id"_s, runId(run, m_version));
    json.insert(u"dag_display_name"_s, QString::fromLatin1(dagId));
    json.insert(u"task_display_name"_s, text(planned(slot).id));
    json.insert(u"run_after"_s, moment(run.runAfter));
    return json;
}

QJsonObject Documents::xcom(const Run &run, int slot) const
{
    QJsonObject json = xcomKey(run, slot);
    json.insert(u"value"_s, text(run.transaction));
    return json;
}

} // namespace sim::airflow
