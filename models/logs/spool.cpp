// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/spool.h"

using namespace Qt::StringLiterals;

namespace logs {

namespace {

QCoro::Task<core::Result<QByteArray>> nothing()
{
    co_return QByteArray();
}

} // namespace

Spool::Spool()
{
    if (m_file.open())
        m_source = std::make_unique<FileSource>(m_file.fileName(), QString(), QString(), false);
}

core::Result<void> Spool::append(const QByteArray &bytes)
{
    if (!m_source || m_file.write(bytes) != bytes.size() || !m_file.flush()) {
        core::Error error;
        error.kind = core::Error::Kind::Storage;
        error.endpoint = m_file.fileTemplate();
        error.detail = m_file.errorString();
        return core::failure(error);
    }
    m_size += bytes.size();
    return {};
}

QCoro::Task<core::Result<QByteArray>> Spool::read(qint64 offset, qint64 length)
{
    return m_source ? m_source->read(offset, length, {}) : nothing();
}

} // namespace logs
