// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/demo.h"

#include "models/history/capacityhistory.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Ports are others each time: names stand for them.
void nameServers(config::StackConfig &config)
{
    const auto rename = [&config](QUrl &url, const QString &name) {
        config.route.rewrite.insert(name, url.authority());
        url = QUrl(u"http://"_s + name);
    };
    int number = 10;
    for (QUrl &master : config.mesosMasters)
        rename(master, u"10.130.96.%1:5050"_s.arg(++number));
    number = 20;
    for (QUrl &scheduler : config.auroraSchedulers)
        rename(scheduler, u"10.130.96.%1:8081"_s.arg(++number));
    rename(config.airflow.url, u"airflow.cantareira.internal:8080"_s);
    config.policy.interval = std::chrono::seconds(30); // how many looks a scene sees shall not depend on the machine
    config.policy.jitter = 0;
}

config::StackConfig configOf(const sim::Demo &world, bool still)
{
    config::StackConfig config;
    config.name = world.cluster();
    config.tier = config::Tier::Demo;
    config.mesosMasters = world.masters();
    config.auroraSchedulers = world.auroraUrls();
    config.airflow = config::parseAirflow(world.airflowYaml()).value_or(config::AirflowConfig());
    config.aws = config::parseAws(world.awsYaml());
    config.poolAttribute = u"slave-type"_s;
    // The console sees the demo as it sees a real cluster: through sockets, asked at the same pace.
    config.policy.interval = std::chrono::seconds(2);
    config.deadline = std::chrono::seconds(5);
    config.route.rewrite.insert(u"*:5051"_s, world.agents().authority()); // its agents share one door
    config.route.rewrite.insert(u"*:%1"_s.arg(config.observerPort), world.observers().authority());
    if (still)
        nameServers(config);
    return config;
}

history::CapacitySample sampleOf(const sim::PastSample &past)
{
    history::CapacitySample sample;
    sample.at = past.at;
    sample.total = past.total;
    sample.allocated = past.allocated;
    sample.offered = past.offered;
    sample.agents = past.agents;
    sample.tasks = past.tasks;
    sample.wanted = past.wanted;
    sample.launched = past.launched;
    return sample;
}

/// A real cluster's history comes from the console's own past looks; the demo has none, so its world tells them.
void fillHistory(history::CapacityHistory *history, const sim::Demo &world)
{
    for (const sim::PastSample &past : world.pastSamples())
        history->append(sampleOf(past));
    for (const QString &pool : world.pools()) {
        for (const sim::PastSample &past : world.pastSamples(pool))
            history->appendPool(pool, sampleOf(past));
    }
    const QList<sim::PastEvent> events = world.pastEvents();
    for (auto past = events.crbegin(); past != events.crend(); ++past)
        history->append(history::Event{ past->at, past->layer, past->glyph, past->text, QString() });
}

net::Credentials credentialsOf(const sim::Demo::Options &options)
{
    if (!options.auth)
        return {};
    return { net::Credentials::Scheme::Basic, options.user, options.password };
}

} // namespace

Demo::Demo(const sim::Demo::Options &options, bool still)
    : Demo(options, still, [](config::StackConfig &) {})
{
}

Demo::Demo(const sim::Demo::Options &options, std::chrono::milliseconds interval, int hurry)
    : Demo(options, false, [interval, hurry](config::StackConfig &config) {
        config.policy.interval = interval;
        config.hurry = hurry;
    })
{
}

Demo::Demo(const sim::Demo::Options &options, bool still, const std::function<void(config::StackConfig &)> &adjust)
    : m_world(std::make_unique<sim::Demo>(options))
{
    // Given, not looked for: the demo does not read what the user has for AWS itself.
    const auto keys = std::make_shared<aws::FixedKeys>(aws::Keys{ options.awsKeyId, options.awsSecret, {}, {} });
    config::StackConfig config = configOf(*m_world, still);
    adjust(config);
    // An empty folder name keeps the demo's history in memory: it begins anew each time.
    m_stack = std::make_unique<stack::Stack>(config, credentialsOf(options), m_world->clock(), QString(),
                                             actions::ActionOptions::Authority::Armed, keys);
    fillHistory(m_stack->history(), *m_world);
    if (still)
        m_stack->fixFigures(std::chrono::milliseconds(3), 0.8);
}

Demo::~Demo() = default;

void Demo::loseLeader()
{
    sim::Faults faults = m_world->faults();
    faults.noLeader = true;
    m_world->setFaults(faults);
    m_stack->refresh();
}

void Demo::healLeader()
{
    m_world->setFaults({});
    m_stack->refresh();
}

} // namespace console
