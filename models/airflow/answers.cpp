// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/answers.h"

#include "models/airflow/decoding/reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace airflow::answers {

namespace {

Health::Component componentOf(const Reader &root, const char *name, const char *heartbeat)
{
    const Reader component = root.object(name);
    return { component.text("status"), component.time(heartbeat) };
}

Dag dagOf(const Reader &json)
{
    Dag dag;
    dag.id = json.needed("dag_id");
    dag.description = json.text("description");
    dag.schedule = json.text("timetable_summary");
    if (const Reader interval = json.object("schedule_interval"); dag.schedule.isEmpty() && interval.has("value"))
        dag.schedule = interval.text("value");
    dag.owners = json.texts("owners");
    json.each("tags", [&](const Reader &tag) { dag.tags.append(tag.text("name")); });
    dag.paused = json.flag("is_paused");
    dag.active = json.flag("is_active", !json.flag("is_stale"));
    dag.importErrors = json.flag("has_import_errors");
    dag.maxActiveRuns = static_cast<int>(json.integer("max_active_runs"));
    dag.maxActiveTasks = static_cast<int>(json.integer("max_active_tasks"));
    dag.parsedAt = json.time("last_parsed_time");
    dag.nextRunAt = json.time(json.has("next_dagrun_run_after") ? "next_dagrun_run_after" : "next_dagrun_create_after");
    return dag;
}

core::Duration spanOf(const Reader &delta)
{
    return delta.integer("days") * 24h + delta.integer("seconds") * 1s
        + std::chrono::duration_cast<core::Duration>(std::chrono::microseconds(delta.integer("microseconds")));
}

TaskDefinition taskOf(const Reader &json)
{
    TaskDefinition task;
    task.id = json.needed("task_id");
    task.operatorName = json.text("operator_name");
    task.triggerRule = json.text("trigger_rule");
    task.pool = json.text("pool");
    task.downstream = json.texts("downstream_task_ids");
    task.retries = static_cast<int>(json.integer("retries"));
    task.retryDelay = spanOf(json.object("retry_delay"));
    task.mapped = json.flag("is_mapped");
    return task;
}

Run runOf(const Reader &json)
{
    Run run;
    run.dagId = json.needed("dag_id");
    run.id = json.needed("dag_run_id");
    run.type = json.text("run_type");
    run.note = json.text("note");
    run.conf = json.json("conf");
    if (run.conf.isEmpty())
        run.conf = "{}";
    if (json.has("dag_versions"))
        json.each("dag_versions", [&](const Reader &version) { run.version = version.text("id"); });
    run.state = runStateFrom(json.needed("state"));
    run.logicalDate = json.time("logical_date");
    run.intervalStart = json.time("data_interval_start");
    run.intervalEnd = json.time("data_interval_end");
    run.runAfter = json.has("run_after") ? json.time("run_after") : run.intervalEnd;
    run.queued = json.time("queued_at");
    run.start = json.time("start_date");
    run.end = json.time("end_date");
    return run;
}

/// Whether a rendered field may name an Aurora job.
bool readsAsJob(const QString &value)
{
    constexpr qsizetype longest = 300;
    return value.size() <= longest && value.count(u'/') == 2 && !value.startsWith(u'/') && !value.endsWith(u'/')
        && !value.contains("//"_L1) && !value.contains(u' ');
}

TaskInstance instanceOf(const Reader &json)
{
    TaskInstance instance;
    instance.taskId = json.needed("task_id");
    instance.runId = json.needed("dag_run_id");
    instance.host = json.text("hostname");
    instance.pool = json.text("pool");
    instance.operatorName = json.text("operator");
    instance.note = json.text("note");
    instance.queued = json.time("queued_when");
    instance.start = json.time("start_date");
    instance.end = json.time("end_date");
    instance.mapIndex = static_cast<int>(json.integer("map_index", -1));
    instance.tryNumber = static_cast<int>(json.integer("try_number"));
    instance.maxTries = static_cast<int>(json.integer("max_tries"));
    instance.state = taskStateFrom(json.text("state"));
    if (json.has("rendered_fields")) {
        json.object("rendered_fields").members([&](const QString &name, const QString &value) {
            if (readsAsJob(value))
                instance.jobFields.append({ name, value });
        });
    }
    return instance;
}

template <typename Value>
core::Result<Page<Value>> pageOf(std::string_view bytes, Texts &texts, const char *list,
                                 Value (*read)(const Reader &json))
{
    return parsed<Page<Value>>(bytes, texts, [&](const Reader &root, Page<Value> &page) {
        root.each(list, [&](const Reader &item) { page.items.append(read(item)); });
        page.total = root.integer("total_entries", page.items.size());
    });
}

} // namespace

