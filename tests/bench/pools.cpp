// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/store.h"
#include "models/net/httpclient.h"
#include "models/pools/rows/differencerows.h"
#include "models/pools/rows/poolrows.h"
#include "models/verbs/pools/retireplan.h"
#include "tests/bench/awsaccount.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/support/statebuilder.h"

#include <QCoreApplication>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bench {

namespace {

constexpr int tasksAMachine = 3;

/// An agent on each machine but every eighth, which idles on the others' work.
mesos::Snapshot agentsOn(int machines, int groups)
{
    constexpr mesos::Resources size{ 16, 122.8F * 1024, 400 * 1024, 0 };
    support::StateBuilder b;
    for (int machine = 0; machine < machines; ++machine) {
        const QByteArray host = AwsAccount::hostName(machine);
        const std::string id = "agent-" + std::to_string(machine);
        mesos::Agent &agent = b.agent(id, host.toStdString(), size, { 9, 72 * 1024, 1024, 0 });
        agent.address = b.text((AwsAccount::address(machine) + ":5051").toStdString());
        b.attribute("slave-type", AwsAccount::groupName(machine % groups).toStdString());
        for (int task = 0; task < tasksAMachine && machine % 8 > 0; ++task) {
            const std::string name = "jobs/prod/etl-" + std::to_string(machine % 90);
            b.task(id + '-' + std::to_string(task), name, "aurora", id, mesos::TaskState::Running);
        }
    }
    return b.build();
}

verbs::EndangeredTasks tasksOf(const mesos::State &state)
{
    verbs::EndangeredTasks tasks;
    for (const mesos::Task &task : state.tasks) {
        const QString job = state.string(task.name);
        tasks.byAgent[state.string(task.agent)].append({ state.string(task.id), job + u"/0"_s, job, {} });
        ++tasks.running[job];
    }
    return tasks;
}

/// Looks at an account, everything each time.
class Look
{
public:
    explicit Look(const QUrl &url)
        : m_http(core::systemClock())
        , m_store(&m_http, std::make_shared<aws::FixedKeys>(aws::Keys{ u"AKIDEXAMPLE"_s, u"secret"_s, {}, {} }),
                  options(url), core::systemClock())
    {
    }
    ~Look() { m_store.stop(); }

    aws::Snapshot once()
    {
        const aws::Snapshot before = m_store.snapshot();
        if (!std::exchange(m_started, true))
            m_store.start();
        else
            m_store.refresh();
        while (m_store.snapshot() == before) {
            if (m_store.freshness().phase == core::Freshness::Phase::Failed)
                throw std::runtime_error("the account does not answer");
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return m_store.snapshot();
    }
    int calls() const { return m_store.callsOfLastLook(); }

private:
    static aws::StoreOptions options(const QUrl &url)
    {
        aws::StoreOptions options;
        options.client.region = u"us-east-1"_s;
        options.policy.interval = options.policy.hiddenInterval = options.policy.ceiling = 1h; // only when asked
        for (const auto service : { aws::Service::AutoScaling, aws::Service::Ec2, aws::Service::Sts })
            options.client.endpoints.insert(service, url);
        return options;
    }

    net::HttpClient m_http;
    aws::Store m_store;
    bool m_started = false;
};

pools::Sources sourcesOf(const aws::Snapshot &aws, const mesos::Snapshot &mesos)
{
    pools::Sources sources;
    sources.aws = aws;
    sources.mesos = mesos;
    sources.poolAttribute = "slave-type";
    sources.prices = { { u"r5.4xlarge"_s, 1.008 } };
    sources.now = core::systemClock().now();
    return sources;
}

/// Machines that may go are chosen, the plan is drawn and checked, as a dialog does it once all is read.
double planScaleIn(int reps, int machines, int by, size_t &sum)
{
    const mesos::Snapshot agents = agentsOn(machines, 1);
    AwsAccount account(machines, 1);
    const aws::Snapshot aws = Look(account.url()).once();
    verbs::RetireReads reads;
    reads.pools.aws = aws;
    reads.pools.mesos = agents;
    reads.pools.joined = pools::join(sourcesOf(aws, agents));
    reads.group = aws->groups.first();
    const QString name = reads.group->name;
    const verbs::EndangeredTasks tasks = tasksOf(*agents);
    verbs::Context context;
    context.clock = &core::systemClock();
    context.poolAttribute = u"slave-type"_s;
    context.prices = { { u"r5.4xlarge"_s, 1.008 } };
    const actions::Request request = verbs::RetireVerb::scaleIn(name, by);
    return measure(reps,
                   [&] {
                       reads.choice = verbs::chooseMachines(reads.pools.joined->machinesOf(name), tasks);
                       const auto plan
                           = verbs::drawRetirement(request, reads, verbs::RetireVerb::Way::ScaleIn, context);
                       if (!plan || !actions::flawOf(*plan).isEmpty() || plan->facts.ends != by)
                           throw std::runtime_error("the plan is not the one that was asked for");
                       sum += static_cast<size_t>(plan->fingerprint().size());
                   })
        .min();
}

} // namespace

/// The page Pools over a large account: what a look costs AWS and us, and a large scale-in.
Rows poolsPage(const Arguments &arguments)
{
    const int machines = arguments.number(u"machines"_s, 2000);
    const int groups = arguments.number(u"groups"_s, 12);
    const int by = machines / 4;
    const int reps = arguments.number(u"reps"_s, 9);
    size_t sum = 0;
    AwsAccount account(machines, groups);
    const mesos::Snapshot agents = agentsOn(machines, groups);
    Look look(account.url());
    aws::Snapshot aws = look.once(); // the first one makes the connection
    const double looking = measure(reps, [&] { aws = look.once(); }).min();
    if (aws->instances.size() != machines || aws->groups.size() != groups)
        throw std::runtime_error("the account was not read whole");
    pools::Snapshot joined;
    const double joining = measure(reps, [&] { joined = pools::join(sourcesOf(aws, agents)); }).min();
    if (joined->total().registered != machines)
        throw std::runtime_error("machines and agents were not joined");
    const double showing = measure(reps, [&] {
                               sum += pools::poolRows(joined)->rowCount();
                               sum += pools::machineRows(joined, AwsAccount::groupName(0))->rowCount();
                               sum += pools::differenceRows(joined, {})->rowCount();
                           }).min();
    const double planning = planScaleIn(reps, machines, by, sum);
    if (sum == 0)
        return {};
    const QString what = u"%1 machines, %2 groups"_s.arg(machines).arg(groups);
    return {
        bounded(u"pools"_s, what + u": API calls of a refresh"_s, look.calls(), u"calls"_s, 10),
        bounded(u"pools"_s, what + u": refresh, joined and shown"_s, looking + joining + showing, u"ms CPU"_s, 150),
        plain(what + u": asked, decoded, with what serving costs"_s, looking, u"ms CPU"_s),
        plain(what + u": joined with Mesos"_s, joining, u"ms CPU"_s),
        plain(what + u": made rows"_s, showing, u"ms CPU"_s),
        bounded(u"pools"_s, u"scale-in of %1 among %2: chosen, drawn, checked"_s.arg(by).arg(machines), planning,
                u"ms CPU"_s, 300),
    };
}

} // namespace bench
