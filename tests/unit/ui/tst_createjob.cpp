// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/client.h"
#include "models/jobs/clone.h"
#include "models/jobs/library.h"
#include "models/net/httpclient.h"
#include "tests/support/fakeserver.h"
#include "ui/common/segments.h"
#include "ui/createjob/bindingform.h"
#include "ui/createjob/createjobdialog.h"
#include "ui/createjob/dryrunview.h"
#include "ui/createjob/jobpreview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(aurora::JobConfiguration)

namespace {

/// A dialog over production, with the templates that come with the program.
struct Opened
{
    Opened()
        : dialog({ u"cantareira-stable"_s, config::Tier::Production, { u"cantareira"_s, u"ana"_s, {} } },
                 jobs::shippedTemplates())
    {
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        if (!QTest::qWaitForWindowActive(&dialog))
            qFatal("The window is not active, so no field can have the focus.");
    }
    template <typename T>
    T *find(const char *name) const
    {
        T *widget = dialog.findChild<T *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("There is no %s.", name);
        return widget;
    }
    QString sentence(const char *binding) const
    {
        return find<QLabel>(QByteArray("sentence_").append(binding).constData())->text();
    }
    void type(const char *binding, const QString &text) const
    {
        auto *field = find<QLineEdit>(QByteArray("binding_").append(binding).constData());
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }
    QString preview() const { return find<ui::JobPreview>("jobPreview")->asText(); }
    QString verdict() const { return find<QLabel>("jobVerdict")->text(); }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }

    ui::CreateJobDialog dialog;
};

aurora::JobConfiguration nightlyJob()
{
    jobs::Definition definition;
    aurora::executor::Job &job = definition.job;
    job.role = u"jobs"_s;
    job.environment = u"prod"_s;
    job.name = u"itaipu"_s;
    job.cluster = u"cantareira"_s;
    job.instances = 4;
    job.constraints = { { u"slave-type"_s, u"mesos-on-demand"_s } };
    job.task.name = u"itaipu"_s;
    job.task.resources = aurora::executor::Resources{ 2, qint64{ 4 } << 30, qint64{ 8 } << 30, 0, {} };
    aurora::executor::Process process;
    process.name = u"itaipu"_s;
    process.cmdline = u"set -e\nrun-itaipu --date {{mesos.instance}}\n"_s;
    job.task.processes = { process };
    definition.owner = u"airflow"_s;
    return jobs::configurationOf(definition);
}

core::Error refused(const QString &words)
{
    core::Error error;
    error.kind = core::Error::Kind::Rejected;
    error.httpStatus = 200; // the scheduler refuses in its answer
    error.detail = words;
    return error;
}

} // namespace

class tst_CreateJob : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void makesTheForm_fromTheBindings();
    void showsTheJob_whileItIsTyped();
    void saysWhatIsWrong_besideTheField();
    void blamesNoField_beforeItIsTouched();
    void plansOnlyARightJob();
    void plansByKeysAlone();
    void sendsNothing_onCancel();
    void asksForADryRun_andShowsWhatAuroraSays();
    void dropsTheAnswer_toAnEarlierJob();
    void asksTheScheduler_itself();
    void showsChanges_ofAClone();
    void savesAFile_andOpensItAgain();
    void tellsAFaultyFile_withItsLines();
    void namesEachPart_forReaders();
    void drawsItself_data();
    void drawsItself();

private:
    QTemporaryDir m_home;
};

void tst_CreateJob::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8()); // the user's own templates are none of ours
    ui::Theme::install(qApp, ui::ColourScheme::Light);
}

void tst_CreateJob::makesTheForm_fromTheBindings()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    auto *mode = opened.find<QComboBox>("binding_MODE");
    QCOMPARE(mode->count(), 3);
    QCOMPARE(mode->currentText(), u"try-spot"_s);
    QCOMPARE(opened.find<QLineEdit>("binding_SCALE_TIMEOUT")->text(), u"20min"_s);
    QVERIFY(opened.find<QLineEdit>("binding_N_NODES")->text().isEmpty());
    QCOMPARE(opened.sentence("N_NODES"), u"Machines wanted in the end, not machines to add."_s);
    QVERIFY(opened.find<QLabel>("jobHelp")->text().startsWith(u"Runs the house command scale"_s));
    opened.dialog.chooseTemplate(u"Batch job"_s);
    QVERIFY(opened.find<QPlainTextEdit>("binding_COMMAND"));
    QVERIFY(!opened.dialog.findChild<QWidget *>(u"binding_MODE"_s));
}

