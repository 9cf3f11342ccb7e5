// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/net/leader.h"
#include "models/night/auroranight.h"
#include "models/night/nightsource.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The simulator's night from Airflow and Aurora to the board.
class tst_NightSource : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void showsTheNight_data();
    void showsTheNight();
    void fillsTheHistory();
    void readsThePastOnce_andKeepsIt();
    void showsAnotherRun();
    void standsInWithTheDefinition_withoutAirflow();
    void tellsWhatIsWrongWithTheDefinition_data();
    void tellsWhatIsWrongWithTheDefinition();

private:
    struct Stores
    {
        std::unique_ptr<net::HttpClient> http;
        std::unique_ptr<aurora::Store> aurora;
        std::unique_ptr<airflow::Store> airflow;
        std::unique_ptr<night::NightSource> source;
        dag::NightBoard *board() const { return source->board(); }
    };
    Stores open(const sim::Demo &demo, config::AirflowConfig config, bool withAirflow = true,
                const QString &file = u":memory:"_s);
    static const dag::NodeRun &node(const dag::NightPtr &night, const QString &id);

    std::unique_ptr<sim::Demo> m_demo;
};

void tst_NightSource::initTestCase()
{
    sim::Demo::Options options;
    options.speed = 0;
    m_demo = std::make_unique<sim::Demo>(options);
}

void tst_NightSource::cleanupTestCase()
{
    m_demo.reset();
}

tst_NightSource::Stores tst_NightSource::open(const sim::Demo &demo, config::AirflowConfig config, bool withAirflow,
                                              const QString &file)
{
    Stores stores;
    stores.http = std::make_unique<net::HttpClient>(demo.clock());
    aurora::StoreOptions auroraOptions;
    auroraOptions.policy.interval = 50ms;
    stores.aurora = std::make_unique<aurora::Store>(
        stores.http.get(), std::make_shared<net::StaticDiscovery>(demo.auroraUrls()), auroraOptions, demo.clock());
    if (withAirflow) {
        airflow::StoreOptions options;
        options.url = config.url;
        options.dagId = config.dag;
        options.policy = { 50ms, 50ms, 200ms, 0 };
        options.pastEvery = 1ms;
        options.pastIsKept = true;
        stores.airflow = std::make_unique<airflow::Store>(stores.http.get(), options, demo.clock());
    }
    stores.source = std::make_unique<night::NightSource>(std::move(config), stores.airflow.get(), stores.aurora.get(),
                                                         demo.clock(), file);
    stores.aurora->start();
    if (stores.airflow)
        stores.airflow->start();
    return stores;
}

const dag::NodeRun &tst_NightSource::node(const dag::NightPtr &night, const QString &id)
{
    const auto found = std::ranges::find(night->graph->nodes, id, &dag::Node::id);
    if (found == night->graph->nodes.end())
        qFatal("there is no %s", qPrintable(id));
    return night->nodes[static_cast<size_t>(found - night->graph->nodes.begin())];
}

void tst_NightSource::showsTheNight_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("Airflow 2") << 2;
    QTest::newRow("Airflow 3") << 3;
}

