// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/dag/nightboard.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"

#include <QFile>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace {

config::StackConfig configOf(const sim::Demo &world, bool agents)
{
    config::StackConfig config;
    config.name = world.cluster();
    config.mesosMasters = world.masters();
    config.auroraSchedulers = world.auroraUrls();
    config.airflow = config::parseAirflow(world.airflowYaml()).value_or(config::AirflowConfig());
    config.policy.interval = std::chrono::seconds(1);
    config.deadline = std::chrono::seconds(3);
    config.logArchive = u"https://logs.example/{role}/{environment}/{name}/{date}/{host}?task={task}"_s;
    config.route.rewrite.insert(u"*:5051"_s, agents ? world.agents().authority() : u"127.0.0.1:1"_s);
    config.route.rewrite.insert(u"*:%1"_s.arg(config.observerPort),
                                agents ? world.observers().authority() : u"127.0.0.1:1"_s);
    return config;
}

sim::Demo::Options frozen()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

const QString modeling = u"jobs/prod/itaipu-dimensional-modeling/0"_s;

} // namespace

/// Where tasks' logs are, over a whole simulated cluster.
class tst_TaskLogs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<sim::Demo>(frozen());
        m_stack = start(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_stack->mesos()->snapshot() && m_stack->aurora()->snapshot(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(logs()->find(modeling), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_stack->night()->night(), 20000);
    }

    void findsAnInstance_andItsTask()
    {
        const auto place = logs()->find(modeling);
        QCOMPARE(place->title, u"itaipu-dimensional-modeling/0"_s);
        QCOMPARE(place->job, u"jobs/prod/itaipu-dimensional-modeling"_s);
        QCOMPARE(place->host, u"ip-10-130-118-157"_s);
        QVERIFY(place->over && place->failed && place->thermos);
        QVERIFY(place->address.endsWith(u":5051"_s));
        QCOMPARE(logs()->find(place->task)->title, place->title); // by the task's id, too
        QVERIFY(!logs()->find(u"jobs/prod/nobody/0"_s));
        QVERIFY(!logs()->find(QString()));
    }

    void listsProcessesAndSandbox_andChoosesSparksStderr()
    {
        const auto place = *logs()->find(modeling);
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(place));
        QVERIFY(!listing.agentError && !listing.observerError);
        QVERIFY(listing.spark); // its command is spark-submit
        QStringList names;
        for (const tasklogs::LogFile &file : listing.files)
            names << file.name;
        QVERIFY(names.contains(u"run/0/stderr"_s) && names.contains(u"stderr"_s)
                && names.contains(u"fetch-jar/0/stdout"_s));
        const tasklogs::LogFile *chosen = logs()->choose(place, listing);
        QVERIFY(chosen);
        QCOMPARE(chosen->name, u"run/0/stderr"_s);
        const auto source = logs()->open(place, *chosen);
        const auto size = QCoro::waitFor(source->size({}));
        QVERIFY(size && *size > 1000);
        const auto end = QCoro::waitFor(source->read(*size - 200, 200, {}));
        QVERIFY(end && end->contains("Deleting directory"));
    }

    void modelsWriteToStdout()
    {
        const auto place = logs()->find(u"jobs/prod/hyoga-model/0"_s);
        QVERIFY(place);
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(*place));
        const tasklogs::LogFile *chosen = logs()->choose(*place, listing);
        QVERIFY(chosen);
        QCOMPARE(chosen->name, u"train/0/stdout"_s);
    }

    void aTaskOfAnotherFramework_hasItsSandbox()
    {
        const auto state = m_stack->mesos()->snapshot();
        const auto executor = std::ranges::find_if(state->tasks, [&state](const mesos::Task &task) {
            return task.state == mesos::TaskState::Running && !state->view(task.id).starts_with("jobs-")
                && !state->view(task.id).starts_with("services-");
        });
        QVERIFY(executor != state->tasks.end());
        const links::ObjectRef ref{
            links::ObjectRef::Kind::Task,
            (state->string(executor->framework) + u'/' + state->string(executor->id)).toUtf8()
        };
        const auto place = logs()->find(ref);
        QVERIFY(place && !place->thermos && place->spark);
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(*place));
        QCOMPARE(logs()->choose(*place, listing)->name, u"stderr"_s);
    }

    void savesTheLogsOfFailures()
    {
        const auto place = *logs()->find(modeling);
        QList<tasklogs::Copy> copies;
        const auto errorsAreSaved = [&] {
            copies = logs()->copies()->copiesOf(place.task).result();
            return std::ranges::count(copies, u"run/0/stderr"_s, &tasklogs::Copy::file) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(errorsAreSaved(), 30000);
        const auto errors = std::ranges::find(copies, u"run/0/stderr"_s, &tasklogs::Copy::file);
        QFile file(errors->path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("No space left on device"));
        QCOMPARE(errors->host, place.host);
        // And which files there were.
        const auto listIsSaved = [&] {
            copies = logs()->copies()->copiesOf(place.task).result();
            return std::ranges::count(copies, QString::fromUtf16(tasklogs::sandboxList), &tasklogs::Copy::file) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(listIsSaved(), 30000);
        QFile list(std::ranges::find(copies, QString::fromUtf16(tasklogs::sandboxList), &tasklogs::Copy::file)->path);
        QVERIFY(list.open(QIODevice::ReadOnly));
        const QByteArray text = list.readAll();
        QVERIFY2(text.contains(place.task.toUtf8()) && text.contains("  stderr\n"), text.constData());
    }

    /// A fetch that failed is tried again.
    void savesALogLater_whenItsKeeperDoesNotAnswer()
    {
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::Unavailable;
        faults.layer = u"observer"_s;
        m_world->setFaults(faults);
        const std::unique_ptr<stack::Stack> late = start(true);
        tasklogs::TaskLogs *there = stack::logsOf(late.get());
        QTRY_VERIFY_WITH_TIMEOUT(late->mesos()->snapshot() && there->find(modeling), 20000);
        const QString task = there->find(modeling)->task;
        const auto has = [&](const QString &file) {
            return std::ranges::count(there->copies()->copiesOf(task).result(), file, &tasklogs::Copy::file) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(has(u"stderr"_s), 20000); // the agent has answered, the observer has not
        QVERIFY(!has(u"run/0/stderr"_s));
        m_world->setFaults({});
        QTRY_VERIFY_WITH_TIMEOUT(has(u"run/0/stderr"_s), 60000);
    }

    /// Which file of a job was chosen last is known to the next window, too.
    void choicesOutliveTheProcess()
    {
        const QTemporaryDir data;
        const auto chosen = [&](tasklogs::TaskLogs *there) {
            tasklogs::Listing listing;
            listing.files.resize(2);
            listing.files[0].name = u"train/0/stdout"_s;
            listing.files[1].name = u"train/0/stderr"_s;
            tasklogs::Place place;
            place.job = u"jobs/prod/hyoga-model"_s;
            return there->choose(place, listing)->name;
        };
        {
            stack::Stack first(configOf(*m_world, true), net::Credentials(), m_world->clock(), data.path());
            QCOMPARE(chosen(stack::logsOf(&first)), u"train/0/stdout"_s);
            stack::logsOf(&first)->rememberChoice(u"jobs/prod/hyoga-model"_s, u"train/3/stderr"_s);
        }
        stack::Stack second(configOf(*m_world, true), net::Credentials(), m_world->clock(), data.path());
        QCOMPARE(chosen(stack::logsOf(&second)), u"train/0/stderr"_s);
    }

    /// Airflow tells a long log in pieces; all of them are there at the first look.
    void tellsAllOfAnAirflowLog()
    {
        const auto place = *logs()->find(node(modeling.left(modeling.lastIndexOf(u'/'))));
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(place));
        const auto first
            = std::ranges::find(listing.files, tasklogs::LogFile::Keeper::Airflow, &tasklogs::LogFile::keeper);
        QVERIFY(first != listing.files.end());
        const auto source = logs()->open(place, *first);
        const auto size = QCoro::waitFor(source->size({}));
        QVERIFY(size);
        const auto text = QCoro::waitFor(source->read(0, *size, {}));
        QVERIFY2(text->count('\n') > 60, qPrintable(QString::number(text->count('\n')))); // more than a piece
        QVERIFY(text->contains("Starting attempt 1") && text->contains("Marking task as "));
    }

    /// The machine does not answer: what was saved is chosen by itself, and why is told.
    void opensTheCopy_whenTheMachineIsGone()
    {
        const std::unique_ptr<stack::Stack> cut = start(false);
        tasklogs::TaskLogs *there = stack::logsOf(cut.get());
        QTRY_VERIFY_WITH_TIMEOUT(cut->mesos()->snapshot() && there->find(modeling), 20000);
        const auto place = *there->find(modeling);
        tasklogs::Copy copy;
        copy.task = place.task;
        copy.file = u"run/0/stderr"_s;
        there->copies()->keep(copy, "saved words\n");
        const tasklogs::Listing listing = QCoro::waitFor(there->list(place));
        QVERIFY(listing.agentError && listing.observerError);
        const tasklogs::LogFile *chosen = there->choose(place, listing);
        QVERIFY(chosen);
        QCOMPARE(chosen->keeper, tasklogs::LogFile::Keeper::Copy);
        const auto bytes = QCoro::waitFor(there->open(place, *chosen)->read(0, 100, {}));
        QCOMPARE(*bytes, QByteArray("saved words\n"));
        const QString why = tasklogs::TaskLogs::explain(place, listing);
        QVERIFY2(why.contains(u"nothing listens"_s), qPrintable(why));
    }

    void anArchiveKnowsTheTask()
    {
        const auto place = logs()->find(modeling);
        const QUrl link = logs()->archiveLink(*place);
        QCOMPARE(link.path().section(u'/', 0, 3), u"/jobs/prod/itaipu-dimensional-modeling"_s);
        QCOMPARE(link.path().section(u'/', 4), u"2026-11-23/"_s + place->host);
        QCOMPARE(link.query(), u"task="_s + place->task);
        tasklogs::Place forgotten;
        forgotten.task = place->task;
        QVERIFY(logs()->archiveLink(forgotten).isEmpty()); // its job is not known
        QVERIFY(logs()->archiveLink({}).isEmpty());
    }

    /// A node of the night leads to its job's instance that failed, with Airflow's tries beside.
    void aNodeLeadsToItsTask_andToAirflowsTries()
    {
        const auto place = logs()->find(node(modeling.left(modeling.lastIndexOf(u'/'))));
        QVERIFY(place);
        QCOMPARE(place->title, u"itaipu-dimensional-modeling/0"_s);
        QVERIFY(place->failed && !place->node.run.isEmpty());
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(*place));
        QCOMPARE(logs()->choose(*place, listing)->name, u"run/0/stderr"_s);
        const auto tries
            = std::ranges::count(listing.files, tasklogs::LogFile::Keeper::Airflow, &tasklogs::LogFile::keeper);
        QCOMPARE(tries, 2); // it has failed twice
        QCOMPARE(logs()->find(modeling)->node, place->node); // and back up from the instance
    }

    void airflowsLogIsChosen_whereNoTaskIsKnown()
    {
        const dag::NightPtr night = m_stack->night()->night();
        const auto &nodes = night->graph->nodes;
        const auto scale = std::ranges::find_if(nodes, [&](const dag::Node &candidate) {
            const auto index = static_cast<size_t>(&candidate - nodes.data());
            return candidate.job.isEmpty() && night->nodes[index].state == dag::NodeState::Done;
        });
        QVERIFY(scale != nodes.end());
        const auto place = logs()->find({ links::ObjectRef::Kind::Node, scale->id.toUtf8() });
        QVERIFY(place && place->task.isEmpty());
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(*place));
        const tasklogs::LogFile *chosen = logs()->choose(*place, listing);
        QVERIFY(chosen && chosen->keeper == tasklogs::LogFile::Keeper::Airflow);
        const auto source = logs()->open(*place, *chosen);
        const auto size = QCoro::waitFor(source->size({}));
        QVERIFY2(size, size ? "" : qPrintable(size.error().detail));
        const auto text = QCoro::waitFor(source->read(0, *size, {}));
        QVERIFY(text->contains("Starting attempt 1") && text->endsWith("Marking task as success\n"));
        QVERIFY(!source->mayGrow());
        QVERIFY(QCoro::waitFor(source->read(*size, 10, {}))->isEmpty());
        QVERIFY(tasklogs::TaskLogs::explain(*place, listing).contains(u"what Airflow says"_s));
    }

    /// While a try runs only its news are asked for, and they are put behind what there is.
    void followsATryThatRuns()
    {
        const dag::NightPtr night = m_stack->night()->night();
        const auto &nodes = night->graph->nodes;
        const auto running = std::ranges::find_if(nodes, [&](const dag::Node &candidate) {
            return night->nodes[static_cast<size_t>(&candidate - nodes.data())].state == dag::NodeState::Running;
        });
        QVERIFY(running != nodes.end());
        const auto place = logs()->find({ links::ObjectRef::Kind::Node, running->id.toUtf8() });
        QVERIFY(place);
        const tasklogs::Listing listing = QCoro::waitFor(logs()->list(*place));
        const auto last
            = std::ranges::find(listing.files, tasklogs::LogFile::Keeper::Airflow, &tasklogs::LogFile::keeper);
        QVERIFY(last != listing.files.end());
        const auto source = logs()->open(*place, *last);
        const auto size = QCoro::waitFor(source->size({}));
        QVERIFY(size && *size > 0 && source->mayGrow());
        m_world->advance(std::chrono::minutes(2));
        qint64 now = *size;
        QTRY_VERIFY_WITH_TIMEOUT((now = *QCoro::waitFor(source->size({}))) > *size, 20000);
        const auto text = QCoro::waitFor(source->read(0, now, {}));
        QCOMPARE(text->count("Starting attempt"), 1); // not told twice
    }

    void saysWhatToDo_whenANameDoesNotResolve()
    {
        tasklogs::Place place;
        place.host = u"ip-10-1-2-3"_s;
        place.address = u"ip-10-1-2-3:5051"_s;
        tasklogs::Listing listing;
        listing.agentError = core::Error{};
        listing.agentError->kind = core::Error::Kind::NameNotResolved;
        listing.agentError->endpoint = u"ip-10-1-2-3:5051/files/browse"_s;
        QVERIFY(tasklogs::TaskLogs::explain(place, listing).contains(u"rewrite"_s));
        place.address.clear();
        QVERIFY(tasklogs::TaskLogs::explain(place, {}).contains(u"not among Mesos' agents any more"_s));
    }

private:
    links::ObjectRef node(const QString &job) const
    {
        const auto &nodes = m_stack->night()->night()->graph->nodes;
        const auto found = std::ranges::find(nodes, job.toUtf8(), &dag::Node::job);
        return found == nodes.end() ? links::ObjectRef()
                                    : links::ObjectRef{ links::ObjectRef::Kind::Node, found->id.toUtf8() };
    }
    std::unique_ptr<stack::Stack> start(bool agents) const
    {
        auto made = std::make_unique<stack::Stack>(configOf(*m_world, agents), net::Credentials(), m_world->clock(),
                                                   QString());
        made->start();
        return made;
    }
    tasklogs::TaskLogs *logs() const { return stack::logsOf(m_stack.get()); }

    std::unique_ptr<sim::Demo> m_world;
    std::unique_ptr<stack::Stack> m_stack;
};

QTEST_GUILESS_MAIN(tst_TaskLogs)
#include "tst_tasklogs.moc"
