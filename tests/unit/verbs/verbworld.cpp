// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/verbs/verbworld.h"

#include "models/verbs/jobs/freshjobs.h"

#include <QDeadlineTimer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

actions::ActionOptions fast(const QString &journal)
{
    actions::ActionOptions options;
    options.stack = u"cantareira-stable"_s;
    options.production = true;
    options.file = journal;
    options.authority = actions::ActionOptions::Authority::ExplicitConsent;
    options.pace.hold = 50ms;
    options.pace.watch = 10ms;
    options.pace.lookAgain = 20ms;
    options.pace.longest = 100ms;
    return options;
}

aurora::JobKey keyOf(const QString &text)
{
    return aurora::JobKey::parse(text).value_or(aurora::JobKey());
}

airflow::StoreOptions airflowOptions(const sim::Demo &demo)
{
    airflow::StoreOptions options;
    options.url = demo.airflowUrl();
    options.dagId = u"prod-dagao"_s;
    return options;
}

} // namespace

VerbWorld::VerbWorld(sim::Demo::Options options, const QString &journal)
    : m_demo(options)
    , m_http(m_demo.clock())
    , m_store(&m_http, std::make_shared<net::StaticDiscovery>(m_demo.auroraUrls()), {}, m_demo.clock())
    , m_airflow(&m_http, airflowOptions(m_demo), m_demo.clock())
    , m_operator(&m_http, std::make_shared<net::StaticDiscovery>(m_demo.masters()), {}, nullptr)
    , m_center(std::make_unique<actions::ActionCenter>(fast(journal), m_demo.clock()))
{
    airflow::calls::RunQuery newest;
    newest.dagId = dagId();
    newest.newestFirst = true;
    newest.page.limit = 1;
    if (const auto runs = wait(airflow().runs(newest)); runs && !runs->items.isEmpty())
        m_runId = runs->items.first().id;
    verbs::addAll(&m_center->verbs(), context());
    forget();
}

sim::Demo::Options VerbWorld::standing()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

verbs::Context VerbWorld::context()
{
    verbs::Context context;
    context.aurora = &m_store;
    context.airflow = &m_airflow;
    context.mesos = &m_operator;
    context.nodeJobs = config::parseAirflow(m_demo.airflowYaml()).value_or(config::AirflowConfig()).jobs;
    context.stack = u"cantareira-stable"_s;
    context.production = true;
    context.poolAttribute = u"slave-type"_s;
    context.clock = &m_demo.clock();
    return context;
}

core::Result<QString> VerbWorld::confirm(const actions::Plan &plan)
{
    actions::Consent consent;
    consent.number = plan.expectedNumber();
    consent.reason = u"drill"_s;
    consent.stackName = u"cantareira-stable"_s;
    return wait(m_center->confirm(plan, consent));
}

actions::Record VerbWorld::finish(const QString &id)
{
    const QDeadlineTimer giveUp(60s);
    while (!giveUp.hasExpired()) {
        // Slowly: the time limit of the watch is simulated too, and must not run out between two looks.
        m_demo.advance(500ms);
        const auto record = m_center->record(id);
        if (record && actions::isOver(record->state))
            return *record;
        QTest::qWait(10);
    }
    QTest::qFail("the action is not over within a minute", __FILE__, __LINE__);
    return m_center->record(id).value_or(actions::Record());
}

actions::Record VerbWorld::carryOut(const actions::Plan &plan)
{
    const auto id = confirm(plan);
    [&] { QVERIFY2(id, id ? "" : qPrintable(id.error().detail)); }();
    return id ? finish(*id) : actions::Record();
}

actions::Record VerbWorld::act(const actions::Request &request)
{
    const auto planned = plan(request);
    [&] { QVERIFY2(planned && !planned->isEmpty(), planned ? "empty" : qPrintable(planned.error().detail)); }();
    return planned ? carryOut(*planned) : actions::Record();
}

std::vector<sim::LoggedCall> VerbWorld::sent()
{
    std::vector<sim::LoggedCall> calls = m_demo.calls();
    std::erase_if(calls, [this](const sim::LoggedCall &call) { return call.number <= m_since; });
    return calls;
}

QStringList VerbWorld::methods()
{
    QStringList names;
    for (const sim::LoggedCall &call : sent())
        names << call.method;
    return names;
}

void VerbWorld::forget()
{
    const auto calls = m_demo.calls();
    m_since = calls.empty() ? 0 : calls.back().number;
}

std::optional<aurora::JobSummary> VerbWorld::job(const QString &key)
{
    const auto jobs = wait(client().jobSummaries(keyOf(key).role));
    if (!jobs)
        return std::nullopt;
    const auto it
        = std::ranges::find_if(*jobs, [&](const aurora::JobSummary &each) { return each.job.key.text() == key; });
    return it == jobs->end() ? std::nullopt : std::optional(*it);
}

QList<aurora::Task> VerbWorld::active(const QString &key)
{
    const auto query = aurora::TaskQuery::Builder().jobs({ keyOf(key) }).statuses(verbs::activeStatuses()).build();
    return query ? wait(client().tasks(*query)).value_or(QList<aurora::Task>()) : QList<aurora::Task>();
}

aurora::JobConfiguration VerbWorld::settled(const QString &key)
{
    for (const aurora::UpdateDetails &update : updates(key)) {
        if (aurora::isActive(update.summary.status))
            [&] { QVERIFY(wait(client().rollbackUpdate(update.summary.key, {}))); }();
    }
    demo().advance(std::chrono::minutes(10));
    aurora::JobConfiguration settled = job(key)->job;
    settled.instanceCount = static_cast<int>(active(key).size());
    forget();
    return settled;
}

QList<aurora::UpdateDetails> VerbWorld::updates(const QString &key)
{
    return wait(client().updateDetails(aurora::UpdateQuery::forJob(keyOf(key))))
        .value_or(QList<aurora::UpdateDetails>());
}

verbs::FreshRun VerbWorld::run()
{
    return wait(verbs::readRun(context(), dagId(), m_runId, {})).value_or(verbs::FreshRun());
}

airflow::TaskState VerbWorld::stateOf(const QString &node)
{
    const verbs::FreshRun now = run();
    const airflow::TaskInstance *const found = now.find({ node, -1 });
    return found ? found->state : airflow::TaskState::Unknown;
}
