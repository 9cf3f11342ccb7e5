// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/v0documents.h"
#include "app/simulator/mesos/v1json.h"
#include "app/simulator/world/night.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_World : public QObject
{
    Q_OBJECT
private slots:
    void isTheSame_forTheSameSeed();
    void isTheSame_inOneGoAndInSteps();
    void differs_forAnotherSeed();
    void looksLikeTheNight_atTheDemosStart();
    void neverGivesOutMoreThanThereIs();
    void sumsUp_overTheWholeDay();
    void losesTasks_whenAnAgentFallsSilent();
    void drains_withinTheGracePeriod();
    void keepsAtMostAThousandCompletedTasks();
    void goesOn_theNextNights();
};

namespace {

const sim::Moment demoStart = sim::Night::firstNight() + 6h + 47min + 12s;

QByteArray stateAt(uint32_t seed, sim::Moment t, std::chrono::seconds step = {})
{
    sim::World world(seed, sim::Night::firstMorning());
    const sim::Night night(&world);
    for (sim::Moment at = world.begin(); step > 0s && at < t; at += step)
        world.runUntil(at);
    world.runUntil(t);
    sim::JsonWriter out;
    sim::v1::writeGetState(out, world);
    return sim::v0::slaves(world, {}) + sim::v0::frameworks(world, {}) + out.take();
}

int agentsOf(const sim::World &world, const std::string &pool)
{
    return int(std::ranges::count_if(world.agents(), [&](const auto &entry) {
        return !entry.second.unreachable && entry.second.attributes.front().second == pool;
    }));
}

/// Cores by agent id, added up from tasks and executors.
std::map<std::string, double> coresByAgent(const sim::World &world)
{
    std::map<std::string, double> cores;
    for (const auto &[number, framework] : world.frameworks()) {
        for (const auto &[id, task] : framework.tasks)
            cores[task.agentId] += task.resources.cpus;
        for (const auto &[id, executor] : framework.executors)
            cores[executor.agentId] += executor.resources.cpus;
    }
    return cores;
}

} // namespace

void tst_World::isTheSame_forTheSameSeed()
{
    QCOMPARE(stateAt(42, demoStart), stateAt(42, demoStart));
}

void tst_World::isTheSame_inOneGoAndInSteps()
{
    QCOMPARE(stateAt(42, demoStart, 137s), stateAt(42, demoStart));
}

void tst_World::differs_forAnotherSeed()
{
    QVERIFY(stateAt(42, demoStart) != stateAt(43, demoStart));
}

void tst_World::looksLikeTheNight_atTheDemosStart()
{
    for (const uint32_t seed : { 42U, 1U, 7U }) {
        sim::World world(seed, sim::Night::firstMorning());
        const sim::Night night(&world);
        world.runUntil(demoStart);
        QCOMPARE(agentsOf(world, "mesos-fixed"), 6);
        QCOMPARE(agentsOf(world, "mesos-on-demand"), 18);
        QCOMPARE(agentsOf(world, "mesos-spot-1a"), 10);
        QCOMPARE(agentsOf(world, "mesos-spot-1c"), 5);
        QCOMPARE(agentsOf(world, "mesos-spot-1d"), 8);
        QCOMPARE(agentsOf(world, "model"), 3);
        QVERIFY2(qAbs(world.runningTasks() - 214) <= 8, qPrintable(QString::number(world.runningTasks())));
        QCOMPARE(night.workload("fx-model")->pending(), 3);
        QCOMPARE(night.workload("hyoga-model")->pending(), 0);

        const sim::Agent &full = world.agents().at(world.agentNumber("ip-10-130-118-157"));
        QCOMPARE(full.used.disk / 1024, 398.875);
        const auto count = [&world](auto predicate) {
            return std::ranges::count_if(world.agents(), [&](const auto &entry) { return predicate(entry.second); });
        };
        QCOMPARE(count([](const sim::Agent &a) { return a.deactivated && !a.drain; }), 1);
        QCOMPARE(count([](const sim::Agent &a) { return a.drain && !a.drain->drained; }), 1);
        QCOMPARE(count([](const sim::Agent &a) { return !a.active && !a.deactivated && !a.unreachable; }), 1);
        const auto orphan
            = std::ranges::find_if(world.frameworks(), [](const auto &f) { return !f.second.info.active; });
        QVERIFY(orphan != world.frameworks().end());
        QVERIFY(orphan->second.info.used.cpus > 0);
    }
}

