// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/wire/sigv4.h"
#include "tests/unit/aws/exchanges.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString sessionToken = u"6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"_s;

core::TimePoint at(const QByteArray &timestamp)
{
    const QDateTime moment = QDateTime::fromString(QString::fromLatin1(timestamp), u"yyyyMMdd'T'HHmmss'Z'"_s);
    return core::TimePoint(core::Duration(QDateTime(moment.date(), moment.time(), Qt::UTC).toMSecsSinceEpoch()));
}

aws::sigv4::Message messageOf(const exchanges::Message &read)
{
    aws::sigv4::Message message;
    const qsizetype first = read.start.indexOf(' ');
    const QByteArray target = read.start.mid(first + 1, read.start.lastIndexOf(' ') - first - 1);
    const qsizetype mark = target.indexOf('?');
    message.method = read.start.left(first);
    message.path = mark < 0 ? target : target.left(mark);
    message.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    message.headers = read.headers;
    message.body = read.body;
    return message;
}

aws::Keys keysOf(const QByteArray &id, const QString &name)
{
    if (id == "AKIAIOSFODNN7EXAMPLE")
        return { u"AKIAIOSFODNN7EXAMPLE"_s, u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s, {}, {} };
    if (id == "AKIAI44QH8DHBEXAMPLE")
        return { u"AKIAI44QH8DHBEXAMPLE"_s, u"je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"_s, {}, {} };
    if (name.contains(u"assumed"_s)) {
        const QByteArray role = exchanges::answer(u"sts/020-AssumeRole"_s).body;
        const auto part = [&](const QByteArray &tag) {
            const qsizetype from = role.indexOf('<' + tag + '>') + tag.size() + 2;
            return QString::fromLatin1(role.mid(from, role.indexOf("</" + tag) - from));
        };
        return { part("AccessKeyId"), part("SecretAccessKey"), part("SessionToken"), {} };
    }
    return {};
}

} // namespace

/// Signatures against AWS's own test suite, and against those botocore made of every recorded request.
class tst_Sigv4 : public QObject
{
    Q_OBJECT

private slots:
    void signsAsTheSuite_data();
    void signsAsTheSuite();
    void signsAsRecorded_data();
    void signsAsRecorded();
    void changesWithEverythingSigned();
};

void tst_Sigv4::signsAsTheSuite_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(QStringLiteral(GOLDEN_DIR "/aws/sigv4")).entryList({ u"*.req"_s });
    QCOMPARE(files.size(), 34);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << u"sigv4/"_s + file.chopped(4);
}

void tst_Sigv4::signsAsTheSuite()
{
    QFETCH(const QString, name);
    exchanges::Message read = exchanges::request(name);
    while (read.body.endsWith('\n'))
        read.body.chop(1);
    aws::Keys keys{ u"AKIDEXAMPLE"_s, u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s, {}, {} };
    if (name.endsWith(u"get-vanilla-with-session-token"_s)) {
        keys.token = sessionToken;
        read.headers.append({ "X-Amz-Security-Token", sessionToken.toLatin1() });
    }
    const aws::sigv4::Message message = messageOf(read);
    const aws::sigv4::Scope scope{ "us-east-1", "service", at("20150830T123600Z") };
    const QByteArray canonical = aws::sigv4::canonicalRequest(message);
    QCOMPARE(canonical, exchanges::file(name + u".creq"_s));
    QCOMPARE(aws::sigv4::stringToSign(canonical, scope), exchanges::file(name + u".sts"_s));
    QCOMPARE(aws::sigv4::authorization(message, keys, scope), exchanges::file(name + u".authz"_s));
}

void tst_Sigv4::signsAsRecorded_data()
{
    QTest::addColumn<QString>("name");
    int signatures = 0;
    for (const QString &name : exchanges::names()) {
        // Signed with another key on purpose, changed after signing, or not signed at all.
        if (name.contains(u"signature-bad"_s) || name.contains(u"unknown-key"_s) || name.contains(u"tampered"_s)
            || name.contains(u"unsigned"_s))
            continue;
        QTest::newRow(qPrintable(name)) << name;
        ++signatures;
    }
    QVERIFY(signatures > 100);
}

void tst_Sigv4::signsAsRecorded()
{
    QFETCH(const QString, name);
    const exchanges::Message read = exchanges::request(name);
    const QByteArray expected = read.header("Authorization");
    // AWS4-HMAC-SHA256 Credential=ID/DAY/REGION/SERVICE/aws4_request, SignedHeaders=a;b, Signature=…
    const QList<QByteArray> credential = expected.mid(expected.indexOf('=') + 1).split(',').first().split('/');
    const QByteArray names = expected.mid(expected.indexOf("SignedHeaders=") + 14).split(',').first();
    aws::sigv4::Message message = messageOf(read);
    message.headers.removeIf([&](const auto &header) { return !names.split(';').contains(header.first.toLower()); });
    const aws::Keys keys = keysOf(credential[0], name);
    QVERIFY(!keys.isEmpty());
    const aws::sigv4::Scope scope{ credential[2], credential[3], at(read.header("X-Amz-Date")) };
    QCOMPARE(aws::sigv4::authorization(message, keys, scope), expected);
}

void tst_Sigv4::changesWithEverythingSigned()
{
    const aws::Keys keys{ u"AKIDEXAMPLE"_s, u"secret"_s, {}, {} };
    const aws::sigv4::Scope scope{ "us-east-1", "ec2", at("20150830T123600Z") };
    const aws::sigv4::Message plain{ "POST", "/", "", { { "Host", "a" } }, "Action=X" };
    const QByteArray signedPlain = aws::sigv4::authorization(plain, keys, scope);
    const auto differs = [&](const auto &change) {
        aws::sigv4::Message message = plain;
        aws::sigv4::Scope other = scope;
        change(message, other);
        return aws::sigv4::authorization(message, keys, other) != signedPlain;
    };
    QVERIFY(differs([](auto &message, auto &) { message.body += ' '; }));
    QVERIFY(differs([](auto &message, auto &) { message.path = "/a"; }));
    QVERIFY(differs([](auto &message, auto &) { message.query = "a"; }));
    QVERIFY(differs([](auto &message, auto &) { message.method = "GET"; }));
    QVERIFY(differs([](auto &message, auto &) { message.headers[0].second = "b"; }));
    QVERIFY(differs([](auto &, auto &other) { other.at += std::chrono::seconds(1); }));
    QVERIFY(differs([](auto &, auto &other) { other.region = "sa-east-1"; }));
    QVERIFY(differs([](auto &, auto &other) { other.service = "sts"; }));
    QVERIFY(!differs([](auto &message, auto &) { message.headers[0].second = "  a "; }));
}

QTEST_APPLESS_MAIN(tst_Sigv4)
#include "tst_sigv4.moc"
