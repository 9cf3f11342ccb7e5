// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QPair>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>

namespace net {

struct Credentials
{
    enum class Scheme { None, Basic, Bearer };
    Scheme scheme = Scheme::None;
    QString user; ///< Basic
    QString secret; ///< password or token; never logged, never in an Error
    bool operator==(const Credentials &) const = default;
};

/// How one stack's machines are reached. Shared by all clients of the stack, immutable.
struct Route
{
    QHash<QString, QString> rewrite; ///< host name → address (or "name:port" → "address:port"); names inside the
                                     ///< cluster often do not resolve. "*:port": any host that is not named
    QString proxy; ///< "socks5://host:port", "http://host:port" or empty; names are resolved at the proxy's side
    QString caFile; ///< PEM; added to the system's authorities
    QString clientCertFile; ///< PEM
    QString clientKeyFile; ///< PEM
    QHash<QString, QString> pins; ///< "host:port" → SHA-256 fingerprint (hex, colons allowed) accepted in spite of the
                                  ///< authority or the name
    bool operator==(const Route &) const = default;
};

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

struct Request
{
    enum class Verb { Get, Post, Put, Delete, Patch };
    Verb verb = Verb::Get;
    QUrl url;
    QByteArray body;
    QByteArray contentType;
    QByteArray accept = "application/json";
    HeaderList headers; ///< further ones
    Credentials credentials;
    std::shared_ptr<const Route> route; ///< may be null: straight
    std::chrono::milliseconds deadline{ 20000 }; ///< for the whole request
    qint64 maxBody = qint64{ 2 } << 30; ///< after inflating
    bool compressed = true; ///< ask for gzip/deflate
    bool followRedirects
        = false; ///< at most 5; credentials stay behind where the host changes. The leader logic follows by itself
    bool repeatable = false; ///< a POST that only reads: may be asked of another master when the first fails
};

/// A body whose memory goes back to the transport when the last holder drops it: fresh pages cost more than parsing.
/// The bytes are followed by 64 readable bytes (simdjson's padding). Thread: may be read and dropped anywhere.
class Body
{
public:
    const char *data() const;
    char *writable(); ///< the same for whoever has the body alone; null: it is empty
    qint64 size() const;
    qint64 capacity() const; ///< readable bytes, padding included
    QByteArray toByteArray() const; ///< a copy, for small bodies
    std::string_view view() const { return { data(), static_cast<size_t>(size()) }; }

    struct Storage;
    explicit Body(std::shared_ptr<Storage> storage);
    Body();

private:
    std::shared_ptr<Storage> m_storage;
};

struct Response
{
    int status = 0;
    QUrl url; ///< as asked (before rewriting)
    QByteArray accept; ///< as asked
    HeaderList headers; ///< names in lower case
    Body body;
    qint64 wireBytes = 0; ///< as received, before inflating
    std::chrono::milliseconds latency{ 0 }; ///< to the first byte of the answer
    std::chrono::milliseconds duration{ 0 }; ///< to the last
    std::optional<core::Duration> clockOffset; ///< server's clock minus ours, half the latency taken off; from Date

    QByteArray header(const QByteArray &lowerCaseName) const;
    bool isRedirect() const; ///< to another place; 304 is none
};

} // namespace net
