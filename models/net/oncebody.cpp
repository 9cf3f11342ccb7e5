// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/oncebody.h"

#include <algorithm>

namespace net {

OnceBody::OnceBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(ReadOnly | Unbuffered);
}

qint64 OnceBody::bytesAvailable() const
{
    return m_bytes.size() - m_read;
}

qint64 OnceBody::readData(char *data, qint64 most)
{
    const qint64 size = std::min(most, bytesAvailable());
    std::copy_n(m_bytes.constData() + m_read, size, data);
    m_read += size;
    return size == 0 && most > 0 ? -1 : size; // -1: nothing will follow
}

} // namespace net
