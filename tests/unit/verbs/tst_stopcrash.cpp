// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"
#include "tests/support/lives.h"
#include "tests/unit/verbs/stopchecks.h"

#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// StopVerb, during which the console may die.
class MortalStop final : public actions::Verb
{
public:
    MortalStop(const verbs::Context &context, lives::Reaper *reaper)
        : m_stop(std::make_shared<verbs::StopVerb>(context))
        , m_reaper(reaper)
    {
    }

    QString name() const override { return m_stop->name(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override
    {
        return m_stop->plan(request, stop);
    }
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override
    {
        m_reaper->at(u"journaled"_s, step.key);
        const auto answer = co_await m_stop->perform(step, sending, stop);
        m_reaper->at(u"effect"_s, step.key);
        co_return answer;
    }
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override
    {
        return m_stop->look(step, stop);
    }
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override
    {
        for (const actions::Step &step : steps)
            m_reaper->at(u"watch"_s, step.key);
        return m_stop->watch(steps, stop);
    }
    std::optional<actions::Request> inverse(const actions::Record &record) const override
    {
        return m_stop->inverse(record);
    }

private:
    const std::shared_ptr<verbs::StopVerb> m_stop;
    lives::Reaper *m_reaper;
};

actions::ActionOptions optionsIn(const QDir &dir)
{
    actions::ActionOptions options;
    options.stack = u"cantareira-stable"_s;
    options.file = dir.filePath(u"actions.sqlite"_s);
    options.authority = actions::ActionOptions::Authority::ExplicitConsent;
    options.pace.hold = 0ms;
    options.pace.watch = 10ms;
    options.pace.lookAgain = 10ms;
    return options;
}

QList<QUrl> urlsOf(const QJsonValue &value)
{
    QList<QUrl> urls;
    for (const QJsonValue url : value.toArray())
        urls << QUrl(url.toString());
    return urls;
}

/// One life of a console: begins to stop the run, or resumes what an earlier life left. 0: done.
int live(const QDir &dir, const QString &boundary)
{
    lives::Reaper reaper(boundary, dir.filePath(u"deaths"_s));
    QFile file(dir.filePath(u"world.json"_s));
    if (!file.open(QIODevice::ReadOnly))
        return 4;
    const QJsonObject told = QJsonDocument::fromJson(file.readAll()).object();
    net::HttpClient http(core::systemClock());
    aurora::Store aurora(&http, std::make_shared<net::StaticDiscovery>(urlsOf(told.value("aurora"_L1))), {},
                         core::systemClock());
    airflow::StoreOptions airflowOptions;
    airflowOptions.url = QUrl(told.value("airflow"_L1).toString());
    airflowOptions.dagId = told.value("dag"_L1).toString();
    airflow::Store airflow(&http, airflowOptions, core::systemClock());
    mesos::Operator mesos(&http, std::make_shared<net::StaticDiscovery>(urlsOf(told.value("mesos"_L1))), {}, nullptr);
    verbs::Context context;
    context.aurora = &aurora;
    context.airflow = &airflow;
    context.mesos = &mesos;
    context.nodeJobs = config::parseAirflow(told.value("yaml"_L1).toString().toUtf8())->jobs;
    context.stack = u"cantareira-stable"_s;
    context.clock = &core::systemClock();
    actions::ActionCenter center(optionsIn(dir), core::systemClock());
    center.verbs().add(std::make_shared<MortalStop>(context, &reaper));
    const verbs::StopWish wish{ airflowOptions.dagId, told.value("run"_L1).toString(), {} };
    return lives::live(center, reaper, [&] {
        QCoro::connect(center.plan(verbs::StopVerb::request(wish)), &center, [&](core::Result<actions::Plan> plan) {
            if (!plan)
                return QCoreApplication::exit(5);
            actions::Consent consent;
            consent.number = plan->expectedNumber();
            consent.reason = u"drill"_s;
            consent.stackName = u"cantareira-stable"_s;
            center.confirm(*plan, consent);
        });
    });
}

} // namespace

/// A console that is killed at every boundary of every step of a stop ends it all the same, once started again: nothing
/// is left, nothing is sent twice, and nothing outside the plan is touched.
class tst_StopCrash : public QObject
{
    Q_OBJECT

private slots:
    void stopsTheRun_whereverItIsKilled_data();
    void stopsTheRun_whereverItIsKilled();
};

void tst_StopCrash::stopsTheRun_whereverItIsKilled_data()
{
    QTest::addColumn<bool>("once"); // it dies at each step; else at least once a phase
    QTest::newRow("journaled") << true; // in the journal, not sent
    QTest::newRow("effect") << true; // sent, the answer not seen
    QTest::newRow("answered") << false; // the answer in the journal, the next step not
    QTest::newRow("watch") << false; // waiting
    QTest::newRow("reached") << true; // the wanted state in the journal
}

void tst_StopCrash::stopsTheRun_whereverItIsKilled()
{
    QFETCH(bool, once);
    VerbWorld world;
    QTemporaryDir dir;
    QFile told(dir.filePath(u"world.json"_s));
    QVERIFY(told.open(QIODevice::WriteOnly));
    const auto texts = [](const QList<QUrl> &urls) {
        QJsonArray list;
        for (const QUrl &url : urls)
            list.append(url.toString());
        return list;
    };
    told.write(QJsonDocument(QJsonObject{ { u"aurora"_s, texts(world.demo().auroraUrls()) },
                                          { u"mesos"_s, texts(world.demo().masters()) },
                                          { u"airflow"_s, world.demo().airflowUrl().toString() },
                                          { u"yaml"_s, QString::fromUtf8(world.demo().airflowYaml()) },
                                          { u"dag"_s, world.dagId() },
                                          { u"run"_s, world.runId() } })
                   .toJson());
    told.close();
    const stopchecks::Picture before = stopchecks::pictureOf(world);
    constexpr int mostLives = 60;
    const lives::Outcome outcome = lives::run(dir.path(), QString::fromLatin1(QTest::currentDataTag()), mostLives,
                                              [&world] { world.demo().advance(200ms); });
    QCOMPARE(outcome.code, 0);
    actions::ActionCenter center(optionsIn(QDir(dir.path())), core::systemClock());
    center.verbs().add(std::make_shared<verbs::StopVerb>(world.context()));
    QTRY_VERIFY_WITH_TIMEOUT(center.isLoaded(), 30000);
    QCOMPARE(center.records().size(), 1);
    const actions::Record record = center.records().first();
    QCOMPARE(record.state, actions::State::Done);
    // The last step, a look, is not sent by whoever looks already because it resumes.
    const auto steps = static_cast<int>(record.steps.size()) - 1;
    QVERIFY2(outcome.deaths >= (once ? steps : 4), qPrintable(QString::number(outcome.deaths)));
    const stopchecks::Scope scope = stopchecks::scopeOf(*record.plan);
    QVERIFY(scope.run && scope.jobs.size() > 1 && scope.frameworks.size() > 1);
    stopchecks::compare(before, stopchecks::pictureOf(world), scope);
    stopchecks::compareCalls(world.sent(), scope, world.runId());
    const auto resume = center.undoRequest(record.id); // stored with it
    QVERIFY(resume && resume->verb == verbs::ClearVerb::verbName());
}

int main(int argc, char **argv)
{
    return lives::main<tst_StopCrash>(argc, argv, &live);
}

#include "tst_stopcrash.moc"
