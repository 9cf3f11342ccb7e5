// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/httpclient.h"

#include <limits>

namespace net {

/// One answer that is written to a file as it arrives, whatever its size.
struct Download
{
    Request request; ///< its deadline is for the head alone, its maxBody is not read; comes as it is, not compressed
    QString path; ///< created, or overwritten; what has come stays there when it fails
    std::chrono::milliseconds silence{ 15000 }; ///< the longest that is borne in the middle of the body
    qint64 most = std::numeric_limits<qint64>::max(); ///< bytes; more ends as TooLarge, before it comes if announced
};

/// Bytes written, and how many are announced (-1: not told). False ends it as Cancelled.
using DownloadProgress = std::function<bool(qint64 done, qint64 whole)>;

/// The result is the answer's head without a body; its wireBytes are in the file. Errors: those of send(), Timeout
/// after a silence, Truncated where less came than was announced, Storage where the disk refuses or has no room for
/// what is announced, NotJson for a web page that is no attachment. A bad status is an error, too.
/// The bytes are written in the network thread, at most 1.25 MiB of them wait in memory. `progress` is called in the
/// asking thread, some times a second and at the end.
QCoro::Task<core::Result<Response>> download(HttpClient *http, Download wish, DownloadProgress progress,
                                             std::stop_token stop = {});

} // namespace net
