// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QProcess>
#include <QUrl>

namespace bench {

/// A master that answers GET /state with a generated state and its successor in turn, and everything else with 404. It
/// runs in a process of its own (`serve`), with the answers ready in memory, so that what it costs is nobody's figure.
class BodyServer
{
public:
    enum class Coding { Plain, Gzip };

    /// Throws std::runtime_error.
    BodyServer(const QString &state, Coding coding);
    ~BodyServer();

    QUrl url() const { return m_url; } ///< http://127.0.0.1:PORT

    /// When the last byte of the newest /state went out, by steadyNow(). Waits for it.
    Milliseconds lastByteSent();

private:
    QProcess m_process;
    QUrl m_url;
};

/// Of the clock that all processes share.
Milliseconds steadyNow();

/// One gzip member, level 1, as masters and the proxies before them make it.
QByteArray gzipped(const QByteArray &bytes);

} // namespace bench
