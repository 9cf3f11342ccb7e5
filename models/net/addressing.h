// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/request.h"

namespace net {

/// "host:port" in lower case, the scheme's port where none is given; IPv6 addresses in brackets.
QString authorityOf(const QUrl &url);

/// Where the connection really goes: the url with its host (and port) replaced as the route says.
QUrl rewritten(const QUrl &url, const Route *route);

/// The fingerprint the route accepts for this host and port: lower-case hex without colons; empty: none.
QByteArray pinFor(const QUrl &url, const Route *route);

/// Hex digits of a fingerprint as people write it ("SHA256:AB:CD…").
QByteArray plainFingerprint(const QString &written);

} // namespace net
