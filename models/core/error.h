// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace core {

/// Why something asked of the world did not come. Code switches on `kind`; people read the sentences of errortext.h.
struct Error
{
    enum class Kind {
        NameNotResolved, ///< the host name has no address here
        Refused, ///< the host is up, nothing listens on the port
        Unreachable, ///< no route, network down, connection reset
        Timeout, ///< no answer within the deadline
        Tls, ///< certificate or handshake
        Proxy, ///< the SOCKS5 or HTTP proxy refuses or cannot be reached
        Unauthorized, ///< 401
        Forbidden, ///< 403, or said in the answer itself
        NotFound, ///< 404
        RateLimited, ///< 429
        Server, ///< other 5xx, or a fault told in the answer itself
        NoLeader, ///< masters answer, none leads
        RedirectLoop, ///< redirected to itself, or too often
        UnsafeRedirect, ///< redirected to where credentials must not go
        TooLarge, ///< the body passes the size limit
        Truncated, ///< the connection closed before the announced end
        NotJson, ///< the body is something else, e.g. a proxy's web page
        WrongShape, ///< JSON, but not of the expected shape; `path` names the place
        Rejected, ///< the server understood and said no (4xx not named above, or in the answer itself)
        JobUpdating, ///< an update holds the job; `path` is its id where the server told it
        Config, ///< our own configuration is at fault
        Storage, ///< the local store is at fault
        Cancelled, ///< we ended it ourselves; never shown as a failure
    };

    Kind kind = Kind::Unreachable;
    QString endpoint; ///< "host:port/path", never with credentials or query
    int httpStatus = 0; ///< 0 when there was no answer; 2xx when the refusal is in the answer itself
    QString detail; ///< first 4 KiB of the body or the library's own words, redacted
    QString path; ///< WrongShape, NotJson: place in the document, e.g. `slaves[3].id`; JobUpdating: see there
    qint64 received = 0; ///< Truncated, TooLarge: bytes received
    qint64 expected = 0; ///< Truncated: bytes announced (0: not announced); TooLarge: the limit
    std::optional<Duration> clockOffset; ///< server's clock minus ours, when the answer carried a Date

    bool operator==(const Error &) const = default;
};

/// Stable lower-case name of a kind, for logs, JSON and tests: "name-not-resolved", "refused", …
QString kindName(Error::Kind kind);

bool isSilence(Error::Kind kind); ///< nobody is there, or there is no way to them

} // namespace core

Q_DECLARE_METATYPE(core::Error)
