// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/forcestateverb.h"
#include "models/verbs/jobs/jobfilter.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "models/verbs/quota/quotaverb.h"
#include "models/verbs/updates/startupdateverb.h"
#include "models/verbs/updates/updateverb.h"
#include "tests/unit/verbs/quotachecks.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a plan lists is exactly what the simulator's log shows afterwards, for every verb about jobs, by hand or by the
/// clock, updates, quotas and single tasks: over random clusters and requests one after another, and while answers are
/// lost.
class tst_PlanVerbs : public QObject
{
    Q_OBJECT

private slots:
    void sendsWhatThePlanLists_andNothingElse_data();
    void sendsWhatThePlanLists_andNothingElse();

private:
    using Calls = QMap<QString, int>; ///< "method object" → how often

    static Calls planned(const actions::Plan &plan)
    {
        Calls calls;
        for (const actions::Step &step : plan.steps) {
            const QStringList words = step.call.split(u' ');
            QString object = step.object;
            if (words.first() == u"forceTaskState" || words.first() == u"setQuota")
                object = words.at(1);
            ++calls[words.first() + u' ' + object];
        }
        return calls;
    }

    static Calls sent(VerbWorld &world)
    {
        Calls calls;
        for (const sim::LoggedCall &call : world.sent()) {
            QString object = call.object;
            if (object.isEmpty()) // of administrators: the first argument says what it is about
                object = call.arguments.toObject().value(u"1"_s).toString();
            if (call.method == u"killTasks" && call.arguments.toObject().value(u"5"_s).toArray().isEmpty())
                object += u" whole"_s; // never what a plan lists
            ++calls[call.method + u' ' + object];
        }
        return calls;
    }

    static std::optional<actions::Request> anyRequest(VerbWorld &world, QRandomGenerator &random);
    static std::optional<actions::Request> anyUpdate(VerbWorld &world, QRandomGenerator &random);
    static void carryOut(VerbWorld &world, const actions::Plan &plan, bool faulty);
    /// No other job is updated, whose charge changes by itself.
    static bool isAlone(VerbWorld &world, const actions::Plan &plan)
    {
        const auto updates = VerbWorld::wait(
            world.client().updateSummaries(*aurora::UpdateQuery::Builder().role(u"services"_s).build()));
        return updates && std::ranges::none_of(*updates, [&](const aurora::UpdateSummary &update) {
                   return aurora::isActive(update.status) && update.key.job.text() != plan.steps.first().object;
               });
    }
    /// What it said of them is what Aurora charges now.
    static void holdsOfQuotas(VerbWorld &world, const actions::Plan &plan)
    {
        for (const QString &role : { u"jobs"_s, u"services"_s }) {
            const QStringList told = quotachecks::told(plan, role, &actions::Effect::after);
            if (!told.isEmpty())
                QCOMPARE(quotachecks::used(world, role), told);
        }
    }
};

std::optional<actions::Request> tst_PlanVerbs::anyUpdate(VerbWorld &world, QRandomGenerator &random)
{
    using Way = verbs::UpdateVerb::Way;
    const auto updates
        = VerbWorld::wait(world.client().updateSummaries(*aurora::UpdateQuery::Builder().role(u"services"_s).build()));
    if (!updates)
        return std::nullopt;
    const auto active = std::ranges::find_if(
        *updates, [](const aurora::UpdateSummary &update) { return aurora::isActive(update.status); });
    if (active != updates->end() && random.bounded(3) > 0) {
        const std::array ways{ Way::Pause, Way::Resume, Way::Abort, Way::RollBack, Way::Pulse };
        return verbs::UpdateVerb::request(ways.at(random.bounded(static_cast<quint32>(ways.size()))), active->key);
    }
    const auto jobs = VerbWorld::wait(world.client().jobSummaries(u"services"_s));
    if (!jobs || jobs->isEmpty())
        return std::nullopt;
    aurora::JobConfiguration job = jobs->at(random.bounded(jobs->size())).job;
    job.instanceCount = static_cast<int>(world.active(job.key.text()).size()) + random.bounded(3) - 1;
    job.config.resources.ramMb += random.bounded(2) * 64;
    aurora::UpdateSettings settings = verbs::defaultUpdateSettings();
    settings.groupSize = 1 + random.bounded(3);
    settings.minWaitInRunning = 1s;
    return verbs::StartUpdateVerb::request(job, settings);
}