void tst_CreateJob::showsTheJob_whileItIsTyped()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    opened.type("N_NODES", u"24"_s);
    QVERIFY2(opened.preview().contains(u"Processes | scale | scale try-spot 24 20"_s), qPrintable(opened.preview()));
    QTest::keyClick(opened.find<QComboBox>("binding_MODE"), Qt::Key_Up);
    QVERIFY(opened.preview().contains(u"scale spot 24 20"_s));
    QCOMPARE(opened.dialog.windowTitle(), u"New job scale in jobs/prod"_s);
    opened.type("ROLE", u"ops"_s);
    QCOMPARE(opened.dialog.windowTitle(), u"New job scale in ops/prod"_s);
}

void tst_CreateJob::saysWhatIsWrong_besideTheField()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    opened.type("N_NODES", u"many"_s);
    QCOMPARE(opened.sentence("N_NODES"), u"Write a whole number, from 0 to 1000."_s);
    opened.type("N_NODES", u"3"_s);
    QCOMPARE(opened.sentence("N_NODES"), u"Machines wanted in the end, not machines to add."_s);
    opened.type("SCALE_TIMEOUT", u"20"_s);
    QVERIFY(opened.sentence("SCALE_TIMEOUT").startsWith(u"Write a time with its unit"_s));
}

void tst_CreateJob::blamesNoField_beforeItIsTouched()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    QCOMPARE(opened.sentence("N_NODES"), u"Machines wanted in the end, not machines to add."_s);
    opened.click("planJobButton");
    QCOMPARE(opened.sentence("N_NODES"), u"This is asked for."_s);
    QVERIFY(opened.find<QLineEdit>("binding_N_NODES")->hasFocus());
}

void tst_CreateJob::plansOnlyARightJob()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    QSignalSpy planned(&opened.dialog, &ui::CreateJobDialog::planRequested);
    opened.click("planJobButton");
    QCOMPARE(planned.size(), 0);
    opened.type("N_NODES", u"24"_s);
    opened.click("planJobButton");
    QCOMPARE(planned.size(), 1);
    const auto job = planned[0][0].value<aurora::JobConfiguration>();
    QCOMPARE(job.key, (aurora::JobKey{ u"jobs"_s, u"prod"_s, u"scale"_s }));
    QCOMPARE(job.owner, u"ana"_s);
    QCOMPARE(job.instanceCount, 1);
    QCOMPARE(job, opened.dialog.resolution().job);
    QVERIFY(opened.dialog.isVisible()); // it stays until the plan is consented to
}

void tst_CreateJob::plansByKeysAlone()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Stop machines of one job"_s);
    QSignalSpy planned(&opened.dialog, &ui::CreateJobDialog::planRequested);
    opened.find<QComboBox>("jobSource")->setFocus();
    QStringList visited;
    for (int i = 0; i < 12 && QApplication::focusWidget(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        visited << QApplication::focusWidget()->objectName();
        if (visited.constLast() == u"binding_SLAVE_TYPE")
            QTest::keyClicks(QApplication::focusWidget(), u"itaipu"_s);
    }
    const QStringList inOrder = { u"binding_SLAVE_TYPE"_s, u"binding_ROLE"_s, u"binding_ENVIRONMENT"_s };
    QCOMPARE(visited.first(3), inOrder);
    for (const QString &button : { u"createJobCancel"_s, u"saveJobButton"_s, u"dryRunButton"_s, u"planJobButton"_s })
        QVERIFY2(visited.contains(button), qPrintable(visited.join(u' ')));
    opened.find<QPushButton>("planJobButton")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(planned.size(), 1);
}

void tst_CreateJob::sendsNothing_onCancel()
{
    Opened opened;
    QSignalSpy planned(&opened.dialog, &ui::CreateJobDialog::planRequested);
    QSignalSpy asked(&opened.dialog, &ui::CreateJobDialog::dryRunRequested);
    QTest::keyClick(&opened.dialog, Qt::Key_Escape);
    QVERIFY(!opened.dialog.isVisible());
    QCOMPARE(planned.size() + asked.size(), 0);
}

