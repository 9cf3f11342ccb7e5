// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/explain.h"
#include "tests/support/statebuilder.h"
#include "tests/unit/explain/naivefunnel.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace explain;

namespace {

constexpr int mebibyte = 256; // of memory a unit

/// Hosts nest in racks and racks in zones, unless `crossing`.
std::vector<naive::Machine> anyCluster(int machines, bool crossing)
{
    std::vector<naive::Machine> cluster;
    for (int i = 0; i < machines; ++i) {
        naive::Machine machine;
        machine.pool = *rc::gen::element<std::string>("spot", "model", "fixed");
        machine.attributes["slave-type"] = machine.pool;
        const int rack = *rc::gen::inRange(0, 3);
        if (*rc::gen::inRange(0, 5) > 0)
            machine.attributes["host"] = "h" + std::to_string(i);
        if (*rc::gen::inRange(0, 6) > 0) {
            machine.attributes["rack"] = "r" + std::to_string(rack);
            machine.attributes["zone"] = "z" + std::to_string(crossing ? *rc::gen::inRange(0, 2) : rack / 2);
        }
        machine.freeCpus = *rc::gen::inRange(0, 5);
        machine.freeMemory = *rc::gen::inRange(0, 5);
        machine.freePorts = *rc::gen::inRange(0, 4);
        machine.takesTasks = *rc::gen::inRange(0, 4) > 0;
        machine.instances = *rc::gen::inRange(0, 8) == 0 ? 1 : 0;
        cluster.push_back(machine);
    }
    return cluster;
}

naive::Job anyJob()
{
    naive::Job job;
    job.cpus = *rc::gen::inRange(1, 4);
    job.memory = *rc::gen::inRange(0, 4);
    job.ports = *rc::gen::inRange(0, 3);
    if (*rc::gen::arbitrary<bool>()) {
        naive::Value value;
        value.attribute = *rc::gen::element<std::string>("slave-type", "rack", "none");
        const auto any = rc::gen::element<std::string>("spot", "model", "r0", "r1", "typo");
        value.values = *rc::gen::container<std::set<std::string>>(any);
        value.negated = *rc::gen::arbitrary<bool>();
        job.values.push_back(value);
    }
    for (const char *attribute : { "host", "rack", "zone" }) {
        if (*rc::gen::inRange(0, 3) == 0)
            job.limits.emplace_back(attribute, *rc::gen::inRange(0, 4));
    }
    return job;
}

mesos::Snapshot pictureOf(const std::vector<naive::Machine> &cluster)
{
    support::StateBuilder b;
    b.framework("f", "Aurora");
    for (size_t i = 0; i < cluster.size(); ++i) {
        const naive::Machine &machine = cluster[i];
        const std::string id = "a" + std::string(1, static_cast<char>('a' + i));
        // A tenth of a core a unit: sums of tenths must not go astray.
        const mesos::Resources used{ 0.7F, 300, 0, 0 };
        const mesos::Resources total{ 0.7F + 0.1F * static_cast<float>(machine.freeCpus),
                                      300 + static_cast<float>(mebibyte * machine.freeMemory), 0, 0 };
        mesos::Agent &agent = b.agent(id, "host-" + id, total, used);
        if (machine.freePorts > 0)
            agent.ports = b.text("[100-" + std::to_string(100 + machine.freePorts) + "]");
        agent.usedPorts = machine.freePorts > 0 ? b.text("[100-100]") : core::TextId();
        if (!machine.takesTasks)
            agent.phase = mesos::AgentPhase::Deactivated;
        for (const auto &[name, value] : machine.attributes)
            b.attribute(name, value);
        for (int instance = 0; instance < machine.instances; ++instance)
            b.task(id + std::to_string(instance), "a/b/c", "f", id, mesos::TaskState::Running);
    }
    return b.build();
}

Demand demandOf(const naive::Job &job)
{
    Demand demand;
    demand.job = u"a/b/c"_s;
    demand.resources = { 0.1F * static_cast<float>(job.cpus), static_cast<float>(mebibyte * job.memory), 0, 0 };
    demand.ports = job.ports;
    for (const naive::Value &value : job.values) {
        ValueConstraint constraint{ QString::fromStdString(value.attribute), {}, value.negated };
        for (const std::string &text : value.values)
            constraint.values += QString::fromStdString(text);
        demand.values += constraint;
    }
    for (const auto &[attribute, most] : job.limits)
        demand.limits += { QString::fromStdString(attribute), most };
    return demand;
}

Context anyContext()
{
    Context context;
    context.poolAttribute = u"slave-type"_s;
    context.now = core::TimePoint(std::chrono::seconds(1795416420));
    return context;
}

/// Machines of a pool that pass each filter of the verdict and those before it, counted one by one.
std::vector<int> naiveCells(const std::vector<naive::Machine> &cluster, const std::string &pool, const naive::Job &job,
                            const QList<Filter> &filters, bool matchOnly)
{
    std::vector<int> cells(static_cast<size_t>(filters.size()));
    for (const naive::Machine &machine : cluster) {
        if (machine.pool != pool)
            continue;
        for (qsizetype i = 0; i < filters.size(); ++i) {
            const Filter &filter = filters[i];
            bool passes = true;
            if (filter.type == Filter::Type::Value)
                passes = matchOnly || naive::matches(machine, job.values[static_cast<size_t>(filter.index)]);
            else if (filter.type == Filter::Type::Available)
                passes = machine.takesTasks;
            else if (filter.type == Filter::Type::Limit)
                passes = naive::withinLimits(cluster, machine,
                                             { 0, 0, 0, {}, { job.limits[static_cast<size_t>(filter.index)] } });
            else if (filter.index == static_cast<int>(Kind::Cpus))
                passes = machine.freeCpus >= job.cpus;
            else if (filter.index == static_cast<int>(Kind::Memory))
                passes = machine.freeMemory >= job.memory;
            else
                passes = machine.freePorts >= job.ports;
            if (!passes)
                break;
            ++cells[static_cast<size_t>(i)];
        }
    }
    return cells;
}

} // namespace

