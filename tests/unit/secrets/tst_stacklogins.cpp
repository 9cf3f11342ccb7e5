// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/keptlogin.h"
#include "models/secrets/stacklogins.h"

#include <QSignalSpy>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using net::Credentials;
using secrets::Layer;
using secrets::Origin;
using Kind = core::Error::Kind;
using Scheme = Credentials::Scheme;

namespace {

core::Error error(Kind kind, const QString &detail)
{
    core::Error made;
    made.kind = kind;
    made.detail = detail;
    return made;
}

/// In memory, shared by all that hold it; may refuse.
class FakeKeyring final : public secrets::Keyring
{
public:
    QCoro::Task<core::Result<QByteArray>> read(QString name) override
    {
        if (refusal)
            co_return core::failure(*refusal);
        if (!kept.contains(name))
            co_return core::failure(error(Kind::NotFound, u"nothing"_s));
        co_return core::Result<QByteArray>(kept[name]);
    }
    QCoro::Task<core::Result<void>> write(QString name, QByteArray secret) override
    {
        if (refusal)
            co_return core::failure(*refusal);
        kept[name] = secret;
        co_return core::Result<void>();
    }
    QCoro::Task<core::Result<void>> remove(QString name) override
    {
        if (refusal)
            co_return core::failure(*refusal);
        if (kept.remove(name) == 0)
            co_return core::failure(error(Kind::NotFound, u"nothing"_s));
        co_return core::Result<void>();
    }

    QMap<QString, QByteArray> kept;
    std::optional<core::Error> refusal;
};

const Credentials ops{ Scheme::Basic, u"ops"_s, u"se\"cret ç"_s };
const Credentials token{ Scheme::Bearer, {}, u"tok"_s };
const Credentials given{ Scheme::Basic, u"env"_s, u"given"_s };

config::StackConfig described(const QString &master = u"10.0.0.1:5050"_s)
{
    config::StackConfig config;
    config.name = u"dev"_s;
    config.mesosMasters = { QUrl(u"http://"_s + master), QUrl(u"http://10.0.0.2:5050"_s) };
    config.auroraSchedulers = { QUrl(u"http://10.0.0.1:8081"_s) };
    config.airflow.url = QUrl(u"http://10.0.0.9:8080"_s);
    return config;
}

} // namespace

class tst_StackLogins : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_keyring = std::make_shared<FakeKeyring>(); }

    void keepsBetweenRuns();
    void prefersTheKeyring_overTheEnvironment();
    void lendsMesosLogin_toThoseWithoutTheirOwn();
    void staysInMemory_withoutAKeyring();
    void staysInMemory_andSaysWhy_whenTheKeyringRefuses();
    void goesNowhereElse_whenAddressesAreOthers();
    void survivesAServerThatWasReplaced();
    void forgets_andTheEnvironmentCountsAgain();
    void saysThatItIsStillKept_whenForgettingFails();
    void isNotOvertaken_byWhatWasReadLate();
    void saysThatWhatIsKeptIsNotReadable();
    void tellsOnlyRealChanges();

private:
    std::unique_ptr<secrets::StackLogins> opened(const config::StackConfig &config = described(),
                                                 const secrets::Logins &environment = {}) const
    {
        auto logins = std::make_unique<secrets::StackLogins>(config, environment);
        logins->setKeyring(m_keyring);
        QCoro::waitFor(logins->load());
        return logins;
    }

    std::shared_ptr<FakeKeyring> m_keyring;
};

void tst_StackLogins::keepsBetweenRuns()
{
    const auto first = opened();
    QCOMPARE(QCoro::waitFor(first->keep(Layer::Mesos, ops)), Origin::Keyring);
    QCOMPARE(QCoro::waitFor(first->keep(Layer::Airflow, token)), Origin::Keyring);
    const auto next = opened();
    QCOMPARE(next->current().mesos, ops);
    QCOMPARE(next->current().airflow, token);
    QCOMPARE(next->origin(Layer::Mesos), Origin::Keyring);
    QCOMPARE(m_keyring->kept.keys(), QStringList({ u"dev/airflow"_s, u"dev/mesos"_s }));
}

void tst_StackLogins::prefersTheKeyring_overTheEnvironment()
{
    const auto first = opened(described(), given);
    QCOMPARE(first->origin(Layer::Mesos), Origin::Given);
    QCoro::waitFor(first->keep(Layer::Mesos, ops));
    const auto logins = opened(described(), given);
    QCOMPARE(logins->current().mesos, ops);
    QCOMPARE(logins->origin(Layer::Mesos), Origin::Keyring);
}

