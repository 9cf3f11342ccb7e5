// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/auroraclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace sim::thrift;
using namespace std::chrono_literals;

/// What the simulated Aurora does over time, and that Mesos shows the same.
class tst_AuroraSimulator : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void showsTheNight_atTheDemosStart();
    void tellsWhyTasksWait_andNothingLaterOn();
    void everyPlacedTaskIsAMesosTaskThere();
    void killingTakesTime_inBothWorlds();
    void killWithoutInstances_killsTheWholeJob();
    void restartGivesANewTask_thatKnowsItsAncestor();
    void restartIsAllOrNothing();
    void unknownStatusesFilterNothing();
    void updatesRoll_pause_andRollBack();
    void failingUpdatesRollBackByThemselves();
    void jobsThatUpdateTakeNoOtherChange();
    void drainingMovesTasks_andEnds();
    void quotaRefusesWithTheServersWords();
    void cronJobsStart_andAreTakenOut();
    void createsJobs_andAddsInstances();
    void tasksWithoutExecutorFailTheList();
    void flappingTasksAreThrottled();
    void pruningNothingPrunesEverything();
    void logsExactlyWhatWasAsked();
    void scalesToManyJobs();

private:
    Reply call(const std::string &method, const Value &arguments)
    {
        return callAurora(m_demo->auroraUrls().constFirst(), method, arguments);
    }
    std::vector<Value> tasks(const char *role, const char *name);
    /// The active task of an instance; absent without one.
    Value active(const char *role, const char *name, int instance);
    QJsonObject mesosTask(const std::string &id);
    int updateStatus(const Value &key);

    std::unique_ptr<sim::Demo> m_demo;
};

namespace {

enum Status {
    Pending = 0,
    Running = 2,
    Finished = 3,
    Failed = 4,
    Killed = 5,
    Killing = 6,
    Restarting = 12,
    Throttled = 16,
    Draining = 17
};

Value job(const char *role, const char *name)
{
    return Struct().text(1, role).text(2, "prod").text(3, name).done();
}

Value numbers(std::initializer_list<int> all)
{
    std::vector<Value> elements;
    for (const int number : all)
        elements.push_back(Value::i32(number));
    return Value::set(Type::I32, std::move(elements));
}

Value query(const char *role, const char *name)
{
    return single(1, single(11, Value::set(Type::Struct, { job(role, name) })));
}

bool isActive(const Value &task)
{
    const auto status = task.integerAt(2);
    return status != Finished && status != Failed && status != Killed && status != 7;
}

std::string idOf(const Value &task)
{
    return task.structAt(1).textAt(1);
}

std::string lastMessage(const Value &task)
{
    return task.field(4, Type::List).elements().back().textAt(3);
}

/// A job's configuration as a client makes it.
Value taskConfig(const char *role, const char *name, double cpus, const char *tier, bool service = true,
                 bool executor = true)
{
    Struct config;
    config.flag(7, service)
        .i32(11, 0)
        .i32(13, 1)
        .put(17, Struct().text(2, "oncall").done())
        .put(28, job(role, name))
        .text(30, tier)
        .put(32,
             Value::set(Type::Struct,
                        { single(1, Value::number(cpus)), single(2, Value::i64(64)), single(3, Value::i64(16)) }));
    if (executor)
        config.put(25, Struct().text(1, "AuroraExecutor").text(2, R"({"task":{"processes":[]}})").done());
    else
        config.put(29, single(2, Struct().text(1, "debian:12").done()));
    return config.done();
}

Value description(const Value &config, int instances, const char *cron = nullptr)
{
    Struct job;
    if (cron)
        job.text(4, cron).i32(5, 1);
    return single(1,
                  job.put(6, config).put(7, config.structAt(17)).i32(8, instances).put(9, config.structAt(28)).done());
}

Value updateRequest(const Value &config, int instances, int watchMs = 20000)
{
    const Value settings = Struct()
                               .i32(1, 1)
                               .i32(2, 0)
                               .i32(3, 0)
                               .i32(5, watchMs)
                               .flag(6, true)
                               .put(7, numbers({}))
                               .flag(8, false)
                               .done();
    return Struct().put(1, Struct().put(1, config).i32(2, instances).put(3, settings).done()).text(3, "deploy").done();
}

} // namespace

