// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/clone.h"
#include "models/jobs/description.h"
#include "models/jobs/houserules.h"
#include "models/jobs/jobwriter.h"

#include <QJsonDocument>
#include <QtTest>

#include "recordedjobs.h"

using namespace Qt::StringLiterals;
using namespace jobs;

namespace {

/// Place, what, remedy, as the console says it.
QString sentence(const config::Mistake &mistake)
{
    const QString line = mistake.line > 0 ? u"line %1"_s.arg(mistake.line) : QString();
    const QString place = line + (line.isEmpty() || mistake.key.isEmpty() ? u""_s : u", "_s) + mistake.key;
    return ((place.isEmpty() ? place : place + u": "_s) + mistake.what + u' ' + mistake.remedy).trimmed();
}

QStringList texts(const QList<config::Mistake> &mistakes)
{
    QStringList all;
    for (const auto &mistake : mistakes)
        all << sentence(mistake);
    return all;
}

QStringList texts(const QList<Change> &changes)
{
    QStringList all;
    for (const Change &change : changes)
        all << changeText(change);
    return all;
}

QStringList texts(const QList<Refusal> &refusals)
{
    QStringList all;
    for (const Refusal &refusal : refusals)
        all << refusal.key + u' ' + refusal.what;
    return all;
}

/// Those whose executor's data belongs to the job: in a few recordings the recorder changed one of the two.
QList<RecordedJob> jobsOfTheRealClient()
{
    QList<RecordedJob> jobs;
    for (const RecordedJob &recorded : recordedJobs(u"write"_s)) {
        const auto reading
            = aurora::executor::parse(recorded.job.config.executor.value_or(aurora::ExecutorConfig()).data.toUtf8());
        const auto &job = reading.job;
        if (reading.isWhole() && aurora::JobKey{ job.role, job.environment, job.name } == recorded.job.key
            && job.cronSchedule.value_or(QString()) == recorded.job.cronSchedule
            && static_cast<int>(job.cronCollisionPolicy) == static_cast<int>(recorded.job.cronCollisionPolicy)
            && job.slaPolicy.has_value() == recorded.job.config.slaPolicy.has_value())
            jobs << recorded;
    }
    return jobs;
}

RecordedJob recordedJob(const QString &name)
{
    for (const RecordedJob &recorded : recordedJobs(u"write"_s)) {
        if (recorded.file.startsWith(name))
            return recorded;
    }
    return {};
}

} // namespace

class tst_JobDefinition : public QObject
{
    Q_OBJECT

private slots:
    void makesTheConfiguration_thatTheRealClientMade();
    void writesAFile_thatReadsAsTheSameJob();
    void takesTheSchedulersWord_whereTheHalvesDiffer();
    void clonesWithoutAChange_byteForByte();
    void changesOnlyWhatWasChanged();
    void keepsUnknownKeys_inTheFile();
    void refusesToClone_withoutTheExecutorsData();
    void agreesWithTheRecordedRefusals_data();
    void agreesWithTheRecordedRefusals();
    void refusesWhatTheExecutorWould_data();
    void refusesWhatTheExecutorWould();
    void readsCronSchedules_data();
    void readsCronSchedules();
    void describesAJob();
    void tellsDifferences_inAnOperatorsWords();
    void leavesItsLinksToTheScheduler();
    void tellsOtherWordsOfTheSame();
};

void tst_JobDefinition::makesTheConfiguration_thatTheRealClientMade()
{
    const auto recordings = jobsOfTheRealClient();
    QVERIFY2(recordings.size() >= 15, qPrintable(QString::number(recordings.size())));
    for (const RecordedJob &recorded : recordings) {
        auto definition = definitionOf(recorded.job);
        QVERIFY2(definition, qPrintable(recorded.file));
        QVERIFY2(configurationOf(*definition) == recorded.job, qPrintable(recorded.file)); // unchanged: the same bytes
        QVERIFY2(definition->ports.isEmpty(), qPrintable(recorded.file)); // ports follow from the references
        definition->before.reset();
        aurora::JobConfiguration made = configurationOf(*definition);
        const auto data = [](const aurora::JobConfiguration &job) {
            QJsonObject object = QJsonDocument::fromJson(job.config.executor->data.toUtf8()).object();
            object.remove(u"metadata"_s); // the scheduler alone is told of some
            return object;
        };
        QCOMPARE(data(made), data(recorded.job));
        made.config.executor = recorded.job.config.executor;
        QVERIFY2(made == recorded.job,
                 qPrintable(recorded.file + u": "_s + texts(difference(recorded.job, made)).join(u"; "_s)));
    }
}

