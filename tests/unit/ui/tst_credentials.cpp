// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/signin.h"
#include "ui/common/checklist.h"
#include "ui/common/databand.h"
#include "ui/common/segments.h"
#include "ui/common/signindialog.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

/// A master that knows nobody: it answers 401 to everything and remembers who asked.
class StrictMaster final : public QTcpServer
{
public:
    StrictMaster()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                const QByteArray request = socket->readAll();
                for (const QByteArray &line : request.split('\n')) {
                    if (line.toLower().startsWith("authorization:"))
                        authorizations += line.mid(int(sizeof "authorization:") - 1).trimmed();
                }
                socket->write("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"mesos\"\r\n"
                              "Content-Length: 0\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

    QList<QByteArray> authorizations;
};

config::StackConfig stackOf(const StrictMaster &master, const QString &user = u"ops"_s)
{
    config::StackConfig config;
    config.name = u"cantareira-stable"_s;
    config.mesosMasters = { master.url() };
    config.user = user;
    return config;
}

} // namespace

class tst_Credentials : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { ui::Theme::install(qApp, ui::ColourScheme::Light); }

    void asksForAUser_beforeItKeeps();
    void usesWhatWasTyped_andForgetsIt();
    void takesATokenToo();
    void usesNothing_whenCancelled();
    void saysWhichStepFails();
    void offersToSignIn_after401();
    void offersNothing_whileAllIsWell();
};

void tst_Credentials::asksForAUser_beforeItKeeps()
{
    const StrictMaster master;
    stack::Stack stack(stackOf(master, {}), {}, core::systemClock(), {});
    ui::SignInDialog dialog(&stack, secrets::Layer::Mesos);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *keep = dialog.findChild<QPushButton *>(u"signInKeep"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"signInSecret"_s), u"secret"_s);
    QVERIFY(!keep->isEnabled());
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"signInUser"_s), u"ops"_s);
    QVERIFY(keep->isEnabled());
    QVERIFY(dialog.findChild<QLabel *>(u"signInWhere"_s)->text().contains(u"nothing is written to disk"_s));
}

void tst_Credentials::usesWhatWasTyped_andForgetsIt()
{
    const StrictMaster master;
    stack::Stack stack(stackOf(master), {}, core::systemClock(), {});
    ui::SignInDialog dialog(&stack, secrets::Layer::Mesos);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *password = dialog.findChild<QLineEdit *>(u"signInSecret"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    dialog.show();
    QTest::keyClicks(password, u"se:cret"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(stack::loginsOf(&stack)->current().mesos,
             (net::Credentials{ net::Credentials::Scheme::Basic, u"ops"_s, u"se:cret"_s }));
    QVERIFY(password->text().isEmpty());
}

void tst_Credentials::takesATokenToo()
{
    const StrictMaster master;
    stack::Stack stack(stackOf(master), {}, core::systemClock(), {});
    ui::SignInDialog dialog(&stack, secrets::Layer::Mesos);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.findChild<ui::Segments *>(u"signInKind"_s)->setCurrent(1);
    QVERIFY(!dialog.findChild<QLineEdit *>(u"signInUser"_s)->isVisible());
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"signInSecret"_s), u"tok"_s);
    dialog.findChild<QPushButton *>(u"signInKeep"_s)->click();
    QTRY_COMPARE(stack::loginsOf(&stack)->current().mesos,
                 (net::Credentials{ net::Credentials::Scheme::Bearer, {}, u"tok"_s }));
}

void tst_Credentials::usesNothing_whenCancelled()
{
    const StrictMaster master;
    stack::Stack stack(stackOf(master), {}, core::systemClock(), {});
    ui::SignInDialog dialog(&stack, secrets::Layer::Mesos);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"signInSecret"_s), u"secret"_s);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(stack::loginsOf(&stack)->current().mesos, net::Credentials());
}

void tst_Credentials::saysWhichStepFails()
{
    const StrictMaster master;
    stack::Stack stack(stackOf(master), {}, core::systemClock(), {});
    ui::SignInDialog dialog(&stack, secrets::Layer::Mesos);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.check();
    const auto *steps = dialog.findChild<ui::CheckList *>();
    QTRY_VERIFY2(steps->text().contains(u"401"_s), qPrintable(steps->text()));
    QVERIFY2(steps->text().startsWith(u"Address: 127.0.0.1:"_s), qPrintable(steps->text()));
    QVERIFY2(steps->text().contains(u"Rights: not asked"_s), qPrintable(steps->text()));
}

void tst_Credentials::offersToSignIn_after401()
{
    StrictMaster master;
    stack::Stack stack(stackOf(master), {}, core::systemClock(), {});
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *band = new ui::DataBand(&stack, stack.mesos());
    column->addWidget(band);
    window.show();
    const auto button = [band] {
        const QList<QPushButton *> all = band->findChildren<QPushButton *>(u"signIn"_s);
        const auto shown = std::ranges::find_if(all, [](const QPushButton *b) { return b->isVisible(); });
        return shown == all.end() ? nullptr : *shown;
    };
    QVERIFY(!button());
    stack.start();
    QTRY_VERIFY(button());
    QVERIFY(master.authorizations.isEmpty());

    button()->click();
    auto *dialog = window.findChild<ui::SignInDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"signInUser"_s)->text(), u"ops"_s);
    button()->click(); // a second wish is the same dialog
    QCOMPARE(window.findChildren<ui::SignInDialog *>().size(), 1);
    dialog->findChild<QLineEdit *>(u"signInSecret"_s)->setText(u"secret"_s);
    dialog->findChild<QPushButton *>(u"signInKeep"_s)->click();
    QTRY_VERIFY(master.authorizations.contains("Basic " + QByteArray("ops:secret").toBase64()));
    QTRY_VERIFY(button()); // refused again: offered again
}

void tst_Credentials::offersNothing_whileAllIsWell()
{
    QVERIFY(!ui::wantsCredentials({}));
    core::Freshness freshness;
    freshness.error = core::Error();
    freshness.error->kind = core::Error::Kind::Forbidden; // another password gives no right
    QVERIFY(!ui::wantsCredentials(freshness));
    freshness.error->kind = core::Error::Kind::Unauthorized;
    QVERIFY(ui::wantsCredentials(freshness));
}

QTEST_MAIN(tst_Credentials)
#include "tst_credentials.moc"