void tst_StackLogins::lendsMesosLogin_toThoseWithoutTheirOwn()
{
    config::StackConfig config = described();
    config.airflow.user = u"nightly"_s;
    const auto logins = opened(config);
    QCOMPARE(logins->origin(Layer::Aurora), Origin::None);
    logins->use(Layer::Mesos, ops);
    QCOMPARE(logins->current().aurora, ops);
    QCOMPARE(logins->origin(Layer::Aurora), Origin::Mesos);
    QCOMPARE(logins->current().airflow, (Credentials{ Scheme::Basic, u"nightly"_s, ops.secret }));
    QCOMPARE(logins->current().proxy, Credentials()); // another system
    logins->use(Layer::Aurora, token);
    QCOMPARE(logins->current().aurora, token);
}

void tst_StackLogins::staysInMemory_withoutAKeyring()
{
    secrets::StackLogins logins(described(), {});
    QVERIFY(!logins.canKeep());
    QCoro::waitFor(logins.load());
    QCOMPARE(QCoro::waitFor(logins.keep(Layer::Mesos, ops)), Origin::Session);
    QCOMPARE(logins.current().mesos, ops);
    QCOMPARE(logins.origin(Layer::Mesos), Origin::Session);
}

void tst_StackLogins::staysInMemory_andSaysWhy_whenTheKeyringRefuses()
{
    m_keyring->refusal = error(Kind::Forbidden, u"The keyring stayed locked."_s);
    const auto logins = opened();
    QCOMPARE(logins->notice(), u"The keyring stayed locked."_s);
    QCOMPARE(QCoro::waitFor(logins->keep(Layer::Mesos, ops)), Origin::Session);
    QCOMPARE(logins->current().mesos, ops);
    QVERIFY(m_keyring->kept.isEmpty());
    m_keyring->refusal.reset();
    QCOMPARE(QCoro::waitFor(logins->keep(Layer::Mesos, ops)), Origin::Keyring);
    QVERIFY(logins->notice().isEmpty());
}

void tst_StackLogins::goesNowhereElse_whenAddressesAreOthers()
{
    const auto first = opened();
    QCoro::waitFor(first->keep(Layer::Mesos, ops));
    config::StackConfig other = described();
    other.mesosMasters = { QUrl(u"http://10.9.9.9:5050"_s) };
    const auto logins = opened(other);
    QCOMPARE(logins->current().mesos, Credentials());
    QVERIFY(logins->notice().contains(u"Mesos has other addresses"_s));
}

void tst_StackLogins::survivesAServerThatWasReplaced()
{
    const auto first = opened();
    QCoro::waitFor(first->keep(Layer::Mesos, ops));
    QCOMPARE(opened(described(u"10.0.0.3:5050"_s))->current().mesos, ops);
}

void tst_StackLogins::forgets_andTheEnvironmentCountsAgain()
{
    const auto logins = opened(described(), given);
    QCoro::waitFor(logins->keep(Layer::Mesos, ops));
    QVERIFY(QCoro::waitFor(logins->forget(Layer::Mesos)));
    QCOMPARE(logins->current().mesos, given);
    QVERIFY(m_keyring->kept.isEmpty());
    QVERIFY(QCoro::waitFor(logins->forget(Layer::Mesos))); // there is nothing: that is what was wanted
}

void tst_StackLogins::saysThatItIsStillKept_whenForgettingFails()
{
    const auto logins = opened();
    QCoro::waitFor(logins->keep(Layer::Mesos, ops));
    m_keyring->refusal = error(Kind::Timeout, u"slow"_s);
    const auto done = QCoro::waitFor(logins->forget(Layer::Mesos));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Kind::Timeout);
    QCOMPARE(logins->origin(Layer::Mesos), Origin::Keyring);
}

void tst_StackLogins::isNotOvertaken_byWhatWasReadLate()
{
    const auto first = opened();
    QCoro::waitFor(first->keep(Layer::Mesos, token));
    secrets::StackLogins logins(described(), {});
    logins.setKeyring(m_keyring);
    logins.use(Layer::Mesos, ops); // typed while the keyring was being unlocked
    QCoro::waitFor(logins.load());
    QCOMPARE(logins.current().mesos, ops);
}

void tst_StackLogins::saysThatWhatIsKeptIsNotReadable()
{
    for (const QByteArray bytes : { "", "nonsense", "{}", R"({"scheme":"basic","user":"a","secret":"hush"})" }) {
        m_keyring->kept[u"dev/mesos"_s] = bytes;
        const auto logins = opened();
        QCOMPARE(logins->current().mesos, Credentials());
        QVERIFY(logins->notice().contains(u"not readable"_s));
        QVERIFY(!logins->notice().contains(u"hush"_s));
    }
}

void tst_StackLogins::tellsOnlyRealChanges()
{
    const auto logins = opened();
    QSignalSpy changed(logins.get(), &secrets::StackLogins::changed);
    logins->use(Layer::Mesos, ops);
    QCOMPARE(changed.size(), 1);
    QCoro::waitFor(logins->keep(Layer::Mesos, ops)); // the same login, kept elsewhere: nobody signs in anew
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(tst_StackLogins)
#include "tst_stacklogins.moc"