void tst_JobDefinition::writesAFile_thatReadsAsTheSameJob()
{
    for (const RecordedJob &recorded : jobsOfTheRealClient()) {
        auto definition = definitionOf(recorded.job);
        QVERIFY(definition);
        definition->before.reset();
        const QByteArray yaml = toYaml(*definition, u"A title: with a colon"_s, u"Help."_s);
        QVERIFY2(!yaml.contains("executorData"), yaml.constData()); // the format says all that the recordings say
        const TemplateReading reading = parseTemplate(yaml, u"job.yaml"_s);
        QCOMPARE(texts(reading.mistakes), QStringList());
        QCOMPARE(reading.of.title, u"A title: with a colon"_s);
        const Resolution resolution = resolve(reading.of, {}, {});
        QVERIFY2(resolution.definition == *definition, yaml.constData());
    }
}

void tst_JobDefinition::takesTheSchedulersWord_whereTheHalvesDiffer()
{
    // Recordings with halves that the recorder made differ come back whole, too.
    for (const RecordedJob &recorded : recordedJobs(u"write"_s)) {
        const auto definition = definitionOf(recorded.job);
        QVERIFY2(definition, qPrintable(recorded.file));
        QVERIFY2(configurationOf(*definition).config == recorded.job.config, qPrintable(recorded.file));
    }
    aurora::JobConfiguration job = recordedJob(u"createJob-hello_world-OK"_s).job;
    job.config.resources.ramMb = 4096;
    job.config.tier = u"preferred"_s;
    job.config.priority = 7;
    job.config.constraints = { constraintOf(u"slave-type"_s, u"model"_s) };
    auto definition = definitionOf(job);
    QVERIFY(definition);
    QCOMPARE(definition->job.task.resources->ram, qint64{ 4 } << 30);
    QCOMPARE(definition->job.constraints->value(u"slave-type"_s), u"model"_s);
    QVERIFY(configurationOf(*definition) == job); // nothing was changed: the executor's bytes stay
    definition->job.name = u"again"_s;
    const aurora::JobConfiguration again = configurationOf(*definition);
    QCOMPARE(again.config.tier, u"preferred"_s);
    QCOMPARE(again.config.priority, 7);
    QCOMPARE(again.config.resources.ramMb, 4096);
    QCOMPARE(aurora::executor::parse(again.config.executor->data.toUtf8()).job.task.resources->ram, qint64{ 4 } << 30);
}

void tst_JobDefinition::clonesWithoutAChange_byteForByte()
{
    for (const RecordedJob &recorded : jobsOfTheRealClient()) {
        const auto clone = cloneOf(recorded.job);
        QVERIFY2(clone, qPrintable(recorded.file));
        const Resolution resolution = resolve(*clone, {}, {});
        QVERIFY2(resolution.job == recorded.job,
                 qPrintable(recorded.file + u": "_s + texts(difference(recorded.job, resolution.job)).join(u"; "_s)));
    }
}