void tst_AuroraSimulator::init()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
    QVERIFY(m_demo->errorString().isEmpty());
}

std::vector<Value> tst_AuroraSimulator::tasks(const char *role, const char *name)
{
    return call("getTasksStatus", query(role, name)).result(3).field(1, Type::List).elements();
}

Value tst_AuroraSimulator::active(const char *role, const char *name, int instance)
{
    for (const Value &task : tasks(role, name)) {
        if (isActive(task) && task.structAt(1).integerAt(6) == instance)
            return task;
    }
    return {};
}

QJsonObject tst_AuroraSimulator::mesosTask(const std::string &id)
{
    const QJsonObject found
        = QJsonDocument::fromJson(
              get(m_demo->masters().constFirst(), "/tasks?task_id=" + QByteArray::fromStdString(id)).body)
              .object();
    return found[u"tasks"_s].toArray().first().toObject();
}

int tst_AuroraSimulator::updateStatus(const Value &key)
{
    const Reply reply = call("getJobUpdateSummaries", single(1, single(8, key)));
    const auto &all = reply.result(23).field(1, Type::List).elements();
    return all.empty() ? -1 : static_cast<int>(all.front().structAt(4).integerAt(1));
}

void tst_AuroraSimulator::showsTheNight_atTheDemosStart()
{
    int running = 0;
    int pending = 0;
    for (const Value &task : tasks("jobs", "fx-model")) {
        running += task.integerAt(2) == Running;
        if (task.integerAt(2) != Pending)
            continue;
        ++pending;
        const auto since = task.field(4, Type::List).elements().back().integerAt(1, Type::I64);
        const qint64 waits = sim::demoStart.time_since_epoch().count() - since;
        QVERIFY2(waits > 23 * 60'000 && waits < 24 * 60'000, qPrintable(QString::number(waits)));
    }
    QCOMPARE(running, 3);
    QCOMPARE(pending, 3);
    const Value lost = active("jobs", "fx-model", 2);
    QVERIFY(!lost.textAt(5).empty()); // its first try
    const std::vector<Value> modeling = tasks("jobs", "itaipu-dimensional-modeling");
    QCOMPARE(modeling.back().integerAt(2), int64_t(Failed));
    QVERIFY(lastMessage(modeling.back()).find("No space left on device") != std::string::npos);
    QCOMPARE(modeling.size(), size_t(2)); // and the try that was lost with its machine
    const Reply updates = call("getJobUpdateSummaries", single(1, single(5, numbers({ 0 }))));
    QCOMPARE(updates.result(23).field(1, Type::List).elements().size(), size_t(1));
    QVERIFY(tasks("jobs", "s3-compaction").size() > 10);
    QVERIFY(tasks("services", "quote-stream").size() > 3);
}

void tst_AuroraSimulator::tellsWhyTasksWait_andNothingLaterOn()
{
    const Value waiting = active("jobs", "fx-model", 3);
    const auto reason = [&] {
        const Reply reply = call("getPendingReason", query("jobs", "fx-model"));
        for (const Value &told : reply.result(21).field(1, Type::Set).elements()) {
            if (told.textAt(1) == idOf(waiting))
                return QString::fromStdString(told.textAt(2));
        }
        return u"none"_s;
    };
    QCOMPARE(reason(), u"Constraint not satisfied: slave-type"_s);
    const Reply statuses = call("getPendingReason", single(1, Struct().text(14, "abc").put(5, numbers({ 0 })).done()));
    QCOMPARE(statuses.code(), 0);
    QCOMPARE(statuses.detail(), u"Statuses is not supported in TaskQuery(role:abc, statuses:[PENDING])"_s);
    QVERIFY(call("createJob", description(taskConfig("jobs", "too-big", 500, "preemptible"), 1)).code() == 1);
    const auto big = [&] {
        return QString::fromStdString(call("getPendingReason", query("jobs", "too-big"))
                                          .result(21)
                                          .field(1, Type::Set)
                                          .elements()
                                          .front()
                                          .textAt(2));
    };
    QCOMPARE(big(), QString()); // nothing was offered to it yet
    m_demo->advance(30s);
    QCOMPARE(big(), u"Insufficient: CPU"_s);
}