void tst_NightSource::showsTheNight()
{
    QFETCH(int, version);
    sim::Demo::Options demoOptions;
    demoOptions.speed = 0;
    demoOptions.airflow = version;
    const sim::Demo demo(demoOptions);
    const auto config = config::parseAirflow(demo.airflowYaml());
    QVERIFY(config);
    const Stores stores = open(demo, *config);
    QTRY_VERIFY(stores.board()->night() && !stores.board()->night()->run.parameters.isEmpty()
                && node(stores.board()->night(), u"fx-model"_s).state == dag::NodeState::PendingJob);
    const dag::NightPtr night = stores.board()->night();
    QCOMPARE(node(night, u"itaipu-dimensional-modeling"_s).state, dag::NodeState::Failed);
    QVERIFY(node(night, u"itaipu-dimensional-modeling"_s).message.contains(u"No space left on device"_s));
    QCOMPARE(node(night, u"itaipu-finance"_s).state, dag::NodeState::Blocked);
    QCOMPARE(node(night, u"hyoga-model"_s).state, dag::NodeState::Running);
    QVERIFY(node(night, u"fx-model"_s).message.startsWith(u"3 of 6 instances wait for machines"_s));
    const dag::NightCounts counts = dag::countsOf(*night);
    QCOMPARE(counts.failed, 1);
    QVERIFY(counts.blocked >= 15 && counts.done > 60 && counts.total >= 110);
    QCOMPARE(night->run.parameters[0].name, u"transaction"_s);
    QCOMPARE(night->run.parameters[0].source, dag::ParameterSource::XCom);
    // What is not as usual is told with what it was; a transaction is new every night.
    const auto tellsVersion = [&] { return stores.board()->night()->run.parameters.value(1); };
    QTRY_COMPARE(tellsVersion().before.value_or(QString()), u"itaipu-4.118.2"_s);
    QCOMPARE(tellsVersion().name, u"version"_s);
    QCOMPARE(tellsVersion().value, u"itaipu-4.119.0"_s);
    QVERIFY(!stores.board()->night()->run.parameters[0].isChanged());
    QCOMPARE(stores.board()->deadlines().size(), size_t{ 2 });
    QCOMPARE(stores.board()->freshness().phase, core::Freshness::Phase::Fresh);
    // The first failure's tries, each with its host and end.
    QTRY_COMPARE(node(stores.board()->night(), u"itaipu-dimensional-modeling"_s).tries.size(), size_t{ 2 });
    const std::vector<dag::Try> tries = node(stores.board()->night(), u"itaipu-dimensional-modeling"_s).tries;
    QCOMPARE(tries[0].state, dag::NodeState::Failed);
    QVERIFY(core::isKnown(tries[0].ended) && tries[0].ended <= tries[1].started && !tries[0].host.isEmpty());
    QCOMPARE(node(stores.board()->night(), u"hyoga-model"_s).tries.size(), size_t{ 1 });
    // The graph is the same one while the DAG is.
    const dag::GraphPtr graph = night->graph;
    stores.board()->selectRun(u"prod-dagao"_s, night->run.id);
    stores.board()->refresh();
    QCOMPARE(stores.board()->night()->graph, graph);
}

void tst_NightSource::fillsTheHistory()
{
    const Stores stores = open(*m_demo, *config::parseAirflow(m_demo->airflowYaml()));
    QTRY_VERIFY_WITH_TIMEOUT(stores.board()->history() && stores.board()->history()->nights.size() == 30, 60000);
    QCOMPARE(stores.board()->runs().size(), 31);
    const dag::PastNight &last = stores.board()->history()->nights.back();
    QCOMPARE(last.run.ended - last.run.started > 6h, true);
    QVERIFY(last.nodes.value(u"itaipu-contracts"_s).ran > 2h);
}

void tst_NightSource::readsThePastOnce_andKeepsIt()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"nights.sqlite"_s);
    const auto config = *config::parseAirflow(m_demo->airflowYaml());
    dag::HistoryPtr first;
    {
        const Stores stores = open(*m_demo, config, true, file);
        QTRY_VERIFY_WITH_TIMEOUT(stores.board()->history() && stores.board()->history()->nights.size() == 30
                                     && !stores.board()->isFilling(),
                                 60000);
        first = stores.board()->history();
        QCOMPARE(stores.airflow->snapshot()->tasks.size(), 31);
        // Each try of what took several, and what they cost; of mapped nodes, whose tries are their instances', none.
        QStringList mapped;
        for (const airflow::TaskDefinition &task : stores.airflow->snapshot()->structure->tasks) {
            if (task.mapped)
                mapped << task.id;
        }
        bool hasTries = false;
        for (const dag::PastNight &night : first->nights) {
            for (auto past = night.nodes.cbegin(); past != night.nodes.cend(); ++past) {
                const dag::PastNode &node = *past;
                QVERIFY2(node.tries < 2 || !node.earlier.empty() || mapped.contains(past.key()),
                         qPrintable(night.run.id + u' ' + past.key()));
                hasTries
                    = hasTries || (!node.earlier.empty() && node.lost.count() > 0 && !node.earlier[0].host.isEmpty());
            }
        }
        QVERIFY(hasTries);
    }
    const Stores again = open(*m_demo, config, true, file);
    QTRY_VERIFY(again.board()->history());
    QCOMPARE(*again.board()->history(), *first); // at once, from the file
    QTRY_VERIFY(again.board()->night() && !again.board()->isFilling());
    QCOMPARE(again.airflow->snapshot()->tasks.size(), 1); // tonight's alone
    QCOMPARE(*again.board()->history(), *first);
}

