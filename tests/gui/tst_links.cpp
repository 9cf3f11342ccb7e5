// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkserver.h"
#include "tests/gui/consolefixture.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A program of ours beside the window, as a desktop or a script starts it, until it has ended.
class Beside
{
public:
    Beside(const QString &program, const QStringList &arguments)
    {
        m_process.start(program, arguments);
        QTRY_COMPARE_WITH_TIMEOUT(m_process.state(), QProcess::NotRunning, 60000); // our window answers meanwhile
    }
    int exitCode() const { return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1; }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
};

} // namespace

/// Links from outside, with the window and whoever hands the link over as two programs.
class tst_Links : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aSecondConsole_opensItsLinkInTheWindowThatRuns();
    void comportactlOpens_whatFindPrinted();
    void aStackThatIsNotOpen_isRefused();
    void eachKindIsShownOnItsPage_data();
    void eachKindIsShownOnItsPage();

private:
    QString link(const links::ObjectRef &object) const;
    bool isShown(const QString &page, const links::ObjectRef &object) const;

    QTemporaryDir m_runtime; ///< the socket's folder, so that a window of the user's own is left alone
    QByteArray m_runtimeBefore;
    std::unique_ptr<ConsoleFixture> m_console;
    std::unique_ptr<links::LinkServer> m_server;
};

void tst_Links::init()
{
    QFile(m_runtime.path()).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_runtimeBefore = qgetenv("XDG_RUNTIME_DIR");
    qputenv("XDG_RUNTIME_DIR", m_runtime.path().toLocal8Bit());
    m_console = std::make_unique<ConsoleFixture>();
    m_server = std::make_unique<links::LinkServer>(
        [this](const links::Address &link) { return m_console->window().openLink(link); });
    QVERIFY(m_server->isListening());
    QTRY_COMPARE_WITH_TIMEOUT(m_console->phase(), core::Freshness::Phase::Fresh, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->stack().aurora()->snapshot(), 15000);
}

void tst_Links::cleanup()
{
    m_server.reset();
    m_console.reset();
    qputenv("XDG_RUNTIME_DIR", m_runtimeBefore);
}

QString tst_Links::link(const links::ObjectRef &object) const
{
    return links::toLink({ m_console->stack().name(), object });
}

bool tst_Links::isShown(const QString &page, const links::ObjectRef &object) const
{
    return m_console->window().currentPage() == page && m_console->window().page(page)->currentObject() == object;
}

void tst_Links::aSecondConsole_opensItsLinkInTheWindowThatRuns()
{
    const links::ObjectRef job{ links::ObjectRef::Kind::Job, "jobs/prod/hyoga-model" };
    m_console->window().showPage(u"agents"_s);
    Beside second(QStringLiteral(COMPORTA), { link(job) });
    QVERIFY2(second.exitCode() == 0, second.errors().constData()); // it ended: the window is this one
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"jobs"_s, job), 20000);
}

void tst_Links::comportactlOpens_whatFindPrinted()
{
    const auto state = m_console->stack().mesos()->snapshot();
    const links::ObjectRef agent{ links::ObjectRef::Kind::Agent, state->string(state->agents.front().id).toUtf8() };
    Beside opener(QStringLiteral(COMPORTACTL), { u"open"_s, link(agent) });
    QVERIFY2(opener.exitCode() == 0, opener.errors().constData());
    QTRY_VERIFY_WITH_TIMEOUT(isShown(u"agents"_s, agent), 20000);
}

void tst_Links::aStackThatIsNotOpen_isRefused()
{
    m_console->window().showPage(u"overview"_s);
    const links::ObjectRef job{ links::ObjectRef::Kind::Job, "jobs/prod/hyoga-model" };
    Beside opener(QStringLiteral(COMPORTACTL), { u"open"_s, links::toLink({ u"elsewhere"_s, job }) });
    QCOMPARE(opener.exitCode(), 1);
    QVERIFY(opener.errors().contains("elsewhere"));
    QCOMPARE(m_console->window().currentPage(), u"overview"_s);
}

void tst_Links::eachKindIsShownOnItsPage_data()
{
    using Kind = links::ObjectRef::Kind;
    QTest::addColumn<links::ObjectRef>("object");
    QTest::addColumn<QString>("page");
    QTest::newRow("node") << links::ObjectRef{ Kind::Node, "itaipu-dimensional-modeling" } << u"night"_s;
    QTest::newRow("instance") << links::ObjectRef{ Kind::Instance, "jobs/prod/hyoga-model/0" } << u"jobs"_s;
    QTest::newRow("pool") << links::ObjectRef{ Kind::Pool, "spot" } << u"pools"_s;
    QTest::newRow("log") << links::ObjectRef{ Kind::Log, "instance/jobs/prod/hyoga-model/0" } << u"logs"_s;
}

void tst_Links::eachKindIsShownOnItsPage()
{
    QFETCH(const links::ObjectRef, object);
    QFETCH(const QString, page);
    m_console->window().showPage(u"overview"_s);
    Beside opener(QStringLiteral(COMPORTACTL), { u"open"_s, link(object) });
    QVERIFY2(opener.exitCode() == 0, opener.errors().constData());
    QTRY_COMPARE_WITH_TIMEOUT(m_console->window().currentPage(), page, 20000);
}

QTEST_MAIN(tst_Links)
#include "tst_links.moc"