void tst_JobDefinition::changesOnlyWhatWasChanged()
{
    const aurora::JobConfiguration before = recordedJob(u"createJob-frontend-OK"_s).job;
    const auto clone = cloneOf(before);
    QVERIFY(clone);
    const Resolution after
        = resolve(*clone,
                  { { u"name"_s, u"frontend2"_s },
                    { u"ram"_s, u"2GiB"_s },
                    { u"zone"_s, u""_s },
                    { u"migrate"_s, u"./bin/migrate \"--now\" && echo {{mesos.instance}}\nexit 0\n"_s } },
                  {});
    QCOMPARE(
        texts(difference(before, after.job)),
        (QStringList{ u"Job, Name: web/prod/frontend → web/prod/frontend2"_s, u"Resources, Memory: 1.0 GiB → 2.0 GiB"_s,
                      u"Constraints, zone: gone, was us-east-1a or us-east-1b or us-east-1c"_s,
                      u"Processes, migrate: ./bin/migrate --dry-run → ./bin/migrate \"--now\" && echo "
                      u"{{mesos.instance}}\nexit 0"_s }));
    QCOMPARE(after.job.config.resources.ramMb, 2048);
    const auto told = aurora::executor::parse(after.job.config.executor->data.toUtf8());
    QVERIFY(told.isWhole());
    QCOMPARE(told.job.task.resources->ram, qint64{ 2 } << 30);
    QCOMPARE(told.job.name, u"frontend2"_s);
}

void tst_JobDefinition::keepsUnknownKeys_inTheFile()
{
    aurora::JobConfiguration job = recordedJob(u"createJob-hello_world-OK"_s).job;
    QJsonObject data = QJsonDocument::fromJson(job.config.executor->data.toUtf8()).object();
    data[u"novelty"_s] = QJsonObject{ { u"deep"_s, 1 } };
    job.config.executor->data = QString::fromUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact));
    const auto clone = cloneOf(job);
    QVERIFY(clone);
    QVERIFY(clone->yaml.contains("executorData"));
    const Resolution changed = resolve(*clone, { { u"cpus"_s, u"2"_s } }, {});
    QCOMPARE(texts(changed.mistakes), QStringList());
    QCOMPARE(changed.definition.job.unknown[u"novelty"_s][u"deep"_s].toInt(), 1);
    QCOMPARE(changed.definition.job.task.resources->cpu, 2.0);
}

void tst_JobDefinition::refusesToClone_withoutTheExecutorsData()
{
    aurora::JobConfiguration job = recordedJob(u"createJob-hello_world-OK"_s).job;
    job.config.executor->data = QString();
    const auto clone = cloneOf(job);
    QVERIFY(!clone);
    QCOMPARE(clone.error().kind, core::Error::Kind::WrongShape);
    QCOMPARE(clone.error().path, u"executorConfig"_s);
}

void tst_JobDefinition::agreesWithTheRecordedRefusals_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("refusals");
    const auto row = [](const char *name, const QStringList &refusals = {}) {
        QTest::newRow(name) << u"createJob-%1.tjson"_s.arg(QLatin1StringView(name)) << refusals;
    };
    row("bad_env", { u"environment is “production”."_s });
    row("bad_role", { u"role is “we b”."_s });
    row("name_slash", { u"name is “a/b”."_s });
    row("bad_dedicated", { u"constraints.dedicated is “dba/mysql”."_s });
    row("bad_tier", { u"tier is “platinum”."_s });
    row("zero_instances", { u"instances is 0."_s });
    row("too_many_instances", { u"instances is 4001."_s });
    row("neg_priority"); // the scheduler takes these three
    row("max_failures_zero");
    row("no_owner");
    row("gpu"); // an option of the server decides; the dry run tells
}

void tst_JobDefinition::agreesWithTheRecordedRefusals()
{
    QFETCH(QString, file);
    QFETCH(QStringList, refusals);
    const auto all = recordedJobs(u"errors"_s);
    const auto found = std::ranges::find(all, file, &RecordedJob::file);
    QVERIFY(found != all.end());
    auto definition = definitionOf(found->job);
    QVERIFY(definition);
    QCOMPARE(texts(refusalsOf(*definition, { u"preemptible"_s, u"preferred"_s, u"revocable"_s })), refusals);
    if (!refusals.isEmpty())
        QCOMPARE(found->responseCode, 0); // refused by the real one, too
}

