// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/subscribers.h"
#include "app/simulator/mesos/v0documents.h"
#include "app/simulator/mesos/v1json.h"
#include "app/simulator/world/night.h"
#include "models/mesos/decoder.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bench {

namespace {

constexpr int agentCount = 1000;
constexpr int taskCount = 10'000;
constexpr int changedTasks = taskCount / 100;
constexpr int batchesPerSecond = 20; ///< so many reads from the socket
constexpr int publishedPerSecond = 4;
constexpr int pollsPerHour = 720;

/// 1,000 agents, 10,000 tasks: nine of ten with a thermos executor of their own.
class TenThousandTasks
{
public:
    TenThousandTasks()
    {
        std::vector<std::string> hosts;
        for (int i = 0; i < agentCount; ++i) {
            sim::Agent agent;
            agent.hostname = "ip-10-130-" + std::to_string(i / 250) + '-' + std::to_string(i % 250);
            agent.address = "10.130." + std::to_string(i / 250) + '.' + std::to_string(i % 250);
            agent.attributes = { { "slave-type", "mesos-fixed" }, { "az", "us-east-1a" } };
            agent.total = { 64, 512 * 1024, 4096 * 1024, 0, { { 31000, 32000 } } };
            hosts.push_back(agent.hostname);
            world.addAgent(std::move(agent));
        }
        sim::Framework aurora;
        aurora.name = "TwitterScheduler";
        aurora.role = "aurora";
        sim::Framework marathon;
        marathon.name = "marathon";
        marathon.role = "marathon";
        const int frameworks[] = { world.addFramework(aurora), world.addFramework(marathon) };
        for (int i = 0; i < taskCount; ++i) {
            const bool thermos = i % 10 != 0;
            sim::Launch launch;
            launch.framework = frameworks[thermos ? 0 : 1];
            launch.id = "itaipu-prod-contracts-" + std::to_string(i) + "-0f3c9a52-77b1-4f24";
            launch.name = "itaipu/prod/contracts-" + std::to_string(i % 200);
            launch.pools = { "mesos-fixed" };
            launch.host = hosts[static_cast<size_t>(i % agentCount)];
            launch.resources = { 1.5, 8192, 20480, 0, {} };
            launch.thermos = thermos;
            launch.environment = "prod";
            launch.ports = { "http" };
            launch.labels = { { "org.apache.aurora.tier", "preferred" } };
            if (!world.launch(std::move(launch)))
                throw std::runtime_error("a task finds no room");
        }
        world.runUntil(world.now() + 10min);
        for (const auto &[number, framework] : world.frameworks()) {
            for (const auto &[id, task] : framework.tasks)
                tasks.push_back(task);
        }
    }

    QByteArray subscribed() const
    {
        sim::JsonWriter out(64 << 20);
        out.beginObject();
        out.text("type", "SUBSCRIBED");
        out.beginObject("subscribed");
        out.key("get_state");
        sim::v1::writeGetState(out, world);
        out.number("heartbeat_interval_seconds", 15);
        out.endObject();
        out.endObject();
        return sim::recordIo(out.take());
    }

    /// The next update: each task in turn becomes unhealthy, in the next round healthy again.
    QByteArray nextUpdate()
    {
        const sim::Task &task = tasks[m_updates % tasks.size()];
        sim::Status status;
        status.state = task.state;
        status.at = world.now() + std::chrono::milliseconds(m_updates);
        status.healthy = (m_updates / tasks.size()) % 2 != 0;
        ++m_updates;
        sim::JsonWriter out;
        out.beginObject();
        out.text("type", "TASK_UPDATED");
        out.beginObject("task_updated");
        sim::v1::writeId(out, "framework_id", task.frameworkId);
        out.key("status");
        sim::v1::writeStatus(out, task, status);
        out.text("state", sim::stateName(task.state));
        out.endObject();
        out.endObject();
        return sim::recordIo(out.take());
    }