void tst_AuroraSimulator::everyPlacedTaskIsAMesosTaskThere()
{
    const QJsonObject state = QJsonDocument::fromJson(get(m_demo->masters().constFirst(), "/state").body).object();
    QHash<QString, QString> byId;
    for (const QJsonValue &framework : state[u"frameworks"_s].toArray()) {
        if (framework[u"name"_s].toString() != "Aurora"_L1)
            continue;
        for (const QJsonValue &task : framework[u"tasks"_s].toArray())
            byId.insert(task[u"id"_s].toString(), task[u"slave_id"_s].toString());
    }
    int placed = 0;
    const Reply all = call("getTasksWithoutConfigs", single(1, Struct().done()));
    for (const Value &task : all.result(3).field(1, Type::List).elements()) {
        if (!isActive(task) || task.structAt(1).textAt(2).empty())
            continue;
        ++placed;
        QCOMPARE(byId.value(QString::fromStdString(idOf(task))).toStdString(), task.structAt(1).textAt(2));
    }
    QVERIFY(placed > 40);
    QCOMPARE(placed, int(byId.size()));
}

void tst_AuroraSimulator::killingTakesTime_inBothWorlds()
{
    const std::string id = idOf(active("jobs", "hyoga-model", 2));
    const Reply killed
        = call("killTasks",
               Struct().put(4, job("jobs", "hyoga-model")).put(5, numbers({ 2 })).text(6, "out of the way").done());
    QCOMPARE(killed.code(), 1);
    const Value killing = active("jobs", "hyoga-model", 2);
    QCOMPARE(killing.integerAt(2), int64_t(Killing));
    QCOMPARE(lastMessage(killing), std::string("Killed by UNSECURE.\nout of the way"));
    QCOMPARE(mesosTask(id)[u"state"_s].toString(), u"TASK_KILLING"_s);
    m_demo->advance(10s);
    QVERIFY(active("jobs", "hyoga-model", 2).isAbsent());
    QCOMPARE(mesosTask(id)[u"state"_s].toString(), u"TASK_KILLED"_s);
    const std::vector<Value> all = tasks("jobs", "hyoga-model");
    const auto ended = std::ranges::find(all, id, idOf);
    QCOMPARE(lastMessage(*ended), std::string("Instructed to kill task."));
    QVERIFY(!active("jobs", "hyoga-model", 1).isAbsent()); // and no other
    QCOMPARE(call("killTasks", Struct().put(4, job("jobs", "hyoga-model")).put(5, numbers({ 2 })).done()).detail(),
             u"No tasks to kill."_s);
}

void tst_AuroraSimulator::killWithoutInstances_killsTheWholeJob()
{
    QCOMPARE(call("killTasks", Struct().put(4, job("jobs", "fx-model")).put(5, numbers({})).done()).code(), 1);
    // What was PENDING is gone at once, without a trace.
    for (int i = 3; i < 6; ++i)
        QVERIFY(active("jobs", "fx-model", i).isAbsent());
    m_demo->advance(10s);
    for (const Value &task : tasks("jobs", "fx-model"))
        QVERIFY(!isActive(task));
}

void tst_AuroraSimulator::restartGivesANewTask_thatKnowsItsAncestor()
{
    const std::string old = idOf(active("services", "capivara-http", 4));
    QCOMPARE(
        call("restartShards", Struct().put(5, job("services", "capivara-http")).put(3, numbers({ 4 })).done()).code(),
        1);
    QCOMPARE(active("services", "capivara-http", 4).integerAt(2), int64_t(Restarting));
    m_demo->advance(60s);
    const Value next = active("services", "capivara-http", 4);
    QCOMPARE(next.integerAt(2), int64_t(Running));
    QVERIFY(idOf(next) != old);
    QCOMPARE(next.textAt(5), old);
    QCOMPARE(mesosTask(idOf(next))[u"state"_s].toString(), u"TASK_RUNNING"_s);
}

