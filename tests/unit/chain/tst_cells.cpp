// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/chain/chain.h"
#include "models/pools/board.h"
#include "models/stack/stack.h"
#include "tests/support/nights.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = links::ObjectRef::Kind;

namespace {

const links::ObjectRef node{ Kind::Node, "itaipu-dimensional-modeling" };

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

/// The seven cells from a node to its machine and its log, over a whole simulated cluster.
class tst_Cells : public QObject
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
        QTRY_COMPARE_WITH_TIMEOUT(of("itaipu-dimensional-modeling", failed())[2].state, u"FAILED"_s, 20000);
        const chain::Cells cells = of("itaipu-dimensional-modeling", failed());
        QCOMPARE(cells[0].ref, (links::ObjectRef{ Kind::Node, "itaipu-dimensional-modeling" }));
        QVERIFY2(cells[0].detail.startsWith(u"failed · try 2 of 2"_s), qPrintable(cells[0].detail));
        QCOMPARE(cells[1].ref, (links::ObjectRef{ Kind::Job, "jobs/prod/itaipu-dimensional-modeling" }));
        QCOMPARE(cells[1].state, u"FAILED"_s);
        QVERIFY2(cells[1].detail.startsWith(u"1 instance"_s), qPrintable(cells[1].detail));
        QVERIFY(cells[2].leads() && cells[2].ref.id.endsWith(cells[2].text.toUtf8()));
        QVERIFY2(cells[2].detail.endsWith(u" ago"_s), qPrintable(cells[2].detail));
        QCOMPARE(cells[3].text, u"ip-10-130-118-157"_s);
        QVERIFY(cells[3].leads());
        QVERIFY2(cells[4].text.startsWith(u"i-"_s), qPrintable(cells[4].text + cells[4].detail));
        QVERIFY(!cells[4].detail.isEmpty()); // type and zone
        QVERIFY(!cells[5].text.isEmpty() && cells[5].ref.id == cells[5].text.toUtf8());
        QVERIFY2(cells[5].detail.endsWith(u"idle"_s), qPrintable(cells[5].detail));
        QCOMPARE(cells[6].ref.id, "task/" + cells[2].ref.id);
        QVERIFY2(!cells[6].detail.isEmpty(), "the task's last words");
        for (size_t i = 0; i < cells.size(); ++i)
            QCOMPARE(cells[i].ref.kind, chain::keyed[i]);
    }

    void saysWhyALinkIsMissing()
    {
        const chain::Cells none = of("", dag::NodeRun());
        QCOMPARE(none[1].detail, u"no rule names one"_s);
        for (size_t i = 1; i < none.size(); ++i)
            QVERIFY(none[i].text.isEmpty() && !none[i].leads() && !none[i].detail.isEmpty());
        const chain::Cells unknown = of("no-such-job", dag::NodeRun());
        QCOMPARE(unknown[1].detail, u"Aurora does not list it"_s);
        QVERIFY(!unknown[1].leads());
        const chain::Pictures pictures = chain::picturesOf(*m_stack);
        QVERIFY(std::ranges::none_of(chain::of(pictures, { Kind::Job, "jobs/prod/no-such-job" }), &chain::Link::leads));
        const chain::Cells pool
            = chain::cellsOf(pictures, { Kind::Pool, m_board->pools()->pools.first().name.toUtf8() });
        QCOMPARE(chain::cellOf(pool, Kind::Task).detail, u"see its machines"_s);
        QVERIFY(chain::cellOf(pool, Kind::Pool).leads());
    }

    /// A task that no agent has been found for yet is known by Aurora alone.
    void waitsForAnAgent()
    {
        const aurora::State &state = *m_stack->aurora()->snapshot();
        const auto waiting = std::ranges::find_if(
            state.tasks, [](const aurora::TaskRow &task) { return aurora::isWaiting(task.status); });
        QVERIFY(waiting != state.tasks.end());
        const QString job = state.string(state.jobs[waiting->job].key);
        const QByteArray instance = (job + u'/' + QString::number(waiting->instance)).toUtf8();
        const chain::Cells cells = chain::cellsOf(chain::picturesOf(*m_stack), { Kind::Instance, instance });
        QCOMPARE(chain::cellOf(cells, Kind::Job).text, job);
        QCOMPARE(chain::cellOf(cells, Kind::Task).text, state.string(waiting->id));
        QCOMPARE(chain::cellOf(cells, Kind::Agent).detail, u"none yet: it waits for one"_s);
        QVERIFY(!chain::cellOf(cells, Kind::Log).leads());
    }

    /// The same cells from wherever one stands.
    void leadsBackToTheNode()
    {
        const chain::Cells down = of("itaipu-dimensional-modeling", failed());
        chain::Pictures pictures = chain::picturesOf(*m_stack);
        pictures.night = nightOf("itaipu-dimensional-modeling", failed());
        for (const Kind kind : { Kind::Job, Kind::Task, Kind::Log }) {
            const chain::Cells back = chain::cellsOf(pictures, chain::cellOf(down, kind).ref);
            for (const Kind other : { Kind::Node, Kind::Job, Kind::Task, Kind::Agent, Kind::Machine, Kind::Pool })
                QCOMPARE(chain::cellOf(back, other).ref, chain::cellOf(down, other).ref);
        }
    }

    void isReadable_beforeAnythingWasRead()
    {
        chain::Pictures pictures;
        pictures.night = nightOf("itaipu-dimensional-modeling", failed());
        pictures.now = m_world->clock().now();
        const chain::Cells cells = chain::cellsOf(pictures, node);
        QCOMPARE(cells[1].detail, u"Aurora was not read yet"_s);
        QVERIFY(cells[2].text.isEmpty());
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
    chain::Cells of(const char *job, const dag::NodeRun &run) const
    {
        chain::Pictures pictures = chain::picturesOf(*m_stack);
        pictures.night = nightOf(job, run);
        return chain::cellsOf(pictures, node);
    }

    std::unique_ptr<sim::Demo> m_world;
    std::unique_ptr<stack::Stack> m_stack;
    pools::Board *m_board = nullptr;
    aurora::Store::Watch m_watch;
};

QTEST_GUILESS_MAIN(tst_Cells)
#include "tst_cells.moc"