class tst_Oracle : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("RC_PARAMS", "max_success=400"); }
    void placesAsManyAsPossible_whereLimitsNest();
    void placesAsAScheduler_whereLimitsCross();
    void countsEveryCell();
    void waysOut_keepTheirPromise();
};

void tst_Oracle::placesAsManyAsPossible_whereLimitsNest()
{
    QVERIFY(rc::check([] {
        const std::vector<naive::Machine> cluster = anyCluster(*rc::gen::inRange(0, 5), false);
        const naive::Job job = anyJob();
        const mesos::Snapshot state = pictureOf(cluster);
        RC_ASSERT(headRoom(*state, demandOf(job), anyContext()).instances == naive::mostPlaces(cluster, job));
    }));
}

void tst_Oracle::placesAsAScheduler_whereLimitsCross()
{
    QVERIFY(rc::check([] {
        const std::vector<naive::Machine> cluster = anyCluster(*rc::gen::inRange(0, 20), true);
        const naive::Job job = anyJob();
        const mesos::Snapshot state = pictureOf(cluster);
        const HeadRoom room = headRoom(*state, demandOf(job), anyContext());
        RC_ASSERT(room.instances == naive::placesInOrder(cluster, job));
        int sum = 0;
        for (const HeadRoom::On &on : room.agents)
            sum += on.instances;
        RC_ASSERT(sum == room.instances);
    }));
}

void tst_Oracle::countsEveryCell()
{
    QVERIFY(rc::check([] {
        const std::vector<naive::Machine> cluster = anyCluster(*rc::gen::inRange(0, 20), true);
        const naive::Job job = anyJob();
        const mesos::Snapshot state = pictureOf(cluster);
        PendingGroup group;
        group.demand = demandOf(job);
        const Verdict verdict = explainPending(*state, group, anyContext());
        int places = 0;
        std::vector<int> leftOfAll(static_cast<size_t>(verdict.filters.size()));
        for (const PoolFunnel &pool : verdict.pools) {
            const std::string name = pool.pool.toStdString();
            const std::vector<int> left = naiveCells(cluster, name, job, verdict.filters, false);
            const std::vector<int> ifMatched = naiveCells(cluster, name, job, verdict.filters, true);
            for (size_t i = 0; i < left.size(); ++i) {
                const Cell &cell = pool.cells[static_cast<qsizetype>(i)];
                RC_ASSERT(cell.left == left[i]);
                RC_ASSERT(cell.ifMatched == ifMatched[i]);
                RC_ASSERT(cell.isFirstEmpty == (left[i] == 0 && (i == 0 || left[i - 1] > 0)));
                leftOfAll[i] += left[i];
            }
            places += pool.places;
        }
        RC_ASSERT(places == verdict.places);
        const auto empty = std::ranges::find(leftOfAll, 0);
        RC_ASSERT(verdict.filter == (empty == leftOfAll.end() || cluster.empty() ? -1 : empty - leftOfAll.begin()));
        RC_ASSERT((verdict.places > 0) == (verdict.cause == Cause::Fits));
        RC_ASSERT(verdict.sentence.endsWith(u'.') && !verdict.sentence.contains(u'%'));
    }));
}

void tst_Oracle::waysOut_keepTheirPromise()
{
    QVERIFY(rc::check([] {
        const std::vector<naive::Machine> cluster = anyCluster(*rc::gen::inRange(1, 12), false);
        const naive::Job job = anyJob();
        const mesos::Snapshot state = pictureOf(cluster);
        PendingGroup group;
        group.demand = demandOf(job);
        group.pending = *rc::gen::inRange(1, 6);
        const Verdict verdict = explainPending(*state, group, anyContext());
        const int now = naive::placesInOrder(cluster, job);
        for (const WayOut &way : verdict.waysOut) {
            RC_ASSERT(way.places <= group.pending - now);
            std::vector<naive::Machine> after = cluster;
            naive::Job changed = job;
            if (way.type == WayOut::Type::Release) {
                for (size_t i = 0; i < after.size(); ++i)
                    after[i].takesTasks |= way.hosts.contains(u"host-a"_s + QChar(u'a' + static_cast<char16_t>(i)));
            } else if (way.type == WayOut::Type::RaiseLimit) {
                for (auto &[attribute, most] : changed.limits) {
                    if (attribute == way.attribute.toStdString())
                        most = way.limit;
                }
            } else if (way.type == WayOut::Type::CorrectConstraint && !way.value.isEmpty()) {
                changed.values[0] = { way.attribute.toStdString(), { way.value.toStdString() }, false };
                RC_ASSERT(naive::placesInOrder(after, changed) >= way.places);
                continue;
            } else {
                continue;
            }
            RC_ASSERT(naive::placesInOrder(after, changed) - now >= way.places);
        }
    }));
}

QTEST_GUILESS_MAIN(tst_Oracle)
#include "tst_oracle.moc"
