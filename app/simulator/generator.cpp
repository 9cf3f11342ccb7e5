// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/generator.h"

#include "app/simulator/generatedcluster.h"
#include "app/simulator/mesos/v0json.h"

namespace sim {

namespace {

using Scheduler = GeneratedCluster::Scheduler;

constexpr int completedPerFramework = 1000;
constexpr int completedFrameworks = 10;
constexpr int completedPerCompleted = 100;
constexpr int completedOfInactive = 200;

/// Writes a generated cluster as a master does.
class Generator
{
public:
    explicit Generator(const GeneratorOptions &options)
        : m_options(options)
        , m_cluster(options)
        , m_out(qsizetype(options.agents) * 1250 + qsizetype(options.tasks) * 2000 + 6'000'000)
    {
    }

    QByteArray state();

private:
    void writeAgent(int index);
    void writeFramework(Scheduler scheduler);
    void writeCompletedFramework(int number);

    const GeneratorOptions m_options;
    GeneratedCluster m_cluster;
    JsonWriter m_out;
};

void Generator::writeAgent(int index)
{
    m_out.beginObject();
    v0::writeAgentFields(m_out, m_cluster.agent(index));
    m_out.endObject();
}

void Generator::writeFramework(Scheduler scheduler)
{
    const Framework head = m_cluster.framework(scheduler);
    m_out.beginObject();
    v0::writeFrameworkHead(m_out, head);
    m_out.beginArray("tasks");
    for (int i = 0; i < m_options.tasks; ++i) {
        if (m_cluster.schedulerOf(i) == scheduler)
            v0::writeTask(m_out, m_cluster.task(i));
    }
    m_out.endArray();
    m_out.emptyArray("unreachable_tasks");
    m_out.beginArray("completed_tasks");
    const int completed = scheduler == Scheduler::Inactive ? completedOfInactive : completedPerFramework;
    for (int i = 0; i < completed; ++i)
        v0::writeTask(m_out, m_cluster.completedTask(scheduler, head.id, i));
    m_out.endArray();
    m_out.emptyArray("offers");
    m_out.beginArray("executors");
    for (int i = 0; scheduler == Scheduler::Aurora && i < m_options.tasks; ++i) {
        if (m_cluster.schedulerOf(i) == scheduler)
            v0::writeExecutor(m_out, m_cluster.executorOf(i));
    }
    m_out.endArray();
    v0::writeFrameworkTail(m_out, head);
    m_out.endObject();
}

void Generator::writeCompletedFramework(int number)
{
    const Framework head = m_cluster.completedFramework(number);
    m_out.beginObject();
    v0::writeFrameworkHead(m_out, head);
    m_out.emptyArray("tasks");
    m_out.emptyArray("unreachable_tasks");
    m_out.beginArray("completed_tasks");
    for (int i = 0; i < completedPerCompleted; ++i)
        v0::writeTask(m_out,
                      m_cluster.completedTask(Scheduler::Marathon, head.id,
                                              completedPerFramework + number * completedPerCompleted + i));
    m_out.endArray();
    m_out.emptyArray("offers");
    m_out.emptyArray("executors");
    v0::writeFrameworkTail(m_out, head);
    m_out.endObject();
}

QByteArray Generator::state()
{
    m_out.beginObject();
    v0::writeStateHead(m_out, m_cluster.master(), m_cluster.master(), { m_options.agents, 0, 0 });
    m_out.beginArray("slaves");
    for (int i = 0; i < m_options.agents; ++i)
        writeAgent(i);
    m_out.endArray();
    m_out.emptyArray("recovered_slaves");
    m_out.beginArray("frameworks");
    for (const Scheduler scheduler : { Scheduler::Aurora, Scheduler::Marathon, Scheduler::Inactive })
        writeFramework(scheduler);
    m_out.endArray();
    m_out.beginArray("completed_frameworks");
    for (int i = 0; i < completedFrameworks; ++i)
        writeCompletedFramework(i);
    m_out.endArray();
    m_out.emptyArray("orphan_tasks");
    m_out.emptyArray("unregistered_frameworks");
    m_out.endObject();
    return m_out.take();
}

} // namespace

std::optional<GeneratorOptions> namedSize(const QString &name, uint32_t seed)
{
    struct Size
    {
        const char16_t *name;
        int agents;
        int tasks;
    };
    static constexpr Size sizes[] = {
        { u"s1", 100, 1'000 },        { u"s10", 1'000, 10'000 },    { u"s100", 10'000, 100'000 },
        { u"s200", 50'000, 200'000 }, { u"s260", 50'000, 260'000 },
    };
    const bool successor = name.endsWith(u'b');
    const QStringView base = QStringView(name).chopped(successor ? 1 : 0);
    for (const Size &size : sizes) {
        if (base == QStringView(size.name))
            return GeneratorOptions{ size.agents, size.tasks, seed, successor };
    }
    return {};
}

QByteArray generateState(const GeneratorOptions &options)
{
    return Generator(options).state();
}

} // namespace sim
