// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/cron/rescheduleverb.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/forcestateverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "models/verbs/quota/quotaverb.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updateverb.h"
#include "tests/unit/verbs/verbworld.h"

using namespace Qt::StringLiterals;
using actions::Look;
using Cron = verbs::CronVerb;
using Update = verbs::UpdateVerb;

/// Each of Aurora's verbs with each way in which a scheduler, or what stands before it, does not answer as it should:
/// nothing is taken for an answer that is none, what may have arrived is told from what cannot have, and a look
/// afterwards tells what there is.
class tst_VerbFaults : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatMayHaveArrived_data();
    void tellsWhatMayHaveArrived();

private:
    /// A page with 503 may be a gateway's: what is behind it may have acted.
    struct Fault
    {
        const char *name;
        sim::Faults faults;
        bool mayHaveArrived;
    };
    struct Row
    {
        const char *name;
        actions::Request (*request)(VerbWorld &world);
    };

    static QList<Fault> faults()
    {
        using enum sim::Faults::Answer;
        const auto of = [](sim::Faults::Answer answer) {
            sim::Faults faults;
            faults.answer = answer;
            faults.layer = u"aurora"_s;
            return faults;
        };
        sim::Faults down;
        down.auroraDown = true;
        sim::Faults noLeader;
        noLeader.noLeader = true;
        noLeader.layer = u"aurora"_s;
        return { { "500", of(ServerError), true },         { "503", of(Unavailable), true },
                 { "401", of(Unauthorized), false },       { "403", of(Forbidden), false },
                 { "a proxy's page", of(HtmlPage), true }, { "another shape", of(WrongShape), true },
                 { "dropped", of(Dropped), true },         { "nobody listens", down, false },
                 { "no leader", noLeader, true } };
    }
    static QList<Row> rows();
    static aurora::JobKey key(const char *text) { return *aurora::JobKey::parse(QString::fromLatin1(text)); }
    static aurora::JobConfiguration jobOf(VerbWorld &world, const char *text)
    {
        return world.job(QString::fromLatin1(text))->job;
    }
    template <Update::Way way>
    static actions::Request onUpdate(VerbWorld &world)
    {
        for (const aurora::UpdateDetails &update : world.updates(u"services/prod/query-gateway"_s)) {
            if (aurora::isActive(update.summary.status))
                return Update::request(way, update.summary.key);
        }
        return {};
    }
};

QList<tst_VerbFaults::Row> tst_VerbFaults::rows()
{
    return {
        { "kill",
          [](VerbWorld &) {
              return verbs::KillVerb::request({ { { key("jobs/prod/hyoga-model"), { 0, 2 } } } });
          } },
        { "restart",
          [](VerbWorld &) {
              return verbs::RestartVerb::request({ { { key("jobs/prod/hyoga-model"), { 2 } } } });
          } },
        { "add",
          [](VerbWorld &) {
              return verbs::AddVerb::request({ key("jobs/prod/hyoga-model"), 0 }, 2);
          } },
        { "create",
          [](VerbWorld &world) {
              aurora::JobConfiguration job = jobOf(world, "jobs/prod/hyoga-model");
              job.key.name = job.config.job.name = u"drill"_s;
              job.instanceCount = 2;
              return verbs::CreateVerb::request(job);
          } },
        { "schedule cron",
          [](VerbWorld &world) {
              aurora::JobConfiguration job = jobOf(world, "jobs/prod/s3-compaction");
              job.key.name = job.config.job.name = u"drill"_s;
              return verbs::CreateVerb::request(job);
          } },
        { "start cron", [](VerbWorld &) { return Cron::request(Cron::Way::Start, key("jobs/prod/s3-compaction")); } },
        { "deschedule cron",
          [](VerbWorld &) { return Cron::request(Cron::Way::Deschedule, key("jobs/prod/s3-compaction")); } },
        { "change cron",
          [](VerbWorld &world) {
              aurora::JobConfiguration job = jobOf(world, "jobs/prod/s3-compaction");
              job.cronSchedule = u"15 4 * * *"_s;
              return verbs::RescheduleVerb::request(job);
          } },
        { "start update",
          [](VerbWorld &world) {
              (void)VerbWorld::wait(
                  world.client().abortUpdate(world.updates(u"services/prod/query-gateway"_s).first().summary.key, {}));
              aurora::JobConfiguration job = jobOf(world, "services/prod/query-gateway");
              job.instanceCount = static_cast<int>(world.active(u"services/prod/query-gateway"_s).size());
              job.config.resources.ramMb += 512;
              return verbs::StartUpdateVerb::request(job);
          } },
        { "pause update", &onUpdate<Update::Way::Pause> },
        { "abort update", &onUpdate<Update::Way::Abort> },
        { "roll back update", &onUpdate<Update::Way::RollBack> },
        { "quota",
          [](VerbWorld &) {
              return verbs::QuotaVerb::request(u"jobs"_s, { 80, 262144, 2097152, 0, {} });
          } },
        { "force state",
          [](VerbWorld &world) {
              return verbs::ForceStateVerb::request(world.active(u"jobs/prod/hyoga-model"_s).first().id,
                                                    aurora::TaskStatus::Lost);
          } },
    };
}

