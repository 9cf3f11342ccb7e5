// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/verbs/poolworld.h"

#include "models/verbs/pools/poolreads.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString stackName = u"cantareira-stable"_s;

net::PollPolicy often()
{
    return { 200ms, 200ms, 200ms, 0 };
}

actions::ActionOptions quick(const QString &file)
{
    actions::ActionOptions options;
    options.stack = stackName;
    options.production = true;
    options.file = file;
    options.authority = actions::ActionOptions::Authority::ExplicitConsent;
    options.pace.hold = 0ms;
    options.pace.watch = 5ms;
    options.pace.lookAgain = 10ms;
    options.pace.longest = 40ms;
    options.pace.stale = 1h; // the world's clock is ahead of ours
    return options;
}

} // namespace

PoolWorld::Console::Console(PoolWorld *world)
    : http(world->m_demo.clock())
{
    const core::Clock &clock = world->m_demo.clock();
    mesos::StoreOptions mesosOptions;
    mesosOptions.mode = mesos::StoreOptions::Mode::Poll;
    mesosOptions.policy = often();
    const auto masters = std::make_shared<net::StaticDiscovery>(world->m_demo.masters());
    mesos = std::make_unique<mesos::Store>(&http, masters, mesosOptions, clock);
    aurora::StoreOptions auroraOptions;
    auroraOptions.policy = often();
    aurora = std::make_unique<aurora::Store>(&http, std::make_shared<net::StaticDiscovery>(world->m_demo.auroraUrls()),
                                             auroraOptions, clock);
    aws::StoreOptions awsOptions;
    awsOptions.policy = often();
    awsOptions.client.region = u"us-east-1"_s;
    awsOptions.client.retry.tries = 1;
    for (const auto service : { aws::Service::AutoScaling, aws::Service::Ec2, aws::Service::Sts })
        awsOptions.client.endpoints.insert(service, world->m_demo.awsUrl());
    const sim::Demo::Options keys;
    aws = std::make_unique<aws::Store>(
        &http, std::make_shared<aws::FixedKeys>(aws::Keys{ keys.awsKeyId, keys.awsSecret, {}, {} }), awsOptions, clock);
    airflow::StoreOptions airflowOptions;
    airflowOptions.url = world->m_demo.airflowUrl();
    airflowOptions.dagId = u"prod-dagao"_s;
    airflow = std::make_unique<airflow::Store>(&http, airflowOptions, clock);
    master = std::make_unique<mesos::Operator>(&http, masters, net::Credentials(), nullptr);
    center = std::make_unique<actions::ActionCenter>(quick(world->m_dir.filePath(u"actions.sqlite"_s)), clock);
    const verbs::Context context = world->contextOf(*this);
    center->verbs().add(std::make_shared<verbs::ScaleVerb>(context));
    center->verbs().add(std::make_shared<verbs::LaunchVerb>(context));
    center->verbs().add(std::make_shared<verbs::ZonesVerb>(context));
    for (const auto way : { verbs::ProcessesVerb::Way::Resume, verbs::ProcessesVerb::Way::Suspend })
        center->verbs().add(std::make_shared<verbs::ProcessesVerb>(context, way));
    using Way = verbs::RetireVerb::Way;
    for (const Way way : { Way::ScaleIn, Way::Terminate, Way::Cycle, Way::Stop })
        center->verbs().add(std::make_shared<verbs::RetireVerb>(context, way));
    for (const auto way : { verbs::HoldVerb::Way::Hold, verbs::HoldVerb::Way::Release })
        center->verbs().add(std::make_shared<verbs::HoldVerb>(context, way));
    mesos->start();
    aurora->start();
    aws->start();
}

PoolWorld::Console::~Console()
{
    center.reset();
    aws->stop();
    aurora->stop();
    mesos->stop();
}

PoolWorld::PoolWorld(sim::Demo::Options options)
    : m_demo(options)
{
    restartConsole();
}

PoolWorld::~PoolWorld() = default;

sim::Demo::Options PoolWorld::standing()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

verbs::Context PoolWorld::contextOf(Console &console)
{
    verbs::Context context;
    context.aurora = console.aurora.get();
    context.airflow = console.airflow.get();
    context.night = &m_night;
    context.aws = console.aws.get();
    context.mesos = console.master.get();
    context.picture = console.mesos.get();
    context.stack = stackName;
    context.production = true;
    context.poolAttribute = u"slave-type"_s;
    context.prices = { { u"m5.2xlarge"_s, 0.384 }, { u"r5.4xlarge"_s, 1.008 } };
    context.clock = &m_demo.clock();
    return context;
}

void PoolWorld::restartConsole()
{
    m_console.reset();
    m_console = std::make_unique<Console>(this);
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(m_console->center->isLoaded(), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_console->mesos->snapshot() && m_console->aws->snapshot() && m_console->aurora->snapshot(), 60000);
    }();
    for (const actions::Record &record : m_console->center->records()) {
        if (record.canResume())
            wait(m_console->center->resume(record.id));
    }
}

QString PoolWorld::confirm(const actions::Plan &plan)
{
    actions::Consent consent;
    consent.number = plan.expectedNumber();
    consent.reason = u"drill"_s;
    consent.stackName = stackName;
    const core::Result<QString> id = wait(center().confirm(plan, consent));
    [&] { QVERIFY2(id, id ? "" : qPrintable(id.error().detail)); }();
    return id.value_or(QString());
}

void PoolWorld::goOn(core::Duration time)
{
    m_demo.advance(time);
    const core::TimePoint now = m_demo.clock().now();
    const mesos::Store &mesos = *m_console->mesos;
    const int failures = mesos.freshness().failures;
    m_console->mesos->refresh();
    const auto hasLooked = [&] { return mesos.freshness().fetchedAt >= now || mesos.freshness().failures > failures; };
    [&] { QTRY_VERIFY(hasLooked()); }();
    test::letRun(15ms); // for two looks of the action's own
}

void PoolWorld::pass(core::Duration time, core::Duration step)
{
    for (core::Duration gone = 0ms; gone < time; gone += step)
        goOn(step);
}

actions::Record PoolWorld::finish(const QString &id, int mostSteps)
{
    for (int i = 0; i < mostSteps; ++i) {
        const auto record = center().record(id);
        if (record && actions::isOver(record->state))
            return *record;
        goOn(5s);
    }
    const actions::Record record = center().record(id).value_or(actions::Record());
    qWarning() << "It is not over; it waits for" << record.progress.waitingFor;
    for (const actions::StepRecord &step : record.steps)
        qWarning() << step.step.key << static_cast<int>(step.state) << step.answer;
    return record;
}

actions::Record PoolWorld::act(const actions::Request &request)
{
    const auto planned = plan(request);
    [&] { QVERIFY2(planned, planned ? "" : qPrintable(planned.error().detail)); }();
    return planned ? finish(confirm(*planned)) : actions::Record();
}

QStringList PoolWorld::sent(const QString &method)
{
    QStringList objects;
    for (const sim::LoggedCall &call : m_demo.calls()) {
        if (call.method == method && call.status == 200)
            objects << call.object;
    }
    return objects;
}

aws::Group PoolWorld::group(const QString &name)
{
    const auto groups = wait(aws().client()->groups({ name }));
    return groups ? groups->value(0) : aws::Group();
}

pools::Snapshot PoolWorld::pools(const QStringList &names)
{
    const auto read = wait(verbs::readPools(contextOf(*m_console), names, {}));
    [&] { QVERIFY2(read, read ? "" : qPrintable(read.error().detail)); }();
    return read ? read->joined : nullptr;
}