core::Result<Version> version(std::string_view bytes, Api api)
{
    Texts texts;
    return parsed<Version>(bytes, texts, [api](const Reader &root, Version &version) {
        version = { root.needed("version"), api };
    });
}

core::Result<Health> health(std::string_view bytes, Texts &texts)
{
    return parsed<Health>(bytes, texts, [](const Reader &root, Health &health) {
        root.object("metadatabase").needed("status");
        health.database = componentOf(root, "metadatabase", "");
        health.scheduler = componentOf(root, "scheduler", "latest_scheduler_heartbeat");
        health.triggerer = componentOf(root, "triggerer", "latest_triggerer_heartbeat");
        health.dagProcessor = componentOf(root, "dag_processor", "latest_dag_processor_heartbeat");
    });
}

core::Result<Page<Dag>> dags(std::string_view bytes, Texts &texts)
{
    return pageOf<Dag>(bytes, texts, "dags", dagOf);
}

core::Result<Dag> dag(std::string_view bytes, Texts &texts)
{
    return parsed<Dag>(bytes, texts, [](const Reader &root, Dag &dag) { dag = dagOf(root); });
}

core::Result<DagStructure> tasks(std::string_view bytes, Texts &texts)
{
    return parsed<DagStructure>(bytes, texts, [](const Reader &root, DagStructure &structure) {
        root.each("tasks", [&](const Reader &task) { structure.tasks.append(taskOf(task)); });
    });
}

core::Result<Page<Run>> runs(std::string_view bytes, Texts &texts)
{
    return pageOf<Run>(bytes, texts, "dag_runs", runOf);
}

core::Result<Run> run(std::string_view bytes, Texts &texts)
{
    return parsed<Run>(bytes, texts, [](const Reader &root, Run &run) { run = runOf(root); });
}

core::Result<Page<TaskInstance>> taskInstances(std::string_view bytes, Texts &texts)
{
    return pageOf<TaskInstance>(bytes, texts, "task_instances", instanceOf);
}

core::Result<TaskInstanceDetails> taskInstance(std::string_view bytes, Texts &texts)
{
    return parsed<TaskInstanceDetails>(bytes, texts, [](const Reader &root, TaskInstanceDetails &details) {
        details.instance = instanceOf(root);
        root.object("rendered_fields").members([&](const QString &name, const QString &value) {
            details.renderedFields.append({ name, value });
        });
    });
}

core::Result<QStringList> xcomKeys(std::string_view bytes, Texts &texts)
{
    return parsed<QStringList>(bytes, texts, [](const Reader &root, QStringList &keys) {
        root.each("xcom_entries", [&](const Reader &entry) { keys.append(entry.needed("key")); });
    });
}

core::Result<Xcom> xcom(std::string_view bytes, Texts &texts)
{
    return parsed<Xcom>(bytes, texts, [](const Reader &root, Xcom &xcom) {
        xcom = { root.needed("key"), root.valueText("value"), root.time("timestamp") };
    });
}

core::Result<QList<Reference>> references(std::string_view bytes, Texts &texts)
{
    return parsed<QList<Reference>>(bytes, texts, [](const Reader &root, QList<Reference> &references) {
        const auto add = [&](const Reader &json) {
            references.append({ json.needed("task_id"), static_cast<int>(json.integer("map_index", -1)) });
        };
        if (root.has("task_instances"))
            root.each("task_instances", add);
        else if (root.has("task_id"))
            add(root); // 2.x, of one
        std::sort(references.begin(), references.end());
        references.erase(std::unique(references.begin(), references.end()), references.end());
    });
}

core::Result<QString> token(std::string_view bytes)
{
    Texts texts; // of its own: a secret stays nowhere
    return parsed<QString>(bytes, texts,
                           [](const Reader &root, QString &token) { token = root.needed("access_token"); });
}

} // namespace airflow::answers
