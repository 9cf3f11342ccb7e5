// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/chain/chain.h"
#include "models/chain/search.h"
#include "models/dag/nightboard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = links::ObjectRef::Kind;

namespace {

const QByteArray modeling = "jobs/prod/itaipu-dimensional-modeling";

QByteArray first(const QList<chain::Link> &links, Kind kind)
{
    const auto link = std::ranges::find_if(links, [kind](const chain::Link &l) { return l.ref.kind == kind; });
    return link == links.end() ? QByteArray() : link->ref.id;
}

} // namespace

/// What belongs together, over a whole simulated cluster; its machines are put beside by hand.
class tst_Chain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        sim::Demo::Options options;
        options.speed = 0;
        m_world = std::make_unique<sim::Demo>(options);
        config::StackConfig config;
        config.name = m_world->cluster();
        config.mesosMasters = m_world->masters();
        config.airflow = config::parseAirflow(m_world->airflowYaml()).value_or(config::AirflowConfig());
        m_stack = std::make_unique<stack::Stack>(config, net::Credentials(), m_world->clock(), QString());
        m_stack->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_stack->mesos()->snapshot() && m_stack->night()->night(), 30000);
        m_pictures = chain::picturesOf(*m_stack);
        auto machines = std::make_shared<pools::Picture>();
        for (const mesos::Agent &agent : m_pictures.mesos->agents) {
            pools::Machine machine;
            machine.agentId = m_pictures.mesos->string(agent.id).toUtf8();
            machine.instance = u"i-"_s + m_pictures.mesos->string(agent.hostname);
            machine.pool = u"model"_s;
            machine.address = u"10.7.0.%1"_s.arg(machines->machines.size());
            machines->machines << machine;
        }
        m_pictures.pools = machines;
    }

    /// The failed node, down to the machine and its log.
    void leadsDown()
    {
        const auto &nodes = m_pictures.night->graph->nodes;
        const auto node = std::ranges::find(nodes, modeling, &dag::Node::job);
        QVERIFY(node != nodes.end());
        const QList<chain::Link> links = chain::of(m_pictures, { Kind::Node, node->id.toUtf8() });
        QCOMPARE(first(links, Kind::Node), node->id.toUtf8());
        QCOMPARE(first(links, Kind::Job), modeling);
        QCOMPARE(first(links, Kind::Instance), modeling + "/0");
        QVERIFY(first(links, Kind::Task).contains("itaipu-dimensional-modeling-0-"));
        QVERIFY(!first(links, Kind::Agent).isEmpty());
        QVERIFY(first(links, Kind::Machine).startsWith("i-ip-10-"));
        QCOMPARE(first(links, Kind::Pool), node->pool.isEmpty() ? QByteArray("model") : first(links, Kind::Pool));
        QCOMPARE(first(links, Kind::Log), "task/" + first(links, Kind::Task));
    }

    /// From each link of the chain the others are found again: each way.
    void leadsBack()
    {
        const QList<chain::Link> links = chain::of(m_pictures, { Kind::Job, modeling });
        for (const Kind kind : { Kind::Node, Kind::Instance, Kind::Task, Kind::Log }) {
            const QByteArray id = first(links, kind);
            QVERIFY(!id.isEmpty());
            const QList<chain::Link> back = chain::of(m_pictures, { kind, id });
            QCOMPARE(first(back, Kind::Job), modeling);
            QVERIFY(!first(back, Kind::Node).isEmpty());
        }
        const QByteArray machine = first(links, Kind::Machine);
        QCOMPARE(first(chain::of(m_pictures, { Kind::Machine, machine }), Kind::Agent), first(links, Kind::Agent));
        QCOMPARE(first(chain::of(m_pictures, { Kind::Agent, first(links, Kind::Agent) }), Kind::Machine), machine);
    }

    void tellsSomeOfMany()
    {
        const QList<chain::Link> pool = chain::of(m_pictures, { Kind::Pool, "model" });
        const auto machines
            = std::ranges::count_if(pool, [](const chain::Link &l) { return l.ref.kind == Kind::Machine; });
        QCOMPARE(machines, chain::mostOfAKind);
    }

    void knowsNothingOfStrangers()
    {
        for (const Kind kind : { Kind::Node, Kind::Task, Kind::Agent, Kind::Machine, Kind::Log, Kind::Page })
            QVERIFY(chain::of(m_pictures, { kind, "nobody" }).isEmpty());
        QVERIFY(chain::of({}, { Kind::Task, "x/y" }).isEmpty());
    }

    void searchFindsNamesIdsAndAddresses()
    {
        const mesos::State &state = *m_pictures.mesos;
        const mesos::Agent &agent = state.agents.front();
        const auto kinds = [this](const QString &needle) {
            QSet<Kind> found;
            for (const chain::Link &link : chain::search(m_pictures, needle, 5))
                found.insert(link.ref.kind);
            return found;
        };
        QVERIFY(kinds(state.string(agent.id)).contains(Kind::Agent));
        QVERIFY(kinds(state.string(agent.address)).contains(Kind::Agent));
        QVERIFY(kinds(u"I-IP-10"_s).contains(Kind::Machine));
        QVERIFY(kinds(u"10.7.0.3"_s).contains(Kind::Machine));
        QCOMPARE(kinds(u"Dimensional-Modeling"_s) & QSet<Kind>({ Kind::Node, Kind::Job, Kind::Task }),
                 QSet<Kind>({ Kind::Node, Kind::Job, Kind::Task }));
        QVERIFY(kinds(state.string(state.tasks.front().id)).contains(Kind::Task));
        QVERIFY(chain::search(m_pictures, {}, 5).isEmpty());
        QVERIFY(chain::search(m_pictures, u"no such thing"_s, 5).isEmpty());
    }

    /// As the log's tab and the jobs' page call it.
    void searchFindsInstancesByTheNameThatIsShown()
    {
        for (const QString &typed : { u"Dimensional-Modeling/0"_s, QString::fromUtf8(modeling) + u"/0"_s }) {
            const QList<chain::Link> found = chain::search(m_pictures, typed, 5);
            QCOMPARE(first(found, Kind::Instance), modeling + "/0");
        }
        QVERIFY(first(chain::search(m_pictures, u"itaipu-dimensional-modeling/77"_s, 5), Kind::Instance).isEmpty());
        QVERIFY(first(chain::search(m_pictures, u"hyoga-model/x"_s, 5), Kind::Instance).isEmpty());
    }

private:
    std::unique_ptr<sim::Demo> m_world;
    std::unique_ptr<stack::Stack> m_stack;
    chain::Pictures m_pictures;
};

QTEST_GUILESS_MAIN(tst_Chain)
#include "tst_chain.moc"
