// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/credentialsdialog.h"
#include "ui/common/databand.h"
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

config::StackConfig stackOf(const StrictMaster &master)
{
    config::StackConfig config;
    config.name = u"cantareira-stable"_s;
    config.mesosMasters = { master.url() };
    config.user = u"ops"_s;
    return config;
}

} // namespace

class tst_Credentials : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { ui::Theme::install(qApp, ui::ColourScheme::Light); }

    void asksForAUser_beforeItSignsIn();
    void givesWhatWasTyped_andForgetsIt();
    void givesNothing_whenCancelled();
    void offersToSignIn_after401();
    void offersNothing_whileAllIsWell();
};

void tst_Credentials::asksForAUser_beforeItSignsIn()
{
    ui::CredentialsDialog dialog(u"cantareira-stable"_s, {});
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *signIn = dialog.findChild<QPushButton *>(u"credentialsSignIn"_s);
    QVERIFY(!signIn->isEnabled());
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"credentialsUser"_s), u"ops"_s);
    QVERIFY(signIn->isEnabled());
    QVERIFY(dialog.findChild<QLabel *>(u"credentialsKept"_s)->text().contains(u"nothing is written to disk"_s));
}

void tst_Credentials::givesWhatWasTyped_andForgetsIt()
{
    ui::CredentialsDialog dialog(u"cantareira-stable"_s, u"ops"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    net::Credentials got;
    connect(&dialog, &ui::CredentialsDialog::given, this, [&got](const net::Credentials &c) { got = c; });
    auto *password = dialog.findChild<QLineEdit *>(u"credentialsPassword"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    dialog.show();
    QTest::keyClicks(password, u"se:cret"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QCOMPARE(got, (net::Credentials{ net::Credentials::Scheme::Basic, u"ops"_s, u"se:cret"_s }));
    QVERIFY(password->text().isEmpty());
    QVERIFY(!dialog.isVisible());
}

void tst_Credentials::givesNothing_whenCancelled()
{
    ui::CredentialsDialog dialog(u"cantareira-stable"_s, u"ops"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy given(&dialog, &ui::CredentialsDialog::given);
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(given.size(), 0);
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
    auto *dialog = window.findChild<ui::CredentialsDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"credentialsUser"_s)->text(), u"ops"_s);
    button()->click(); // a second wish is the same dialog
    QCOMPARE(window.findChildren<ui::CredentialsDialog *>().size(), 1);
    dialog->findChild<QLineEdit *>(u"credentialsPassword"_s)->setText(u"secret"_s);
    dialog->findChild<QPushButton *>(u"credentialsSignIn"_s)->click();
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
