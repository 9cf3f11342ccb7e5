// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace net {

/// Tells when the machine has a network again, where the platform says so (NetworkManager). Thread: GUI thread.
class NetworkWatch final : public QObject
{
    Q_OBJECT
public:
    static NetworkWatch *instance();

signals:
    void cameBack();

private:
    NetworkWatch();
};

} // namespace net