void tst_CreateJob::asksForADryRun_andShowsWhatAuroraSays()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    opened.type("N_NODES", u"24"_s);
    auto *view = opened.find<ui::DryRunView>("dryRun");
    QVERIFY(view->text().startsWith(u"The scheduler was not asked"_s));
    QSignalSpy asked(&opened.dialog, &ui::CreateJobDialog::dryRunRequested);
    opened.click("dryRunButton");
    QCOMPARE(asked.size(), 1);
    QVERIFY(view->text().startsWith(u"Asking Aurora"_s));
    aurora::TaskConfig populated = asked[0][1].value<aurora::JobConfiguration>().config;
    populated.tier = u"preemptible"_s;
    opened.dialog.setDryRun(asked[0][0].toULongLong(), populated);
    QCOMPARE(view->text(), u"Aurora takes this job.\nNothing was started. It fills in: tier preemptible."_s);

    opened.click("dryRunButton");
    opened.dialog.setDryRun(asked[1][0].toULongLong(), core::failure(refused(u"Insufficient resource quota: CPU"_s)));
    QVERIFY2(view->text().contains(u"Insufficient resource quota: CPU"_s), qPrintable(view->text()));
}

void tst_CreateJob::dropsTheAnswer_toAnEarlierJob()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    opened.type("N_NODES", u"24"_s);
    QSignalSpy asked(&opened.dialog, &ui::CreateJobDialog::dryRunRequested);
    opened.click("dryRunButton");
    opened.type("N_NODES", u"25"_s);
    opened.dialog.setDryRun(asked[0][0].toULongLong(), asked[0][1].value<aurora::JobConfiguration>().config);
    QVERIFY(opened.find<ui::DryRunView>("dryRun")->text().startsWith(u"The scheduler was not asked"_s));
}

void tst_CreateJob::asksTheScheduler_itself()
{
    const auto recorded = [](const QString &name) {
        support::FakeReply reply;
        QFile file(QStringLiteral(GOLDEN_DIR) + u"/aurora/read/populateJobConfig-%1.binary.response.http"_s.arg(name));
        if (file.open(QIODevice::ReadOnly))
            reply.raw = file.readAll();
        return reply;
    };
    support::FakeServer server;
    net::HttpClient http;
    aurora::Client client(&http, std::make_shared<net::StaticDiscovery>(QList<QUrl>{ server.url() }));
    Opened opened;
    opened.dialog.askThrough([&client] { return &client; });
    opened.dialog.chooseTemplate(u"Scale a pool"_s);
    opened.type("N_NODES", u"24"_s);
    auto *view = opened.find<ui::DryRunView>("dryRun");

    server.route("/api", recorded(u"frontend"_s));
    opened.click("dryRunButton");
    QTRY_VERIFY(view->text().startsWith(u"Aurora takes this job."_s));
    server.route("/api", recorded(u"bad-cpu"_s));
    opened.click("dryRunButton");
    QTRY_VERIFY2(view->text().contains(u"num_cpus must be greater than 0.0"_s), qPrintable(view->text()));
    for (const support::FakeRequest &asked : server.requests())
        QVERIFY(asked.body.contains("populateJobConfig") && asked.body.contains("scale try-spot 24 20"));
}

void tst_CreateJob::showsChanges_ofAClone()
{
    Opened opened;
    const auto clone = jobs::cloneOf(nightlyJob());
    QVERIFY(clone);
    opened.dialog.setClone(*clone);
    QVERIFY(opened.find<ui::Segments>("previewSwitch")->isVisible());
    QVERIFY(opened.preview().contains(u"Nothing is changed yet."_s));
    opened.type("name", u"itaipu-again"_s);
    opened.type("ram", u"8GiB"_s);
    QCOMPARE(opened.preview(),
             u"Job | Name | jobs/prod/itaipu | jobs/prod/itaipu-again\n"
             "Resources | Memory | 4.0 GiB | 8.0 GiB"_s);
    QTest::mouseClick(opened.find<ui::Segments>("previewSwitch")->button(0), Qt::LeftButton);
    QVERIFY(opened.preview().contains(u"Constraints | slave-type | mesos-on-demand"_s));
    QSignalSpy planned(&opened.dialog, &ui::CreateJobDialog::planRequested);
    opened.click("planJobButton");
    QCOMPARE(planned[0][0].value<aurora::JobConfiguration>().config.resources.ramMb, 8192);
    QCOMPARE(planned[0][0].value<aurora::JobConfiguration>().owner, u"airflow"_s);
}

void tst_CreateJob::savesAFile_andOpensItAgain()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"templates/mine.yaml"_s);
    aurora::JobConfiguration saved;
    {
        Opened opened;
        opened.dialog.chooseTemplate(u"Scale a pool"_s);
        opened.type("N_NODES", u"7"_s);
        QString suggested;
        opened.dialog.askFileToSave = [&](const QString &suggestion) {
            suggested = suggestion;
            return file;
        };
        opened.click("saveJobButton");
        QVERIFY(suggested.endsWith(u"/templates/scale.yaml"_s));
        QCOMPARE(opened.verdict(), u"Saved as %1."_s.arg(file));
        saved = opened.dialog.resolution().job;
    }
    Opened opened;
    opened.dialog.askFileToOpen = [&] { return file; };
    auto *source = opened.find<QComboBox>("jobSource");
    emit source->activated(source->count() - 1); // «From a file…»
    QCOMPARE(opened.dialog.resolution().job, saved);
    QCOMPARE(opened.find<QPlainTextEdit>("binding_cmdline")->toPlainText(), u"scale try-spot 7 20"_s);
}

