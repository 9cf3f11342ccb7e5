// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/archive.h"
#include "models/handover/redact.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr core::TimePoint night{ 1'795'847'880'000ms };

/// Path → bytes, as any other program finds them.
QMap<QString, QByteArray> unpacked(const QString &file)
{
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
    archive_read_support_format_all(reader.get());
    archive_read_support_filter_all(reader.get());
    QMap<QString, QByteArray> files;
    if (archive_read_open_filename(reader.get(), QFile::encodeName(file).constData(), 10240) != ARCHIVE_OK)
        return files;
    archive_entry *entry = nullptr;
    while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
        QByteArray bytes(int(archive_entry_size(entry)), '\0');
        archive_read_data(reader.get(), bytes.data(), size_t(bytes.size()));
        files.insert(QString::fromUtf8(archive_entry_pathname_utf8(entry)), bytes);
    }
    return files;
}

} // namespace

class tst_Bundle : public QObject
{
    Q_OBJECT

private slots:
    void secrets_areRemoved_data();
    void secrets_areRemoved();
    void whatIsNoSecret_stays_data();
    void whatIsNoSecret_stays();
    void knownSecrets_areRemoved_whereverTheyStand();
    void anyProgramOpensIt_data();
    void anyProgramOpensIt();
    void otherNames_areRefused();
    void whereNothingCanBeWritten_nothingIs();
};

void tst_Bundle::secrets_areRemoved_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text); };
    row("DB_PASSWORD=hunter2secret");
    row("export AWS_SECRET_ACCESS_KEY='hunter2secret'");
    row("spark-submit --conf spark.password=hunter2secret main.py");
    row("train --password hunter2secret --verbose");
    row("train --api-key=hunter2secret");
    row(R"({"password": "hunter2secret", "user": "ops"})");
    row(R"({"password": "a \"quoted\" hunter2secret", "user": "ops"})");
    row(R"({"cmdline": "{\"apiToken\": \"hunter2secret\"}"})");
    row("db.passphrase: hunter2secret");
    row("Authorization: Basic hunter2secret==");
    row("curl -H 'Authorization: Bearer hunter2secret'");
    row("postgres://ops:hunter2secret@db.internal/prod");
    row("-----BEGIN RSA PRIVATE KEY-----\nhunter2secret\n-----END RSA PRIVATE KEY-----");
    row("it ends within -----BEGIN PRIVATE KEY-----\nhunter2secret");
    row("eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.hunter2secret");
    row("PASSWORD=\"two hunter2secret words\"");
}

void tst_Bundle::secrets_areRemoved()
{
    QFETCH(const QString, text);
    const QString clean = handover::withoutSecrets(text);
    QVERIFY2(!clean.contains(u"hunter2secret"_s), qPrintable(clean));
    QVERIFY2(clean.contains(u"…"_s), qPrintable(clean));
}

void tst_Bundle::whatIsNoSecret_stays_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text); };
    row("java.io.IOException: No space left on device");
    row("http://10.130.96.11:5050/state");
    row("ssh ops@10.130.96.11");
    row("tasks: 14, cpus=8.0, user=ops");
    row("{\"node\": \"itaipu\", \"state\": \"failed\"}");
    row("WWW-Authenticate: Basic realm=\"Mesos\"");
}

void tst_Bundle::whatIsNoSecret_stays()
{
    QFETCH(const QString, text);
    QCOMPARE(handover::withoutSecrets(text), text);
}

void tst_Bundle::knownSecrets_areRemoved_whereverTheyStand()
{
    const QStringList known{ u"pl4nted/S3cret"_s, u"abc"_s };
    QCOMPARE(handover::withoutSecrets(u"said pl4nted/S3cret to abc, and pl4nted%2FS3cret"_s, known),
             u"said … to abc, and …"_s); // three letters are no secret, and would be everywhere
}

void tst_Bundle::anyProgramOpensIt_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : { "night.zip", "night.tar.gz", "night.tgz" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_Bundle::anyProgramOpensIt()
{
    QFETCH(const QString, name);
    QTemporaryDir dir;
    const QString file = dir.filePath(name);
    const QByteArray large(3'000'000, 'x');
    const auto written = handover::writeBundle(
        file, { { u"note.txt"_s, "São Paulo\n" }, { u"logs/itaipu-0.txt"_s, large }, { u"empty.txt"_s, {} } }, night);
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    QCOMPARE(QFile::permissions(file) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    const QMap<QString, QByteArray> files = unpacked(file);
    QCOMPARE(files.keys(), QStringList({ u"night/empty.txt"_s, u"night/logs/itaipu-0.txt"_s, u"night/note.txt"_s }));
    QCOMPARE(files[u"night/note.txt"_s], QByteArray("São Paulo\n"));
    QCOMPARE(files[u"night/logs/itaipu-0.txt"_s], large);
}

void tst_Bundle::otherNames_areRefused()
{
    QTemporaryDir dir;
    const auto refused = handover::writeBundle(dir.filePath(u"night.rar"_s), {}, night);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, core::Error::Kind::Config);
    QVERIFY(!QFile::exists(dir.filePath(u"night.rar"_s)));
}

void tst_Bundle::whereNothingCanBeWritten_nothingIs()
{
    QTemporaryDir dir;
    const auto refused = handover::writeBundle(dir.filePath(u"no/such/folder/night.zip"_s), {}, night);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, core::Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(tst_Bundle)
#include "tst_bundle.moc"