void tst_NightSource::showsAnotherRun()
{
    const Stores stores = open(*m_demo, *config::parseAirflow(m_demo->airflowYaml()));
    QTRY_VERIFY(stores.board()->runs().size() == 31);
    const QString other = stores.board()->runs()[3].run.id;
    stores.board()->selectRun(u"prod-dagao"_s, other);
    QTRY_COMPARE(stores.board()->night() ? stores.board()->night()->run.id : QString(), other);
    QVERIFY(dag::countsOf(*stores.board()->night()).done > 60);
}

void tst_NightSource::standsInWithTheDefinition_withoutAirflow()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("dag: prod-dagao\nbegins: 21:00 America/Sao_Paulo\nnodes:\n"
               "  start:\n"
               "  itaipu-dimensional-modeling: {job: jobs/prod/itaipu-dimensional-modeling, after: [start]}\n"
               "  itaipu-finance: {job: jobs/prod/itaipu-finance, after: [itaipu-dimensional-modeling]}\n"
               "  hyoga-model: {job: jobs/prod/hyoga-model, after: [start]}\n"
               "  fx-model: {job: jobs/prod/fx-model, after: [start]}\n"
               "  downscale: {after: [hyoga-model, itaipu-finance], rule: all_done}\n");
    file.close();
    config::AirflowConfig config;
    config.definition = file.fileName();
    const Stores stores = open(*m_demo, config, false);
    const QSignalSpy notices(stores.source.get(), &night::NightSource::noticed);
    QTRY_VERIFY(stores.board()->night()
                && node(stores.board()->night(), u"itaipu-dimensional-modeling"_s).state == dag::NodeState::Failed
                && node(stores.board()->night(), u"hyoga-model"_s).state == dag::NodeState::Running);
    const dag::NightPtr night = stores.board()->night();
    QCOMPARE(stores.board()->system(), u"Aurora"_s);
    QCOMPARE(node(night, u"start"_s).state, dag::NodeState::Done);
    QCOMPARE(node(night, u"itaipu-finance"_s).state, dag::NodeState::Blocked);
    QCOMPARE(node(night, u"fx-model"_s).state, dag::NodeState::PendingJob);
    QCOMPARE(node(night, u"downscale"_s).state, dag::NodeState::Waiting);
    QVERIFY(node(night, u"itaipu-dimensional-modeling"_s).message.contains(u"No space left on device"_s));
    QCOMPARE(night->run.state, dag::RunState::Running);
    QCOMPARE(notices.count(), 0);
}

void tst_NightSource::tellsWhatIsWrongWithTheDefinition_data()
{
    QTest::addColumn<bool>("withAirflow");
    QTest::newRow("Airflow is there") << true;
    QTest::newRow("nobody else") << false;
}

void tst_NightSource::tellsWhatIsWrongWithTheDefinition()
{
    QFETCH(const bool, withAirflow);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("dag: prod-dagao\nbegins: 21:00 Mars/Olympus\nnodes:\n  start:\n");
    file.close();
    config::AirflowConfig config = *config::parseAirflow(m_demo->airflowYaml());
    config.definition = file.fileName();
    const Stores stores = open(*m_demo, config, withAirflow);
    const QSignalSpy notices(stores.source.get(), &night::NightSource::noticed);
    QTRY_COMPARE(notices.count(), 1);
    const QString notice = notices.first().first().toString();
    QVERIFY2(notice.contains(file.fileName()) && notice.contains(u"begins"_s), qPrintable(notice));
    if (withAirflow) {
        QTRY_VERIFY(stores.board()->night());
        return;
    }
    const core::Freshness told = stores.board()->freshness();
    QCOMPARE(told.phase, core::Freshness::Phase::Failed);
    QVERIFY(told.error && told.error->kind == core::Error::Kind::Config);
    QVERIFY2(told.error->detail.contains(file.fileName()) && told.error->detail.contains(u"begins"_s),
             qPrintable(told.error->detail));
    QTRY_VERIFY(stores.aurora->snapshot()); // Aurora's pictures do not make it well
    QCOMPARE(stores.board()->freshness(), told);
}

QTEST_GUILESS_MAIN(tst_NightSource)
#include "tst_nightsource.moc"
