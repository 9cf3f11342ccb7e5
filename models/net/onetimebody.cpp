// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/onetimebody.h"

#include <cstring>

namespace net {

OneTimeBody::OneTimeBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneTimeBody::readData(char *data, qint64 most)
{
    const qint64 count = std::min(most, qint64{ m_bytes.size() } - pos());
    if (count <= 0)
        return -1;
    std::memcpy(data, m_bytes.constData() + pos(), static_cast<size_t>(count));
    return count;
}

} // namespace net
