// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/networkwatch.h"

#include <QCoreApplication>
#include <QNetworkInformation>

namespace net {

NetworkWatch *NetworkWatch::instance()
{
    static auto *const watch = new NetworkWatch; // dies with the application
    return watch;
}

NetworkWatch::NetworkWatch()
    : QObject(QCoreApplication::instance())
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return; // nobody to ask: the back-off has to do
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability == QNetworkInformation::Reachability::Online
                    || reachability == QNetworkInformation::Reachability::Site)
                    Q_EMIT cameBack();
            });
}

} // namespace net
