// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/request.h"

#include "models/net/bufferpool.h"

#include <array>

namespace net {

namespace {

constexpr std::array<char, BufferPool::padding> nothing{};

} // namespace

Body::Body() = default;

Body::Body(std::shared_ptr<Storage> storage)
    : m_storage(std::move(storage))
{
}

const char *Body::data() const
{
    return m_storage ? m_storage->buffer.data() : nothing.data();
}

char *Body::writable()
{
    return m_storage ? m_storage->buffer.data() : nullptr;
}

qint64 Body::size() const
{
    return m_storage ? m_storage->size : 0;
}

qint64 Body::capacity() const
{
    return m_storage ? m_storage->buffer.capacity() : BufferPool::padding;
}

QByteArray Body::toByteArray() const
{
    return QByteArray(data(), size());
}

QByteArray Response::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

bool Response::isRedirect() const
{
    return status / 100 == 3 && status != 304 && !header("location").isEmpty();
}

} // namespace net