void tst_JobDefinition::refusesWhatTheExecutorWould_data()
{
    QTest::addColumn<std::function<void(aurora::executor::Job &)>>("change");
    QTest::addColumn<QString>("refusal");
    using Job = aurora::executor::Job;
    const auto row = [](const char *name, const std::function<void(Job &)> &change, const QString &refusal) {
        QTest::newRow(name) << change << refusal;
    };
    row("nothing", [](Job &) {}, {});
    row(
        "no process",
        [](Job &job) {
            job.task.processes.clear();
            job.task.constraints.clear();
        },
        u"processes is empty."_s);
    row(
        "twice", [](Job &job) { job.task.processes << job.task.processes[0]; }, u"processes has “hello” twice."_s);
    row(
        "nothing to run", [](Job &job) { job.task.processes[0].cmdline = u" "_s; },
        u"processes has nothing to run for “hello”."_s);
    row(
        "stranger", [](Job &job) { job.task.constraints[0].order << u"bye"_s; },
        u"order names “bye”, which is no process."_s);
    row(
        "circle",
        [](Job &job) {
            job.task.processes << job.task.processes[0];
            job.task.processes[1].name = u"b"_s;
            job.task.constraints = { { { u"hello"_s, u"b"_s, u"hello"_s }, {} } };
        },
        u"order makes hello, b wait for each other."_s);
    row(
        "no cpu", [](Job &job) { job.task.resources->cpu = 0; }, u"resources.cpus is 0."_s);
    row(
        "little memory", [](Job &job) { job.task.resources->ram = 1000; }, u"resources.ram is less than 1MiB."_s);
    row(
        "cron",
        [](Job &job) {
            job.service = false;
            job.cronSchedule = u"1 2 3"_s;
        },
        u"cron.schedule is “1 2 3”."_s);
    row(
        "cron and service", [](Job &job) { job.cronSchedule = u"1 2 3 4 5"_s; },
        u"service is true, but the job runs by its schedule."_s);
    row(
        "overlap",
        [](Job &job) {
            job.service = false;
            job.cronSchedule = u"1 2 3 4 5"_s;
            job.cronCollisionPolicy = aurora::executor::CronCollision::RunOverlap;
        },
        u"cron.collision is RUN_OVERLAP."_s);
    row(
        "sla and few",
        [](Job &job) {
            job.tier = u"preferred"_s;
            job.slaPolicy = aurora::executor::CountSla{ 3, 60, {} };
        },
        u"sla is for 20 instances or more."_s);
    row(
        "sla and tier",
        [](Job &job) {
            job.instances = 20;
            job.slaPolicy = aurora::executor::CountSla{ 3, 60, {} };
        },
        u"sla goes not with the tier preemptible."_s);
    row(
        "limit",
        [](Job &job) {
            job.constraints = { { u"host"_s, u"limit:0"_s } };
        },
        u"constraints.host is “limit:0”."_s);
    row(
        "empty value",
        [](Job &job) {
            job.constraints = { { u"rack"_s, u"a,,b"_s } };
        },
        u"constraints.rack has an empty value."_s);
}

void tst_JobDefinition::refusesWhatTheExecutorWould()
{
    QFETCH(std::function<void(aurora::executor::Job &)>, change);
    QFETCH(QString, refusal);
    auto definition = definitionOf(recordedJob(u"createJob-hello_world-OK"_s).job);
    QVERIFY(definition);
    change(definition->job);
    QCOMPARE(texts(refusalsOf(*definition)), refusal.isEmpty() ? QStringList() : QStringList{ refusal });
}

void tst_JobDefinition::readsCronSchedules_data()
{
    QTest::addColumn<bool>("fits");
    for (const char *text :
         { "15 2 * * *", "*/5 1-4 * * MON-FRI", "0,30 * 1 JAN,dec 0", "0 0 31 12 7", "0-10/2 * * * *" })
        QTest::newRow(text) << true;
    for (const char *text : { "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *",
                              "* * * * 8", "a * * * *", "5-1 * * * *", "*/0 * * * *", "1, * * * *", "@daily",
                              "- * * * *", "1-2-3 * * * *", "+1 * * * *" })
        QTest::newRow(text) << false;
}

void tst_JobDefinition::readsCronSchedules()
{
    QFETCH(bool, fits);
    QCOMPARE(isCronSchedule(QString::fromLatin1(QTest::currentDataTag())), fits);
}