void tst_AuroraSimulator::restartIsAllOrNothing()
{
    const std::string before = idOf(active("services", "capivara-http", 4));
    const auto restart = [&](const Value &instances) {
        return call("restartShards", Struct().put(5, job("services", "capivara-http")).put(3, instances).done());
    };
    QCOMPARE(restart(numbers({ 4, 99 })).detail(), u"Not all requested shards are active."_s);
    QCOMPARE(restart(numbers({})).detail(), u"Argument cannot be blank"_s);
    m_demo->advance(30s);
    QCOMPARE(idOf(active("services", "capivara-http", 4)), before);
}

void tst_AuroraSimulator::unknownStatusesFilterNothing()
{
    const auto count = [&](const Value &filter) {
        return call("getTasksWithoutConfigs", single(1, filter)).result(3).field(1, Type::List).elements().size();
    };
    const size_t all = count(Struct().done());
    QVERIFY(count(Struct().put(5, numbers({ Running })).done()) < all);
    QCOMPARE(count(Struct().put(5, numbers({ 99 })).done()), all);
    QCOMPARE(count(Struct().put(5, numbers({})).done()), all);
    // A list where a set is declared is not seen at all.
    QCOMPARE(count(Struct().put(5, Value::list(Type::I32, { Value::i32(Running) })).done()), all);
}

void tst_AuroraSimulator::updatesRoll_pause_andRollBack()
{
    const Value now = active("services", "capivara-http", 0).structAt(1).structAt(4);
    Struct changed;
    for (const Field &field : now.fields())
        changed.put(field.id, field.id == 11 ? Value::i32(42) : field.value);
    const Value config = changed.done();
    const Reply unchanged = call("startJobUpdate", updateRequest(now, 8));
    QCOMPARE(unchanged.code(), 1);
    QCOMPARE(unchanged.detail(), u"Job is unchanged by proposed update."_s);
    const Reply started = call("startJobUpdate", updateRequest(config, 8));
    QCOMPARE(started.code(), 1);
    const Value key = started.result(22).structAt(1);
    const Reply twice = call("startJobUpdate", updateRequest(config, 8));
    QCOMPARE(twice.code(), 0);
    QCOMPARE(twice.result(22).structAt(1).textAt(2), key.textAt(2));
    m_demo->advance(90s);
    const auto priority
        = [&](int i) { return active("services", "capivara-http", i).structAt(1).structAt(4).integerAt(11); };
    QCOMPARE(priority(0), 42);
    QCOMPARE(priority(7), 10);
    QCOMPARE(call("pauseJobUpdate", Struct().put(1, key).text(3, "wait").done()).code(), 1);
    QCOMPARE(updateStatus(key), 2);
    m_demo->advance(300s);
    QCOMPARE(priority(7), 10);
    QCOMPARE(call("resumeJobUpdate", Struct().put(1, key).text(3, "on").done()).code(), 1);
    m_demo->advance(60s);
    QCOMPARE(call("rollbackJobUpdate", Struct().put(1, key).text(2, "bad build").done()).code(), 1);
    QCOMPARE(updateStatus(key), 1);
    m_demo->advance(600s);
    QCOMPARE(updateStatus(key), 5);
    for (int i = 0; i < 8; ++i)
        QCOMPARE(priority(i), 10);
    QCOMPARE(call("abortJobUpdate", Struct().put(1, key).done()).detail(),
             u"Cannot transition update from ROLLED_BACK to ABORTED"_s);
}

void tst_AuroraSimulator::failingUpdatesRollBackByThemselves()
{
    const Value config = taskConfig("jobs", "upd_failing", 0.1, "preemptible");
    const Reply started = call("startJobUpdate", updateRequest(config, 2, 60000));
    QCOMPARE(started.code(), 1); // it creates the job
    const Value key = started.result(22).structAt(1);
    m_demo->advance(180s);
    QCOMPARE(updateStatus(key), 5);
    const Reply details = call("getJobUpdateDetails", Struct().put(2, single(8, key)).done());
    const Value &told = details.result(24).field(2, Type::List).elements().front();
    QCOMPARE(told.field(2, Type::List).elements().at(1).textAt(4), std::string("Latest failure: instance 0 exited."));
    std::vector<int64_t> actions;
    for (const Value &event : told.field(3, Type::List).elements())
        actions.push_back(event.integerAt(3));
    QCOMPARE(actions, (std::vector<int64_t>{ 3, 5, 4, 2 })); // as recorded of a real one
}

