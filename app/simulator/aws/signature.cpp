// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aws/signature.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace sim::aws {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto sha256 = QCryptographicHash::Sha256;

struct Given
{
    QByteArray keyId;
    QByteArray day;
    QByteArray region;
    QByteArray service;
    QList<QByteArray> names;
    QByteArray signature;
};

QByteArray valueAfter(const QByteArray &header, const QByteArray &name)
{
    const qsizetype from = header.indexOf(name + '=');
    if (from < 0)
        return {};
    const qsizetype begin = from + name.size() + 1;
    const qsizetype end = header.indexOf(',', begin);
    return header.mid(begin, end < 0 ? -1 : end - begin).trimmed();
}

std::optional<Given> read(const QByteArray &header)
{
    const QList<QByteArray> credential = valueAfter(header, "Credential").split('/');
    if (!header.startsWith("AWS4-HMAC-SHA256 ") || credential.size() != 5)
        return std::nullopt;
    return Given{ credential[0],
                  credential[1],
                  credential[2],
                  credential[3],
                  valueAfter(header, "SignedHeaders").split(';'),
                  valueAfter(header, "Signature") };
}

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, sha256);
}

QByteArray hex(const QByteArray &text)
{
    return QCryptographicHash::hash(text, sha256).toHex();
}

QByteArray expected(const HttpRequest &request, const Given &given, const QByteArray &secret)
{
    QByteArray lines = request.method + "\n/\n\n";
    for (const QByteArray &name : given.names)
        lines += name + ':' + request.header(name.constData()).simplified() + '\n';
    lines += '\n' + given.names.join(';') + '\n' + hex(request.body);
    const QByteArray scope = given.day + '/' + given.region + '/' + given.service + "/aws4_request";
    const QByteArray text = "AWS4-HMAC-SHA256\n" + request.header("x-amz-date") + '\n' + scope + '\n' + hex(lines);
    const QByteArray key
        = hmac(hmac(hmac(hmac("AWS4" + secret, given.day), given.region), given.service), "aws4_request");
    return hmac(key, text).toHex();
}

QByteArray stamp(const QDateTime &moment)
{
    return moment.toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
}

} // namespace

std::optional<Refusal> checkSignature(const HttpRequest &request, const QList<User> &users, Moment now, User *who,
                                      QByteArray *service)
{
    const std::optional<Given> given = read(request.header("authorization"));
    if (!given)
        return Refusal{ 403, "MissingAuthenticationToken", "Request is missing Authentication Token" };
    *service = given->service;
    const bool ec2 = given->service == "ec2";
    const auto user = std::ranges::find(users, given->keyId, &User::keyId);
    if (user == users.end()) {
        if (ec2)
            return Refusal{ 401, "AuthFailure", "AWS was not able to validate the provided access credentials" };
        return Refusal{ 403, "InvalidClientTokenId", "The security token included in the request is invalid." };
    }
    const QByteArray date = request.header("x-amz-date");
    const QDateTime read = QDateTime::fromString(QString::fromLatin1(date), u"yyyyMMdd'T'HHmmss'Z'"_s);
    const QDateTime at(read.date(), read.time(), Qt::UTC);
    const QDateTime here = QDateTime::fromMSecsSinceEpoch(toTimePoint(now).time_since_epoch().count(), Qt::UTC);
    constexpr int tolerance = 15 * 60;
    if (!read.isValid() || std::abs(at.secsTo(here)) > tolerance) {
        if (ec2)
            return Refusal{ 400, "RequestExpired", "Request has expired." };
        return Refusal{ 403, "SignatureDoesNotMatch",
                        "Signature expired: " + date + " is now earlier than " + stamp(here.addSecs(-tolerance)) + " ("
                            + stamp(here) + " - 15 min.)" };
    }
    if (expected(request, *given, user->secret) != given->signature) {
        if (ec2)
            return Refusal{ 401, "AuthFailure", "AWS was not able to validate the provided access credentials" };
        return Refusal{ 403, "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided. Check your AWS "
                        "Secret Access Key and signing method. Consult the service documentation for details." };
    }
    *who = *user;
    return std::nullopt;
}

} // namespace sim::aws