void tst_JobDefinition::describesAJob()
{
    QStringList lines;
    for (const Fact &fact : describe(recordedJob(u"createJob-frontend-SLA-too-few"_s).job))
        lines << fact.group + u" | "_s + fact.name + u" | "_s + fact.value;
    for (const QString &line : {
             u"Job | Name | web/prod/frontend"_s,
             u"Job | Kind | service, started again whenever it ends"_s,
             u"Job | Tier | preferred"_s,
             u"Resources | CPUs | 1.5"_s,
             u"Resources | Memory | 1.0 GiB"_s,
             u"Resources | Ports | health, http"_s,
             u"Constraints | host | at most 1 instance each"_s,
             u"Constraints | zone | us-east-1a or us-east-1b or us-east-1c"_s,
             u"Processes | log_shipper | ./bin/shipper (fails for good after without limit, started again when it ends "
             u"well, the task does not wait for it)"_s,
             u"Processes | Order | stage → migrate → server"_s,
             u"Health | Checked by | GET /healthz, wants 200"_s,
             u"Metadata | git_sha | 0123abcd"_s,
             u"Policies | Agent unreachable | started elsewhere after 2 min"_s,
             u"Policies | Always up | 80 % of the instances, each for 5 min"_s,
         })
        QVERIFY2(lines.contains(line), qPrintable(line + u"\n\n"_s + lines.join(u'\n')));
}

void tst_JobDefinition::tellsDifferences_inAnOperatorsWords()
{
    const aurora::JobConfiguration before = recordedJob(u"createJob-frontend-OK"_s).job;
    QCOMPARE(difference(before, before), QList<Change>());
    aurora::JobConfiguration after = before;
    after.instanceCount += 2;
    after.config.constraints.removeFirst();
    after.config.metadata << aurora::Metadata{ u"ticket"_s, u"OPS-7"_s };
    after.config.tier = QString(); // left to the scheduler: no difference
    auto told = aurora::executor::parse(after.config.executor->data.toUtf8()).job;
    told.task.constraints[0].order.removeLast();
    after.config.executor->data = QString::fromUtf8(aurora::executor::produce(told));
    QCOMPARE(texts(difference(before, after)),
             (QStringList{ u"Job, Instances: %1 → %2"_s.arg(before.instanceCount).arg(after.instanceCount),
                           u"Constraints, host: gone, was at most 1 instance each"_s,
                           u"Processes, Order: stage → migrate → server → stage → migrate"_s,
                           u"Metadata, ticket: new, OPS-7"_s }));
}

/// A scheduler gives each port a link while the job names none: a definition without them takes nothing out.
void tst_JobDefinition::leavesItsLinksToTheScheduler()
{
    const aurora::JobConfiguration before = recordedJob(u"createJob-frontend-OK"_s).job;
    aurora::JobConfiguration after = before;
    after.config.taskLinks = { { u"http"_s, u"http://%host%:%port:http%"_s } };
    aurora::JobConfiguration silent = before;
    silent.config.taskLinks.clear();
    QCOMPARE(texts(difference(after, silent)), QStringList());
    QCOMPARE(texts(difference(silent, after)), QStringList());
    after.config.taskLinks = { { u"http"_s, u"http://%host%:%port:http%/log"_s } };
    QCOMPARE(texts(difference(after, silent)),
             QStringList{ u"Links, http: gone, was http://%host%:%port:http%/log"_s });
}

void tst_JobDefinition::tellsOtherWordsOfTheSame()
{
    const aurora::TaskConfig before = recordedJob(u"createJob-hello_world-OK"_s).job.config;
    aurora::TaskConfig after = before;
    after.executor->data
        = QString::fromUtf8(aurora::executor::produce(aurora::executor::parse(before.executor->data.toUtf8()).job));
    QVERIFY(after.executor->data != before.executor->data);
    const auto changes = difference(before, after);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].after, u"says the same in other words; the scheduler takes it for a change"_s);
}

QTEST_GUILESS_MAIN(tst_JobDefinition)
#include "tst_jobdefinition.moc"
