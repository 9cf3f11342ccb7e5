// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/wire/sigv4.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace aws::sigv4 {

namespace {

constexpr auto hash = QCryptographicHash::Sha256;
constexpr char algorithm[] = "AWS4-HMAC-SHA256";

QByteArray hexHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, hash).toHex();
}

QByteArray hmac(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, hash);
}

/// Without "." and "..", and one slash where there are several.
QByteArray normalised(const QByteArray &path)
{
    QList<QByteArray> parts;
    for (const QByteArray &part : path.split('/')) {
        if (part == "..") {
            if (!parts.isEmpty())
                parts.removeLast();
        } else if (!part.isEmpty() && part != ".") {
            parts.append(part);
        }
    }
    QByteArray result = "/" + parts.join('/');
    if (!parts.isEmpty() && (path.endsWith('/') || path.endsWith("/.")))
        result += '/';
    return result;
}

/// What is encoded already stays; what is not becomes so.
QByteArray canonicalQuery(const QByteArray &query)
{
    if (query.isEmpty())
        return {};
    QList<QPair<QByteArray, QByteArray>> pairs;
    for (const QByteArray &part : query.split('&')) {
        const qsizetype middle = part.indexOf('=');
        const QByteArray name = middle < 0 ? part : part.left(middle);
        const QByteArray value = middle < 0 ? QByteArray() : part.mid(middle + 1);
        pairs.append({ QByteArray::fromPercentEncoding(name).toPercentEncoding(),
                       QByteArray::fromPercentEncoding(value).toPercentEncoding() });
    }
    std::ranges::sort(pairs);
    QList<QByteArray> parts;
    for (const auto &[name, value] : pairs)
        parts.append(name + '=' + value);
    return parts.join('&');
}

/// By name in lower case; values without blanks around them, inner ones folded, those of the same name joined.
std::map<QByteArray, QByteArray> canonicalHeaders(const Message &message)
{
    std::map<QByteArray, QByteArray> headers;
    for (const auto &[name, value] : message.headers) {
        const auto [place, isNew] = headers.try_emplace(name.toLower(), value.simplified());
        if (!isNew)
            place->second += ',' + value.simplified();
    }
    return headers;
}

QByteArray signedNames(const Message &message)
{
    QList<QByteArray> names;
    for (const auto &[name, value] : canonicalHeaders(message))
        names.append(name);
    return names.join(';');
}

QByteArray scopeText(const Scope &scope)
{
    return timestamp(scope.at).left(8) + '/' + scope.region + '/' + scope.service + "/aws4_request";
}

} // namespace

QByteArray timestamp(core::TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC)
        .toString(u"yyyyMMdd'T'HHmmss'Z'"_s)
        .toLatin1();
}

QByteArray canonicalRequest(const Message &message)
{
    QByteArray text = message.method + '\n' + normalised(message.path).toPercentEncoding("/") + '\n'
        + canonicalQuery(message.query) + '\n';
    for (const auto &[name, value] : canonicalHeaders(message))
        text += name + ':' + value + '\n';
    return text + '\n' + signedNames(message) + '\n' + hexHash(message.body);
}

QByteArray stringToSign(const QByteArray &canonicalRequest, const Scope &scope)
{
    return QByteArray(algorithm) + '\n' + timestamp(scope.at) + '\n' + scopeText(scope) + '\n'
        + hexHash(canonicalRequest);
}

QByteArray signature(const QByteArray &stringToSign, const QString &secret, const Scope &scope)
{
    QByteArray key = hmac("AWS4" + secret.toUtf8(), timestamp(scope.at).left(8));
    for (const QByteArray &part : { scope.region, scope.service, QByteArray("aws4_request"), stringToSign })
        key = hmac(key, part);
    return key.toHex();
}

QByteArray authorization(const Message &message, const Keys &keys, const Scope &scope)
{
    const QByteArray signedText = stringToSign(canonicalRequest(message), scope);
    return QByteArray(algorithm) + " Credential=" + keys.id.toLatin1() + '/' + scopeText(scope)
        + ", SignedHeaders=" + signedNames(message) + ", Signature=" + signature(signedText, keys.secret, scope);
}

} // namespace aws::sigv4