void tst_AuroraSimulator::jobsThatUpdateTakeNoOtherChange()
{
    const Reply refused = call("killTasks", single(4, job("services", "query-gateway")));
    QCOMPARE(refused.code(), 5);
    QCOMPARE(refused.detail(), u"Job is currently updating"_s);
}

void tst_AuroraSimulator::drainingMovesTasks_andEnds()
{
    const std::string host = active("services", "itaipu-serving", 0).structAt(1).textAt(3);
    const Value hosts = single(1, single(1, Value::set(Type::String, { Value::text(host), Value::text("nowhere") })));
    const auto mode = [&](const Reply &reply, int field) {
        const auto &statuses = reply.result(field).field(1, Type::Set).elements();
        return statuses.size() == 1 ? static_cast<int>(statuses.front().integerAt(2)) : -1;
    };
    QCOMPARE(mode(call("startMaintenance", hosts), 7), 2);
    QCOMPARE(mode(call("drainHosts", hosts), 8), 3);
    QCOMPARE(active("services", "itaipu-serving", 0).integerAt(2), int64_t(Draining));
    m_demo->advance(60s);
    QCOMPARE(mode(call("maintenanceStatus", hosts), 10), 4);
    const Value moved = active("services", "itaipu-serving", 0);
    QVERIFY(moved.structAt(1).textAt(3) != host);
    QCOMPARE(mode(call("endMaintenance", hosts), 11), 1);
}

void tst_AuroraSimulator::quotaRefusesWithTheServersWords()
{
    const Value big = description(taskConfig("analysts", "report", 7.5, "preferred"), 2);
    QCOMPARE(call("createJob", big).detail(),
             u"Insufficient resource quota: disk quota exceeded by 32.00 MB; CPU quota exceeded by 15.00 core(s); RAM "
             "quota exceeded by 128.00 MB"_s);
    const auto set = [&](std::vector<Value> resources) {
        return call(
            "setQuota",
            Struct().text(1, "analysts").put(2, single(4, Value::set(Type::Struct, std::move(resources)))).done());
    };
    QCOMPARE(set({ single(1, Value::number(16)) }).detail(),
             u"Quota resources must be exactly: [CPUS, RAM_MB, DISK_MB]"_s);
    QCOMPARE(set({ single(1, Value::number(16)), single(2, Value::i64(4096)), single(3, Value::i64(4096)) }).code(), 1);
    QCOMPARE(call("createJob", big).code(), 1);
    const Reply quota = call("getQuota", single(1, Value::text("analysts")));
    QCOMPARE(quota.result(5).structAt(2).field(4, Type::Set).elements().front().field(1, Type::Double).number(), 15.0);
}

void tst_AuroraSimulator::cronJobsStart_andAreTakenOut()
{
    const Value config = taskConfig("jobs", "oneshot-cron", 0.1, "preemptible", false);
    QCOMPARE(call("scheduleCronJob", description(config, 2, "61 25 * * *")).detail(),
             u"Invalid cron schedule: 61 25 * * *"_s);
    QCOMPARE(call("scheduleCronJob", description(config, 2, "*/10 * * * *")).code(), 1);
    QVERIFY(tasks("jobs", "oneshot-cron").empty());
    m_demo->advance(180s); // 03:50 is past
    QCOMPARE(tasks("jobs", "oneshot-cron").size(), size_t(2));
    QCOMPARE(call("startCronJob", single(4, job("jobs", "oneshot-cron"))).code(), 1);
    QVERIFY(get(m_demo->auroraUrls().constFirst(), "/cron")
                .body.contains(R"("jobs/prod/oneshot-cron":"0,10,20,30,40,50 * * * *")"));
    QCOMPARE(call("descheduleCronJob", single(4, job("jobs", "oneshot-cron"))).code(), 1);
    QCOMPARE(call("descheduleCronJob", single(4, job("jobs", "oneshot-cron"))).detail(),
             u"Job jobs/prod/oneshot-cron is not scheduled with cron"_s);
}

