// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/wire/sigv4.h"
#include "tests/peers/peer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

/// Our signatures beside those of the botocore Debian ships, for requests neither has seen.
class tst_PeerBotocore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { SKIP_WITHOUT_PEERS(); }
    void signsRandomRequestsAlike();

private:
    QByteArray text(const QByteArray &alphabet, int most)
    {
        QByteArray made;
        for (int left = m_random.bounded(1, most + 1); left > 0; --left)
            made += alphabet[m_random.bounded(static_cast<int>(alphabet.size()))];
        return made;
    }

    QRandomGenerator m_random{ 20261126 };
};

void tst_PeerBotocore::signsRandomRequestsAlike()
{
    const QByteArray letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    peer::Process botocore(u"/usr/bin/python3"_s, { peer::script(u"sign.py"_s) });
    for (int i = 0; i < 500; ++i) {
        aws::sigv4::Message message;
        message.method = m_random.bounded(4) == 0 ? "GET" : "POST";
        message.path = m_random.bounded(2) == 0 ? "/" : '/' + text(letters + "-_.~/", 30);
        for (int n = m_random.bounded(4); n > 0; --n)
            message.query
                += (message.query.isEmpty() ? "" : "&") + text(letters + "-_.~", 8) + '=' + text(letters + "-_.~", 12);
        for (int n = m_random.bounded(400); n > 0; --n)
            message.body += static_cast<char>(m_random.bounded(256));
        aws::sigv4::Scope scope;
        scope.region = QByteArrayList{ "us-east-1", "sa-east-1", "cn-north-1" }[m_random.bounded(3)];
        scope.service = QByteArrayList{ "ec2", "autoscaling", "sts" }[m_random.bounded(3)];
        scope.at = core::TimePoint(std::chrono::seconds(m_random.bounded(1'000'000'000) + 1'000'000'000));
        aws::Keys keys{ QString::fromLatin1(text(letters, 20)), QString::fromLatin1(text(letters + "/+", 40)), {}, {} };
        if (m_random.bounded(2) == 0)
            keys.token = QString::fromLatin1(text(letters + "/+=", 300));
        const QByteArray host = text("abcdefghij", 20) + ".example.com";
        const QByteArray type = "application/" + text("abcdefghij", 10) + ";  charset=utf-8";

        const QJsonObject asked{
            { u"method"_s, QString::fromLatin1(message.method) },
            { u"url"_s,
              QString::fromLatin1("https://" + host + message.path
                                  + (message.query.isEmpty() ? "" : '?' + message.query)) },
            { u"body"_s, QString::fromLatin1(message.body.toHex()) },
            { u"headers"_s, QJsonObject{ { u"Content-Type"_s, QString::fromLatin1(type) } } },
            { u"id"_s, keys.id },
            { u"secret"_s, keys.secret },
            { u"token"_s, keys.token },
            { u"service"_s, QString::fromLatin1(scope.service) },
            { u"region"_s, QString::fromLatin1(scope.region) },
            { u"at"_s, QString::fromLatin1(aws::sigv4::timestamp(scope.at)) },
        };
        botocore.write(QJsonDocument(asked).toJson(QJsonDocument::Compact) + '\n');
        const QByteArray theirs = botocore.line(60000);
        QVERIFY2(!theirs.isEmpty(), "botocore gave no answer");

        message.headers
            = { { "Host", host }, { "Content-Type", type }, { "X-Amz-Date", aws::sigv4::timestamp(scope.at) } };
        if (!keys.token.isEmpty())
            message.headers.append({ "X-Amz-Security-Token", keys.token.toLatin1() });
        const QByteArray ours = aws::sigv4::authorization(message, keys, scope);
        const QByteArray difference
            = QByteArray::number(i) + ": ours " + ours + "\ntheirs " + theirs + '\n' + QJsonDocument(asked).toJson();
        QVERIFY2(ours == theirs, difference.constData());
    }
}

QTEST_GUILESS_MAIN(tst_PeerBotocore)
#include "tst_peer_botocore.moc"
