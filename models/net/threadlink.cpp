// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/threadlink.h"

namespace net {

bool ThreadLink::post(std::function<void()> work)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_context)
        return false;
    return QMetaObject::invokeMethod(m_context, std::move(work), Qt::QueuedConnection);
}

void ThreadLink::close()
{
    const QMutexLocker lock(&m_mutex);
    m_context = nullptr;
}

} // namespace net