void tst_World::neverGivesOutMoreThanThereIs()
{
    sim::World world(42, sim::Night::firstMorning());
    const sim::Night night(&world);
    for (sim::Moment t = sim::Night::firstNight(); t < sim::Night::firstNight() + 13h; t += 7min) {
        world.runUntil(t);
        for (const auto &[number, agent] : world.agents())
            QVERIFY2(agent.used.fits(agent.total), agent.hostname.c_str());
    }
}

void tst_World::sumsUp_overTheWholeDay()
{
    sim::World world(42, sim::Night::firstMorning());
    const sim::Night night(&world);
    for (sim::Moment t = world.begin(); t < sim::Night::firstNight() + 26h; t += 31min) {
        world.runUntil(t);
        auto cores = coresByAgent(world);
        for (const auto &[number, agent] : world.agents())
            QVERIFY2(qAbs(agent.used.cpus - cores[agent.id]) < 1e-6, agent.hostname.c_str());
        for (const auto &[number, framework] : world.frameworks()) {
            double sum = 0;
            for (const auto &[id, task] : framework.tasks)
                sum += task.resources.cpus;
            for (const auto &[id, executor] : framework.executors)
                sum += executor.resources.cpus;
            QVERIFY(qAbs(framework.info.used.cpus - sum) < 1e-6);
        }
    }
}

void tst_World::losesTasks_whenAnAgentFallsSilent()
{
    sim::World world(42, sim::Night::firstMorning());
    const sim::Night night(&world);
    world.runUntil(demoStart);
    const auto silent = std::ranges::find_if(world.agents(), [](const auto &entry) {
        return !entry.second.active && !entry.second.deactivated && !entry.second.unreachable;
    });
    const std::string id = silent->second.id;
    const auto tasksThere = [&] {
        int there = 0;
        for (const auto &[number, framework] : world.frameworks())
            there += int(std::ranges::count(framework.tasks, id, [](const auto &e) { return e.second.agentId; }));
        return there;
    };
    QVERIFY(tasksThere() > 0); // until the pings have timed out they still count as running
    world.runUntil(demoStart + 60s);
    QCOMPARE(tasksThere(), 0);
    QVERIFY(!QByteArray(sim::v0::slaves(world, id)).contains(id.c_str()));
    QVERIFY(std::ranges::any_of(world.frameworks(), [&](const auto &framework) {
        return std::ranges::any_of(framework.second.unreachable, [&](const sim::Task &task) {
            return task.agentId == id && task.state == sim::TaskState::Lost;
        });
    }));
    QCOMPARE(sim::v0::countAgents(world).unreachable, 2); // the one that ended the first try, and this one
}

void tst_World::drains_withinTheGracePeriod()
{
    sim::World world(42, sim::Night::firstMorning());
    const sim::Night night(&world);
    world.runUntil(demoStart);
    const int number = world.agentNumber("ip-10-130-126-100");
    const std::string id = world.agents().at(number).id;
    QCOMPARE(world.drain("nobody", 1h), sim::World::Outcome::UnknownAgent);
    QCOMPARE(world.reactivate(id), sim::World::Outcome::NotDeactivated);
    QCOMPARE(world.drain(id, 10min), sim::World::Outcome::Done);
    QVERIFY(!world.agents().at(number).drain->drained);
    world.runUntil(demoStart + 10min);
    QVERIFY(world.agents().at(number).drain->drained);
    QVERIFY(world.agents().at(number).used.isEmpty());
    QCOMPARE(world.reactivate(id), sim::World::Outcome::Done);
    QVERIFY(world.agents().at(number).active);
}

void tst_World::keepsAtMostAThousandCompletedTasks()
{
    sim::World world(42, sim::Night::firstMorning());
    const sim::Night night(&world);
    world.runUntil(sim::Night::firstNight() + 11h);
    QCOMPARE(world.frameworks().at(0).completed.size(), size_t(1000));
}

void tst_World::goesOn_theNextNights()
{
    sim::World world(42, sim::Night::firstMorning());
    const sim::Night night(&world);
    world.runUntil(sim::Night::firstNight() + 13h); // by day
    QCOMPARE(agentsOf(world, "mesos-spot-1a"), 0);
    QCOMPARE(agentsOf(world, "mesos-on-demand"), 4);
    world.runUntil(sim::Night::firstNight() + 48h + 2h); // the third night
    QVERIFY(agentsOf(world, "mesos-spot-1a") >= 9);
    QVERIFY(world.runningTasks() > 150);
}

QTEST_GUILESS_MAIN(tst_World)
#include "tst_world.moc"