std::optional<actions::Request> tst_PlanVerbs::anyRequest(VerbWorld &world, QRandomGenerator &random)
{
    using Cron = verbs::CronVerb;
    switch (random.bounded(7)) {
    case 0: {
        const QString job = random.bounded(2) == 0 ? u"jobs/prod/s3-compaction"_s : u"jobs/prod/ledger-audit"_s;
        return Cron::request(random.bounded(2) == 0 ? Cron::Way::Start : Cron::Way::Deschedule,
                             *aurora::JobKey::parse(job));
    }
    case 1: {
        const QString role = random.bounded(2) == 0 ? u"jobs"_s : u"services"_s;
        return verbs::QuotaVerb::request(
            role, { random.bounded(400) / 2.0, random.bounded(1 << 20), random.bounded(1 << 22), 0, {} });
    }
    case 2: {
        const QList<aurora::Task> tasks = world.active(u"jobs/prod/hyoga-model"_s);
        if (tasks.isEmpty())
            return std::nullopt;
        return verbs::ForceStateVerb::request(tasks.at(random.bounded(tasks.size())).id,
                                              random.bounded(2) == 0 ? aurora::TaskStatus::Lost
                                                                     : aurora::TaskStatus::Killed);
    }
    case 3: {
        const QStringList filters{ u"model"_s,  u"role=jobs !model"_s, u"run>3"_s,
                                   u"pend>0"_s, u"nothing-like-it"_s,  u"role=services gateway"_s };
        const auto selection
            = VerbWorld::wait(verbs::readSelection(world.context(), filters.at(random.bounded(filters.size())), {}));
        if (!selection)
            return std::nullopt;
        return verbs::KillVerb::request(*selection);
    }
    case 4: {
        const QList<aurora::Task> tasks = world.active(u"jobs/prod/hyoga-model"_s);
        if (tasks.isEmpty())
            return std::nullopt;
        verbs::Selection selection;
        selection.parts = { { tasks.first().job(), { tasks.at(random.bounded(tasks.size())).instance } } };
        actions::Request request = verbs::RestartVerb::request(selection);
        request.batching.watch = 1s;
        return request;
    }
    case 5: {
        const QStringList jobs{ u"jobs/prod/hyoga-model"_s, u"services/prod/query-gateway"_s };
        const QList<aurora::Task> tasks = world.active(jobs.at(random.bounded(jobs.size())));
        if (tasks.isEmpty())
            return std::nullopt;
        return verbs::AddVerb::request({ tasks.first().job(), tasks.first().instance }, 1 + random.bounded(3));
    }
    default:
        return anyUpdate(world, random);
    }
}

void tst_PlanVerbs::carryOut(VerbWorld &world, const actions::Plan &plan, bool faulty)
{
    const bool alone = isAlone(world, plan);
    const auto id = world.confirm(plan);
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    if (faulty) {
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::Lost; // done as asked, and nobody hears of it
        faults.layer = u"aurora"_s;
        const auto isUnderWay = [&] {
            world.demo().advance(5ms);
            const auto record = world.center().record(*id);
            if (record && record->steps.first().attempts == 1)
                world.demo().setFaults(faults);
            return !world.sent().empty() || (record && actions::isOver(record->state));
        };
        QTRY_VERIFY_WITH_TIMEOUT(isUnderWay(), 20000);
        world.demo().setFaults({}); // what was lost has to be looked after
    }
    const actions::Record record = world.finish(*id);
    const Calls went = sent(world);
    const Calls listed = planned(plan);
    if (record.state == actions::State::Void) { // the world moved between plan and call: nothing goes out
        QVERIFY(went.isEmpty());
    } else if (record.state == actions::State::HalfDone) { // it stopped at what did not come about
        for (auto it = went.cbegin(); it != went.cend(); ++it)
            QVERIFY2(it.value() <= listed.value(it.key()), qPrintable(it.key()));
    } else {
        QCOMPARE(went, listed);
        // What goes on by itself is not through yet.
        if (alone && record.state == actions::State::Done && !plan.request.verb.startsWith(u"resume-"))
            holdsOfQuotas(world, plan);
    }
}

void tst_PlanVerbs::sendsWhatThePlanLists_andNothingElse_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("faulty");
    for (quint32 seed = 1; seed <= 2; ++seed) {
        QTest::addRow("seed %u", seed) << seed << false;
        QTest::addRow("seed %u, answers are lost", seed) << seed << true;
    }
}

void tst_PlanVerbs::sendsWhatThePlanLists_andNothingElse()
{
    QFETCH(quint32, seed);
    QFETCH(bool, faulty);
    sim::Demo::Options options = VerbWorld::standing();
    options.seed = seed; // another cluster each
    VerbWorld world(options);
    QRandomGenerator random(seed);
    int carriedOut = 0;
    for (int i = 0; i < 4; ++i) {
        world.forget();
        const auto request = anyRequest(world, random);
        if (!request)
            continue;
        const auto plan = world.plan(*request);
        if (!plan) { // refused, in words, before anything is sent
            QVERIFY2(plan.error().kind == core::Error::Kind::Config || plan.error().kind == core::Error::Kind::Rejected,
                     qPrintable(plan.error().detail));
            QVERIFY(!plan.error().detail.isEmpty());
        } else {
            QCOMPARE(actions::flawOf(*plan), QString());
            if (!plan->isEmpty()) {
                carryOut(world, *plan, faulty);
                ++carriedOut;
            }
        }
        if (QTest::currentTestFailed())
            return;
        if (!plan || plan->isEmpty())
            QVERIFY(world.sent().empty());
    }
    QVERIFY(carriedOut > 0);
}

QTEST_GUILESS_MAIN(tst_PlanVerbs)
#include "tst_planverbs.moc"
