// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"
#include "models/net/request.h"

#include <QNetworkReply>

namespace net {

/// A network failure of `reply` (not an HTTP status) in our words; `received` bytes of body so far.
core::Error networkError(const QNetworkReply &reply, const Request &request, const QString &tlsWords, qint64 received);

/// An error without an answer.
core::Error requestError(core::Error::Kind kind, const QUrl &url, const QString &detail = {});

/// True where QNetworkReply's error only repeats an HTTP status: such an answer is a Response for us.
bool isHttpStatus(QNetworkReply::NetworkError error, int status);

/// The first 4 KiB as text, with credentials blanked out: some proxies' pages repeat the request's headers.
QString redactedExcerpt(QByteArrayView body);

} // namespace net