void tst_CreateJob::tellsAFaultyFile_withItsLines()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"bad.yaml"_s);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("bindings: {A: {type: float}}\njob: {roll: x}\n");
    out.close();
    Opened opened;
    opened.dialog.askFileToOpen = [&] { return file; };
    auto *source = opened.find<QComboBox>("jobSource");
    emit source->activated(source->count() - 1);
    QVERIFY2(opened.verdict().contains(u"bad.yaml, line 1, bindings.A.type: «float» is no value here."_s),
             qPrintable(opened.verdict()));
    QVERIFY(opened.verdict().contains(u"line 2, job.roll: is no known key. Did you mean role?"_s));
    QVERIFY(!opened.find<QPushButton>("planJobButton")->isEnabled());
    opened.dialog.chooseTemplate(u"Batch job"_s);
    QVERIFY(opened.verdict().isEmpty());
    QVERIFY(opened.find<QPushButton>("planJobButton")->isEnabled());

    opened.dialog.askFileToOpen = [&] { return dir.filePath(u"nowhere.yaml"_s); };
    emit source->activated(source->count() - 1);
    QVERIFY(opened.verdict().contains(u"cannot be read"_s));
}

void tst_CreateJob::namesEachPart_forReaders()
{
    Opened opened;
    opened.dialog.chooseTemplate(u"Batch job"_s);
    const QList<QWidget *> all = opened.dialog.findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || qobject_cast<const QLabel *>(widget)
            || widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named,
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void tst_CreateJob::drawsItself_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << int(ui::ColourScheme::Light) << QSize(1060, 640);
    QTest::newRow("dark") << int(ui::ColourScheme::Dark) << QSize(1060, 640);
    QTest::newRow("small") << int(ui::ColourScheme::Light) << QSize(983, 576);
}

/// Nothing is cut off in either theme, and down to the smallest window; with COMPORTA_PICTURES set it is saved there.
void tst_CreateJob::drawsItself()
{
    QFETCH(int, scheme);
    QFETCH(QSize, size);
    ui::Theme::instance()->setScheme(static_cast<ui::ColourScheme>(scheme));
    const auto restore = qScopeGuard([] { ui::Theme::instance()->setScheme(ui::ColourScheme::Light); });
    const QString pictures = qEnvironmentVariable("COMPORTA_PICTURES");
    const auto keep = [&](Opened &opened, const QString &name) {
        opened.dialog.resize(size);
        QCoreApplication::processEvents();
        for (const char *button : { "createJobCancel", "saveJobButton", "dryRunButton", "planJobButton" }) {
            const auto *widget = opened.find<QPushButton>(button);
            QVERIFY(widget->width() >= widget->sizeHint().width());
            QVERIFY(opened.dialog.rect().contains(QRect(widget->mapTo(&opened.dialog, QPoint()), widget->size())));
        }
        if (!pictures.isEmpty())
            QVERIFY(opened.dialog.grab().save(
                u"%1/createjob-%2-%3.png"_s.arg(pictures, name, QLatin1StringView(QTest::currentDataTag()))));
    };
    {
        Opened opened;
        opened.dialog.chooseTemplate(u"Scale a pool"_s);
        opened.type("N_NODES", u"many"_s);
        keep(opened, u"scale"_s);
    }
    {
        Opened opened;
        const auto clone = jobs::cloneOf(nightlyJob());
        QVERIFY(clone);
        opened.dialog.setClone(*clone);
        opened.type("name", u"itaipu-again"_s);
        opened.type("ram", u"8GiB"_s);
        opened.type("slave_type", QString());
        QSignalSpy asked(&opened.dialog, &ui::CreateJobDialog::dryRunRequested);
        opened.click("dryRunButton");
        opened.dialog.setDryRun(asked[0][0].toULongLong(),
                                core::failure(refused(u"Insufficient resource quota: CPU quota exceeded by 4.00"_s)));
        keep(opened, u"clone"_s);
    }
    {
        Opened opened;
        opened.dialog.chooseTemplate(u"Spark driver"_s);
        keep(opened, u"spark"_s);
    }
}

QTEST_MAIN(tst_CreateJob)
#include "tst_createjob.moc"
