// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/nodechain/nodechain.h"
#include "models/pools/board.h"
#include "models/stack/stack.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

config::StackConfig configOf(const sim::Demo &world)
{
    config::StackConfig config;
    config.name = world.cluster();
    config.mesosMasters = world.masters();
    config.auroraSchedulers = world.auroraUrls();
    config.poolAttribute = u"slave-type"_s;
    config.policy.interval = std::chrono::seconds(1);
    config.aws.emplace();
    config.aws->region = u"us-east-1"_s;
    config.aws->endpoint = world.awsUrl();
    return config;
}

} // namespace

/// From a node to its machine, over a whole simulated cluster.
class tst_NodeChain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        sim::Demo::Options options;
        options.speed = 0;
        m_world = std::make_unique<sim::Demo>(options);
        const auto keys = std::make_shared<aws::FixedKeys>(aws::Keys{ options.awsKeyId, options.awsSecret, {}, {} });
        m_stack = std::make_unique<stack::Stack>(configOf(*m_world), net::Credentials(), m_world->clock(), QString(),
                                                 actions::ActionOptions::Authority::Armed, keys);
        m_board = m_stack->poolBoard();
        m_watch = m_stack->aurora()->watch(*aurora::JobKey::parse(u"jobs/prod/itaipu-dimensional-modeling"));
        m_stack->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_stack->mesos()->snapshot() && m_stack->aurora()->snapshot() && m_board->pools()
                                     && !m_board->pools()->activities.isEmpty(),
                                 20000);
    }
    void cleanupTestCase() { m_stack.reset(); }

    void leadsFromAFailedNodeToItsMachine()
    {
        QTRY_COMPARE_WITH_TIMEOUT(of("itaipu-dimensional-modeling", failed())[2].glyph, u"FAILED"_s, 20000);
        const nodechain::Chain chain = of("itaipu-dimensional-modeling", failed());
        QCOMPARE(chain[0].path, u"node/itaipu-dimensional-modeling"_s);
        QVERIFY2(chain[0].detail.startsWith(u"failed · try 2 of 2"_s), qPrintable(chain[0].detail));
        QCOMPARE(chain[1].path, u"job/jobs/prod/itaipu-dimensional-modeling"_s);
        QCOMPARE(chain[1].glyph, u"FAILED"_s);
        QVERIFY(chain[2].path.startsWith(u"task/"_s) && chain[2].path.endsWith(chain[2].name));
        QCOMPARE(chain[3].name, u"ip-10-130-118-157"_s);
        QVERIFY(chain[3].path.startsWith(u"agent/"_s));
        QVERIFY2(chain[4].name.startsWith(u"i-"_s), qPrintable(chain[4].name + chain[4].detail));
        QVERIFY(!chain[5].name.isEmpty() && chain[5].path == u"pool/"_s + chain[5].name);
        QCOMPARE(chain[6].path, u"instance/jobs/prod/itaipu-dimensional-modeling/0"_s);
        QVERIFY2(!chain[6].detail.isEmpty(), "the task's last words");
    }

    void saysWhyALinkIsMissing()
    {
        const nodechain::Chain none = of("", dag::NodeRun());
        QCOMPARE(none[1].detail, u"no rule names one"_s);
        for (size_t i = 1; i < nodechain::kinds; ++i)
            QVERIFY(none[i].name.isEmpty() && none[i].path.isEmpty() && !none[i].detail.isEmpty());
        const nodechain::Chain unknown = of("no-such-job", dag::NodeRun());
        QCOMPARE(unknown[1].detail, u"Aurora does not list it"_s);
        QVERIFY(unknown[1].path.isEmpty());
    }

    void isReadable_beforeAnythingWasRead()
    {
        nodechain::Sources sources;
        sources.night = nightOf("itaipu-dimensional-modeling", failed());
        sources.now = m_world->clock().now();
        const nodechain::Chain chain = nodechain::chainOf(sources, 0);
        QCOMPARE(chain[1].detail, u"Aurora was not read yet"_s);
        QVERIFY(chain[2].name.isEmpty());
    }

private:
    static dag::NodeRun failed()
    {
        dag::NodeRun run;
        test::failed(run, sim::demoStart - std::chrono::minutes(41), sim::demoStart - std::chrono::minutes(9));
        return run;
    }
    static std::shared_ptr<dag::Night> nightOf(const char *job, const dag::NodeRun &run)
    {
        const auto graph = test::graphOf({ u"itaipu-dimensional-modeling"_s }, {});
        graph->nodes[0].job = *job ? QByteArray("jobs/prod/") + job : QByteArray();
        const auto night = test::nightOf(graph);
        night->nodes[0] = run;
        return night;
    }
    nodechain::Chain of(const char *job, const dag::NodeRun &run) const
    {
        return nodechain::chainOf({ nightOf(job, run), m_stack->aurora()->snapshot(), m_stack->mesos()->snapshot(),
                                    m_board->pools(), m_world->clock().now() },
                                  0);
    }

    std::unique_ptr<sim::Demo> m_world;
    std::unique_ptr<stack::Stack> m_stack;
    pools::Board *m_board = nullptr;
    aurora::Store::Watch m_watch;
};

QTEST_GUILESS_MAIN(tst_NodeChain)
#include "tst_nodechain.moc"