void tst_VerbFaults::tellsWhatMayHaveArrived_data()
{
    QTest::addColumn<qsizetype>("row");
    const QList<Row> all = rows();
    for (qsizetype row = 0; row < all.size(); ++row)
        QTest::newRow(all[row].name) << row;
}

void tst_VerbFaults::tellsWhatMayHaveArrived()
{
    QFETCH(qsizetype, row);
    VerbWorld world;
    const actions::Request request = rows().at(row).request(world);
    const auto plan = world.plan(request);
    QVERIFY2(plan && !plan->isEmpty(), plan ? "empty" : qPrintable(plan.error().detail));
    const actions::Step step = plan->steps.first();
    const std::shared_ptr<actions::Verb> verb = world.center().verbs().find(request.verb);
    const auto perform = [&] {
        return VerbWorld::wait(verb->perform(step, { u"id"_s, u"ops@here"_s, u"drill"_s, {}, 1 }, {}));
    };
    world.forget();
    for (const Fault &fault : faults()) {
        world.demo().setFaults(fault.faults);
        QVERIFY2(!VerbWorld::wait(verb->plan(request, {})), fault.name); // nothing is planned from what was not read
        QVERIFY2(!VerbWorld::wait(verb->look(step, {})), fault.name); // nor known
        if (!plan->watch.goal.isEmpty())
            QVERIFY2(!VerbWorld::wait(verb->watch({ step }, {})), fault.name);
        const auto answer = perform();
        QVERIFY2(!answer || answer->unsent, fault.name);
        if (!answer) // else it asked something before, which failed
            QVERIFY2(actions::mayHaveArrived(answer.error()) == fault.mayHaveArrived, fault.name);
        world.demo().setFaults({});
        const auto look = VerbWorld::wait(verb->look(step, {}));
        QVERIFY2(look, fault.name);
        QVERIFY2(look->effect == Look::Effect::NotDone, fault.name);
    }
    QVERIFY(world.sent().empty()); // none got as far as the scheduler

    // Done, and nobody hears of it, or of half of it.
    sim::Faults lost;
    lost.answer = row % 2 == 0 ? sim::Faults::Answer::Lost : sim::Faults::Answer::Truncated;
    lost.layer = u"aurora"_s;
    world.demo().setFaults(lost);
    const auto answer = perform();
    if (answer && answer->unsent)
        return world.demo().setFaults({}); // what it asks before is lost, too
    QVERIFY(!answer);
    QVERIFY(actions::mayHaveArrived(answer.error()));
    world.demo().setFaults({});
    QCOMPARE(world.sent().size(), size_t{ 1 }); // not sent again by anybody
    const auto look = VerbWorld::wait(verb->look(step, {}));
    QVERIFY2(look, look ? "" : qPrintable(look.error().detail));
    QCOMPARE(look->effect, Look::Effect::Done);
}

QTEST_GUILESS_MAIN(tst_VerbFaults)
#include "tst_verbfaults.moc"
