// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <functional>
#include <utility>

namespace sim {

struct HttpRequest
{
    QByteArray method;
    QString path; ///< decoded, without the query
    QUrlQuery query;
    QByteArray rawQuery; ///< as it came, for redirects
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QByteArray header(const char *name) const { return headers.value(name); }
    /// Of the query; "+" and "%20" are blanks. Empty when absent.
    QString value(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
};

struct HttpResponse
{
    int status = 200;
    QByteArray contentType; ///< empty: none is sent
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers = {}; ///< further ones
    /// A body that is made while it is sent, `length` bytes of it; empty: `body` is all there is.
    std::function<QByteArray(qint64 offset, qint64 length)> more = {};
    qint64 length = 0;

    static HttpResponse json(QByteArray body) { return { 200, "application/json", std::move(body) }; }
    /// What libprocess says to errors: one sentence.
    static HttpResponse text(int status, QByteArray sentence)
    {
        return { status, "text/plain; charset=utf-8", std::move(sentence) };
    }
    /// 200 without a body and without its type, as successful operator calls are answered.
    static HttpResponse empty() { return {}; }
};

/// "Not Found" …
QByteArray reasonPhrase(int status);

} // namespace sim
