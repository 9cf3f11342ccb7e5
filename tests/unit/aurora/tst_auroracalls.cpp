// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/calls.h"

#include <QDirIterator>
#include <QTest>

#include "goldenvalues.h"
#include "recordings.h"
#include "wiretree.h"

using namespace Qt::StringLiterals;
using namespace aurora;

namespace {

QList<int> numbers(const QJsonValue &json)
{
    QList<int> list;
    for (const QJsonValue &each : json.toArray())
        list.append(each.toInt());
    return list;
}

QStringList texts(const QJsonValue &json)
{
    QStringList list;
    for (const QJsonValue &each : json.toArray())
        list.append(each.toString());
    return list;
}

std::optional<TaskQuery> taskQuery(const QJsonValue &json)
{
    const QJsonObject query = json.toObject();
    if (!json.isObject())
        return std::nullopt;
    if (query.isEmpty())
        return TaskQuery::everything();
    TaskQuery::Builder builder;
    if (query.contains("role"_L1))
        builder.role(query[u"role"].toString());
    if (query.contains("environment"_L1))
        builder.environment(query[u"environment"].toString());
    if (query.contains("jobName"_L1))
        builder.jobName(query[u"jobName"].toString());
    if (query.contains("taskIds"_L1))
        builder.taskIds(texts(query[u"taskIds"]));
    if (query.contains("slaveHosts"_L1))
        builder.hosts(texts(query[u"slaveHosts"]));
    if (query.contains("instanceIds"_L1))
        builder.instances(numbers(query[u"instanceIds"]));
    if (query.contains("jobKeys"_L1))
        builder.jobs(golden::listOf(query[u"jobKeys"], golden::jobKey));
    if (query.contains("statuses"_L1)) {
        QList<TaskStatus> statuses;
        for (const int number : numbers(query[u"statuses"]))
            statuses.append(golden::taskStatus(number));
        builder.statuses(statuses);
    }
    if (query.contains("limit"_L1) || query.contains("offset"_L1))
        builder.page(query[u"offset"].toInt(), query[u"limit"].toInt());
    const auto built = builder.build();
    return built ? std::optional(*built) : std::nullopt;
}

std::optional<UpdateQuery> updateQuery(const QJsonValue &json)
{
    const QJsonObject query = json.toObject();
    if (!json.isObject())
        return std::nullopt;
    if (query.isEmpty())
        return UpdateQuery::everything();
    if (query.contains("key"_L1))
        return UpdateQuery::forUpdate(golden::updateKey(query[u"key"]));
    UpdateQuery::Builder builder;
    if (query.contains("role"_L1))
        builder.role(query[u"role"].toString());
    if (query.contains("user"_L1))
        builder.user(query[u"user"].toString());
    if (query.contains("jobKey"_L1))
        builder.job(golden::jobKey(query[u"jobKey"]));
    if (query.contains("updateStatuses"_L1)) {
        QList<UpdateStatus> statuses;
        for (const int number : numbers(query[u"updateStatuses"]))
            statuses.append(golden::updateStatus(number));
        builder.statuses(statuses);
    }
    if (query.contains("limit"_L1) || query.contains("offset"_L1))
        builder.page(query[u"offset"].toInt(), query[u"limit"].toInt());
    const auto built = builder.build();
    return built ? std::optional(*built) : std::nullopt;
}

template <typename Query>
std::optional<Call> with(Call (*make)(const Query &), const std::optional<Query> &query)
{
    return query ? std::optional(make(*query)) : std::nullopt;
}

/// The call of ours with these arguments; nullopt where it cannot be built.
std::optional<Call> callOf(const QString &method, const QJsonObject &args)
{
    const JobKey job = golden::jobKey(args[u"job"]);
    const UpdateKey key = golden::updateKey(args[u"key"]);
    const QString message = args[u"message"].toString();
    const QStringList hosts = texts(args[u"hosts"][u"hostNames"]);
    const JobConfiguration description = golden::jobConfiguration(args[u"description"]);

    if (method == u"getRoleSummary")
        return calls::roles();
    if (method == u"getJobSummary")
        return args.contains("role"_L1) ? calls::jobSummaries(args[u"role"].toString()) : calls::jobSummaries();
    if (method == u"getJobs")
        return args.contains("ownerRole"_L1) ? calls::jobs(args[u"ownerRole"].toString()) : calls::jobs();
    if (method == u"getTasksWithoutConfigs")
        return with(&calls::tasks, taskQuery(args[u"query"]));
    if (method == u"getTasksStatus")
        return with(&calls::tasksWithConfigs, taskQuery(args[u"query"]));
    if (method == u"getPendingReason")
        return with(&calls::pendingReasons, taskQuery(args[u"query"]));
    if (method == u"getConfigSummary")
        return calls::configSummary(job);
    if (method == u"getQuota")
        return calls::quota(args[u"ownerRole"].toString());
    if (method == u"getTierConfigs")
        return calls::tiers();
    if (method == u"populateJobConfig")
        return calls::populate(description);
    if (method == u"getJobUpdateSummaries")
        return with(&calls::updateSummaries, updateQuery(args[u"jobUpdateQuery"]));
    if (method == u"getJobUpdateDetails")
        return with(&calls::updateDetails, updateQuery(args[u"query"]));
    if (method == u"getJobUpdateDiff")
        return calls::updateDiff(golden::updateRequest(args[u"request"]));
    if (method == u"createJob")
        return calls::create(description);
    if (method == u"killTasks") {
        if (!args.contains("instances"_L1))
            return calls::killJob(job, message);
        const auto instances = InstanceSet::of(numbers(args[u"instances"]));
        return instances ? std::optional(calls::killInstances(job, *instances, message)) : std::nullopt;
    }
    if (method == u"restartShards") {
        const auto instances = InstanceSet::of(numbers(args[u"shardIds"]));
        return instances ? std::optional(calls::restart(job, *instances)) : std::nullopt;
    }
    if (method == u"addInstances")
        return calls::addInstances({ golden::jobKey(args[u"key"][u"jobKey"]), args[u"key"][u"instanceId"].toInt() },
                                   args[u"count"].toInt());
    if (method == u"scheduleCronJob")
        return calls::scheduleCron(description);
    if (method == u"descheduleCronJob")
        return calls::descheduleCron(job);
    if (method == u"startCronJob")
        return calls::startCron(job);
    if (method == u"replaceCronTemplate")
        return calls::replaceCronTemplate(golden::jobConfiguration(args[u"config"]));
    if (method == u"startJobUpdate")
        return calls::startUpdate(golden::updateRequest(args[u"request"]), message);
    if (method == u"pauseJobUpdate")
        return calls::pauseUpdate(key, message);
    if (method == u"resumeJobUpdate")
        return calls::resumeUpdate(key, message);
    if (method == u"abortJobUpdate")
        return calls::abortUpdate(key, message);
    if (method == u"rollbackJobUpdate")
        return calls::rollbackUpdate(key, message);
    if (method == u"pulseJobUpdate")
        return calls::pulseUpdate(key);
    if (method == u"setQuota")
        return calls::setQuota(args[u"ownerRole"].toString(), golden::resources(args[u"quota"][u"resources"]));
    if (method == u"startMaintenance")
        return calls::startMaintenance(hosts);
    if (method == u"drainHosts")
        return calls::drain(hosts);
    if (method == u"slaDrainHosts")
        return calls::slaDrain(hosts, golden::slaPolicy(args[u"defaultSlaPolicy"]),
                               std::chrono::seconds(args[u"timeoutSecs"].toInteger()));
    if (method == u"maintenanceStatus")
        return calls::maintenanceStatus(hosts);
    if (method == u"endMaintenance")
        return calls::endMaintenance(hosts);
    if (method == u"forceTaskState")
        return calls::forceTaskState(args[u"taskId"].toString(), golden::taskStatus(args[u"status"].toInt(-1)));
    return std::nullopt;
}

/// Methods a console must not offer, and those this one does not.
const QStringList &absentMethods()
{
    static const QStringList methods{ u"pruneTasks"_s,
                                      u"performBackup"_s,
                                      u"listBackups"_s,
                                      u"stageRecovery"_s,
                                      u"queryRecovery"_s,
                                      u"deleteRecoveryTasks"_s,
                                      u"commitRecovery"_s,
                                      u"unloadRecovery"_s,
                                      u"snapshot"_s,
                                      u"triggerExplicitTaskReconciliation"_s,
                                      u"triggerImplicitTaskReconciliation"_s };
    return methods;
}

/// Recorded on purpose with arguments that mean something else than they say, or nothing; ours cannot say them, or say
/// them well-formed.
bool isMalformed(const QString &name)
{
    static const QStringList marks{ u"null"_s,         u"empty"_s,        u"blank"_s,         u"missing"_s,
                                    u"bad-enum"_s,     u"no_key"_s,       u"no_taskconfig"_s, u"no_resources"_s,
                                    u"dup_resource"_s, u"unknown-enum"_s, u"deprecated"_s,    u"limit-0"_s,
                                    u"no-policy"_s,    u"no-settings"_s,  u"Details-none"_s };
    const QString call = name.section(u'/', -1);
    return std::ranges::any_of(marks, [&](const QString &mark) { return call.contains(mark); });
}

QByteArray requestBody(const QString &name)
{
    const QByteArray request = recordings::file(name + u".request.http"_s);
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

QStringList exchanges()
{
    const QString root = QStringLiteral(GOLDEN_DIR "/aurora/");
    QStringList names;
    QDirIterator files(root, { u"*.decoded.json"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        names.append(files.next().mid(root.size()).chopped(QLatin1StringView(".decoded.json").size()));
    names.sort();
    return names;
}

Encoding encodingOf(const QString &name)
{
    return name.endsWith(u".binary") ? Encoding::Binary : Encoding::Tjson;
}

} // namespace

class tst_AuroraCalls : public QObject
{
    Q_OBJECT

private slots:
    void everyRecordedRequestIsReproduced_data();
    void everyRecordedRequestIsReproduced();
    void simpleCallsAreTheSameBytes_data();
    void simpleCallsAreTheSameBytes();
    void absentMethodsAreRecordedButCannotBeBuilt();

    void emptySetsOfInstancesCannotBeMade();
    void emptyFiltersMakeNoQuery();
    void unknownStatusesCannotBeAskedFor();
    void emptyRoleIsAskedForAsAbsent();
    void unknownStatusCannotBeForced();
    void textsTravelAsTheyAre();
};

void tst_AuroraCalls::everyRecordedRequestIsReproduced_data()
{
    QTest::addColumn<QString>("name");
    int count = 0;
    for (const QString &name : exchanges()) {
        const QString method = recordings::decoded(name)[u"method"].toString();
        if (absentMethods().contains(method) || isMalformed(name))
            continue;
        QTest::addRow("%s", qPrintable(name)) << name;
        ++count;
    }
    QVERIFY2(count > 350, qPrintable(QString::number(count)));
}

void tst_AuroraCalls::everyRecordedRequestIsReproduced()
{
    QFETCH(QString, name);
    const QJsonObject exchange = recordings::decoded(name);
    const auto call = callOf(exchange[u"method"].toString(), exchange[u"args"].toObject());
    QVERIFY(call);
    const Encoding encoding = encodingOf(name);
    const QJsonValue recorded = wiretree::parsed(requestBody(name), encoding);
    QVERIFY(!recorded.isUndefined());
    QCOMPARE(wiretree::parsed(call->body(encoding), encoding), recorded);
}

void tst_AuroraCalls::simpleCallsAreTheSameBytes_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         { "read/getRoleSummary.binary", "read/getRoleSummary.tjson", "read/getJobSummary-web.binary",
           "read/getJobSummary-web.tjson", "read/getTasksStatus-hello_world.binary", "read/getQuota-web.binary",
           "read/getQuota-web.tjson", "write/killTasks-no-match.tjson" })
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void tst_AuroraCalls::simpleCallsAreTheSameBytes()
{
    QFETCH(QString, name);
    const QJsonObject exchange = recordings::decoded(name);
    const auto call = callOf(exchange[u"method"].toString(), exchange[u"args"].toObject());
    QVERIFY(call);
    const QByteArray recorded = requestBody(name);
    QVERIFY(!recorded.isEmpty());
    // The recorder counted its calls.
    const Encoding encoding = encodingOf(name);
    int sequence = 0;
    if (encoding == Encoding::Tjson) {
        sequence = recorded.split(',').value(3).toInt();
    } else {
        const qsizetype at = 8 + exchange[u"method"].toString().size();
        for (const char byte : recorded.mid(at, 4))
            sequence = sequence * 256 + static_cast<uchar>(byte);
    }
    QCOMPARE(call->body(encoding, sequence), recorded);
}

void tst_AuroraCalls::absentMethodsAreRecordedButCannotBeBuilt()
{
    QStringList found;
    for (const QString &name : exchanges()) {
        const QJsonObject exchange = recordings::decoded(name);
        const QString method = exchange[u"method"].toString();
        if (!absentMethods().contains(method))
            continue;
        found.append(method);
        QVERIFY(!callOf(method, exchange[u"args"].toObject()));
    }
    QVERIFY(found.contains(u"pruneTasks"_s));
}

void tst_AuroraCalls::emptySetsOfInstancesCannotBeMade()
{
    QVERIFY(!InstanceSet::of(QList<int>{}));
    QVERIFY(!InstanceSet::of({ 0, -1 }));
    QCOMPARE(InstanceSet::of({ 3, 1, 3 })->list(), (QList<int>{ 1, 3 }));
    // The only call without instances is the one that says so.
    const JobKey job{ u"web"_s, u"prod"_s, u"hello"_s };
    QVERIFY(calls::killInstances(job, *InstanceSet::of(0), {})
                .body(Encoding::Tjson)
                .contains(R"("5":{"set":["i32",1,0]})"));
    QVERIFY(!calls::killJob(job, {}).body(Encoding::Tjson).contains(R"("5":)"));
}

void tst_AuroraCalls::emptyFiltersMakeNoQuery()
{
    const auto refused = [](const TaskQuery::Builder &builder) {
        const auto query = builder.build();
        return !query && query.error().kind == core::Error::Kind::Config && !query.error().detail.isEmpty();
    };
    QVERIFY(refused(TaskQuery::Builder()));
    QVERIFY(refused(TaskQuery::Builder().role(QString())));
    QVERIFY(refused(TaskQuery::Builder().role(u""_s)));
    QVERIFY(refused(TaskQuery::Builder().role(u"web"_s).environment(u""_s)));
    QVERIFY(refused(TaskQuery::Builder().jobName(u""_s)));
    QVERIFY(refused(TaskQuery::Builder().jobs({})));
    QVERIFY(refused(TaskQuery::Builder().jobs({ JobKey{ u"web"_s, u""_s, u"x"_s } })));
    QVERIFY(refused(TaskQuery::Builder().taskIds({})));
    QVERIFY(refused(TaskQuery::Builder().taskIds({ u""_s })));
    QVERIFY(refused(TaskQuery::Builder().statuses({})));
    QVERIFY(refused(TaskQuery::Builder().instances({})));
    QVERIFY(refused(TaskQuery::Builder().hosts({})));
    QVERIFY(refused(TaskQuery::Builder().role(u"web"_s).page(0, 0)));
    QVERIFY(TaskQuery::Builder().role(u"web"_s).page(0, 1).build());
    QVERIFY(!UpdateQuery::Builder().build());
    QVERIFY(!UpdateQuery::Builder().role(u""_s).build());
    QVERIFY(!UpdateQuery::Builder().statuses({}).build());
    QVERIFY(!UpdateQuery::Builder().role(u"web"_s).page(0, 0).build());
}

void tst_AuroraCalls::unknownStatusesCannotBeAskedFor()
{
    QVERIFY(!TaskQuery::Builder().statuses({ TaskStatus::Running, TaskStatus::Unknown }).build());
    QVERIFY(!UpdateQuery::Builder().statuses({ UpdateStatus::Unknown }).build());
}

void tst_AuroraCalls::emptyRoleIsAskedForAsAbsent()
{
    QCOMPARE(calls::jobSummaries(u""_s).body(Encoding::Binary), calls::jobSummaries().body(Encoding::Binary));
    QCOMPARE(calls::jobs(u""_s).body(Encoding::Tjson), calls::jobs().body(Encoding::Tjson));
}

void tst_AuroraCalls::unknownStatusCannotBeForced()
{
    QVERIFY(!calls::forceTaskState(u"id"_s, TaskStatus::Unknown));
    QVERIFY(calls::forceTaskState(u"id"_s, TaskStatus::Lost));
}

void tst_AuroraCalls::textsTravelAsTheyAre()
{
    const QString reason = u"naïve \"quoted\" \\ \n\t 😀"_s;
    const JobKey job{ u"web"_s, u"prod"_s, u"hello"_s };
    for (const Encoding encoding : { Encoding::Binary, Encoding::Tjson }) {
        const QJsonValue tree = wiretree::parsed(calls::killJob(job, reason).body(encoding), encoding);
        QCOMPARE(tree[3][u"6"][u"str"].toString(), reason);
    }
}

QTEST_APPLESS_MAIN(tst_AuroraCalls)
#include "tst_auroracalls.moc"
