// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/proxylogins.h"

#include <QMutex>

namespace net {

namespace {

struct Known
{
    QMutex mutex; ///< guards `logins`: set by the GUI thread, read by network threads
    QHash<QString, Credentials> logins;
};

Known &known()
{
    static Known all;
    return all;
}

} // namespace

void setProxyLogin(const QString &proxy, const Credentials &login)
{
    if (proxy.isEmpty())
        return;
    const QMutexLocker lock(&known().mutex);
    known().logins.insert(proxy, login);
}

Credentials proxyLogin(const QString &proxy)
{
    if (proxy.isEmpty())
        return {};
    const QMutexLocker lock(&known().mutex);
    return known().logins.value(proxy);
}

} // namespace net