    sim::World world{ 42, sim::Night::firstMorning() };
    std::vector<sim::Task> tasks;

private:
    size_t m_updates = 0;
};

void feed(mesos::StreamDecoder &decoder, const QByteArray &bytes, int expected)
{
    const core::Result<int> events = decoder.feed({ bytes.constData(), static_cast<size_t>(bytes.size()) });
    if (!events)
        throw std::runtime_error(events.error().path.toStdString() + ": " + events.error().detail.toStdString());
    if (*events != expected)
        throw std::runtime_error("not all updates are applied");
}

struct StreamCost
{
    double feeding = 0; ///< ms CPU
    double publishing = 0; ///< ms CPU
    double total() const { return feeding + publishing; }
};

/// So many seconds of a stream, as fast as it goes; writing the events is not part of the figure.
StreamCost follow(TenThousandTasks &cluster, mesos::StreamDecoder &decoder, int eventsPerSecond, int seconds)
{
    StreamCost cost;
    mesos::Snapshot shown;
    for (int batch = 0; batch < seconds * batchesPerSecond; ++batch) {
        QByteArray bytes;
        for (int i = 0; i < eventsPerSecond / batchesPerSecond; ++i)
            bytes += cluster.nextUpdate();
        const uint64_t before = decoder.generation();
        cost.feeding += measure(1, [&] { feed(decoder, bytes, eventsPerSecond / batchesPerSecond); }).min();
        if (decoder.generation() == before)
            throw std::runtime_error("the updates change nothing");
        if (batch % (batchesPerSecond / publishedPerSecond) == 0)
            cost.publishing += measure(1, [&] { shown = decoder.publish(); }).min();
    }
    if (shown->tasks.size() != cluster.tasks.size())
        throw std::runtime_error("tasks are missing from the picture");
    return cost;
}

/// CPU of one look at /state of the same cluster, in turn with one in which 1 % of the tasks have ended.
double pollCost(TenThousandTasks &cluster)
{
    const sim::v0::MasterInfo master;
    QByteArray bodies[] = { sim::v0::state(cluster.world, master, master), {} };
    for (int i = 0; i < changedTasks; ++i)
        cluster.world.endTask(i % 10 != 0 ? 0 : 1, cluster.tasks[static_cast<size_t>(i)].id, sim::TaskState::Finished);
    bodies[1] = sim::v0::state(cluster.world, master, master);
    mesos::Decoder decoder;
    mesos::Snapshot state;
    int look = 0;
    const auto decode = [&] {
        QByteArray &body = bodies[++look % 2];
        const auto size = static_cast<size_t>(body.size());
        mesos::PolledBodies polled;
        polled.state = { body.constData(), size, size + static_cast<size_t>(padding) };
        const core::Result<mesos::Snapshot> decoded = decoder.decode(polled);
        if (!decoded)
            throw std::runtime_error(decoded.error().detail.toStdString());
        state = *decoded;
    };
    for (QByteArray &body : bodies)
        body.reserve(body.size() + padding);
    decode();
    return measure(20, decode).median();
}

} // namespace

/// The cost of following a stream of TASK_UPDATED (goal: 5,000 a second under half a core), and beside it that of
/// asking for /state every 5 s: bytes to pictures in both cases, without network and window.
Rows stream(const Arguments &arguments)
{
    constexpr int storm = 5000;
    constexpr int calm = changedTasks / 5; // what a poll every 5 s finds changed
    const int seconds = arguments.number(u"seconds"_s, 60);
    TenThousandTasks cluster;
    mesos::StreamDecoder decoder;
    const QByteArray first = cluster.subscribed();
    const double subscribing = measure(1, [&] { feed(decoder, first, 1); }).min();
    decoder.publish();
    follow(cluster, decoder, storm, 2);

    const StreamCost stormy = follow(cluster, decoder, storm, seconds);
    const StreamCost calmly = follow(cluster, decoder, calm, seconds);
    const double poll = pollCost(cluster);
    const double milliseconds = 1000.0 * seconds;
    const double hour = 3600.0 / seconds / 1000.0; // from ms of the measured time to s an hour
    const auto what = [&](int rate) { return u"%1 tasks, %2 events a second, "_s.arg(cluster.tasks.size()).arg(rate); };
    return {
        bounded(u"stream"_s, what(storm) + u"fed and published %1 times a second"_s.arg(publishedPerSecond),
                100 * stormy.total() / milliseconds, u"% of a core"_s, 50),
        plain(what(storm) + u"feeding alone"_s, 100 * stormy.feeding / milliseconds, u"% of a core"_s),
        plain(what(storm) + u"publishing alone"_s, 100 * stormy.publishing / milliseconds, u"% of a core"_s),
        plain(u"the first picture"_s, subscribing, u"ms CPU"_s),
        plain(what(storm) + u"an hour, extrapolated from %1 s of it"_s.arg(seconds), stormy.total() * hour, u"s CPU"_s),
        plain(what(calm) + u"an hour, extrapolated from %1 s of it"_s.arg(seconds), calmly.total() * hour, u"s CPU"_s),
        plain(u"%1 tasks, an hour of 5 s polls, extrapolated from one look of %2 ms"_s.arg(cluster.tasks.size())
                  .arg(poll, 0, 'f', 2),
              poll * pollsPerHour / 1000, u"s CPU"_s)
    };
}

} // namespace bench