void tst_AuroraSimulator::createsJobs_andAddsInstances()
{
    const Value config = taskConfig("jobs", "adhoc", 0.1, "preemptible");
    QCOMPARE(call("createJob", description(config, 2)).code(), 1);
    QCOMPARE(call("createJob", description(config, 2)).detail(), u"Job jobs/prod/adhoc already exists"_s);
    m_demo->advance(40s);
    QCOMPARE(active("jobs", "adhoc", 1).integerAt(2), int64_t(Running));
    const auto add = [&](int model, int count) {
        return call("addInstances",
                    Struct().put(3, Struct().put(1, job("jobs", "adhoc")).i32(2, model).done()).i32(4, count).done());
    };
    QCOMPARE(add(9, 1).detail(), u"No active task found for a given instance ID."_s);
    QCOMPARE(add(0, 3).code(), 1);
    m_demo->advance(40s);
    QCOMPARE(active("jobs", "adhoc", 4).integerAt(2), int64_t(Running));
}

void tst_AuroraSimulator::tasksWithoutExecutorFailTheList()
{
    QCOMPARE(call("createJob", description(taskConfig("jobs", "plain", 0.1, "preemptible", true, false), 1)).code(), 1);
    QCOMPARE(call("getTasksWithoutConfigs", single(1, Struct().done())).http.status, 500);
    QCOMPARE(call("getTasksStatus", single(1, Struct().done())).code(), 1);
}

void tst_AuroraSimulator::flappingTasksAreThrottled()
{
    bool throttled = false;
    for (int i = 0; i < 40 && !throttled; ++i) {
        const Value task = active("services", "quote-stream", 0);
        throttled = task.integerAt(2) == Throttled && lastMessage(task).starts_with("Rescheduled, penalized for ");
        m_demo->advance(10s);
    }
    QVERIFY(throttled);
}

void tst_AuroraSimulator::pruningNothingPrunesEverything()
{
    QCOMPARE(call("pruneTasks", single(1, Struct().text(14, "nobody").done())).code(), 1);
    QCOMPARE(call("getTasksStatus", single(1, Struct().done())).result(3).field(1, Type::List).elements().size(),
             size_t(0));
}

void tst_AuroraSimulator::logsExactlyWhatWasAsked()
{
    QVERIFY(m_demo->calls().empty());
    call("getRoleSummary", Struct().done()); // a read leaves no mark
    call("killTasks", Struct().put(4, job("jobs", "hyoga-model")).put(5, numbers({ 2 })).done());
    call("killTasks", Struct().put(4, job("jobs", "hyoga-model")).put(5, numbers({ 3 })).done());
    m_demo->setFaults([] {
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::Lost;
        faults.layer = u"aurora"_s;
        return faults;
    }());
    const Reply lost = call("killTasks", Struct().put(4, job("jobs", "hyoga-model")).put(5, numbers({ 0 })).done());
    QCOMPARE(lost.http.status, 0);
    m_demo->setFaults({});
    const std::vector<sim::LoggedCall> calls = m_demo->calls();
    QCOMPARE(calls.size(), size_t(3)); // done, though nobody heard of the last one
    QCOMPARE(calls.back().object, u"jobs/prod/hyoga-model"_s);
    QCOMPARE(calls.back().arguments[u"5"_s].toArray(), QJsonArray{ 0 });
    QCOMPARE(active("jobs", "hyoga-model", 0).integerAt(2), int64_t(Killing));
    const QJsonObject log
        = QJsonDocument::fromJson(get(m_demo->control(), "/simulator/log?since=1&method=killTasks").body).object();
    QCOMPARE(log[u"count"_s].toInt(), 2);
}

void tst_AuroraSimulator::scalesToManyJobs()
{
    sim::Demo::Options options;
    options.speed = 0;
    options.jobs = sim::ScaleOptions{ 200, 5 };
    m_demo = std::make_unique<sim::Demo>(options);
    const Reply summary = call("getJobSummary", single(1, Value::text("scale")));
    QCOMPARE(summary.result(18).field(1, Type::Set).elements().size(), size_t(200));
    for (const Value &one : summary.result(18).field(1, Type::Set).elements())
        QCOMPARE(one.structAt(2).integerAt(1), 5);
}

QTEST_GUILESS_MAIN(tst_AuroraSimulator)
#include "tst_aurorasimulator.moc"
