// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/address.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

class QLocalServer;

namespace links {

/// Takes links from other programs of this user over a local socket, so that they open in the window that runs: one
/// line in, "yes" or "no" out. Who began first has the socket; what an ended program left is taken over. Thread: GUI
/// thread.
class LinkServer final : public QObject
{
    Q_OBJECT
public:
    /// Opens the object; false: the stack is not open here.
    using Open = std::function<bool(const Address &)>;

    explicit LinkServer(Open open, QObject *parent = nullptr);
    ~LinkServer() override;

    bool isListening() const;

    static QString socketPath(); ///< in the user's runtime folder

private:
    void serve();

    Open m_open;
    std::unique_ptr<QLocalServer> m_server;
};

/// What became of a link that was handed over.
enum class HandedOver {
    Opened,
    Refused, ///< the window there knows no such stack
    Silent, ///< a window runs and did not answer in time: it may open it yet
    Nobody, ///< no window runs
};
/// Blocks, twice as long at most: for programs that do nothing else.
HandedOver handOver(const QString &link, std::chrono::milliseconds patience = std::chrono::seconds(5));

} // namespace links
