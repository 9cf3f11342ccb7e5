// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/source.h"

#include <QTimer>
#include <qcoro/qcorotimer.h>

#include <memory>

namespace support {

/// What a test's file is at the moment, and how its keeper misbehaves. Shared with the source that reads it.
struct MemoryFile
{
    QByteArray content;
    qint64 mostAtOnce = 64 << 10; ///< as a Mesos agent's answers
    std::optional<core::Error::Kind> fault;
    int reads = 0;
    qint64 bytesRead = 0;
    bool grows = true;
};

class MemorySource final : public logs::Source
{
public:
    explicit MemorySource(std::shared_ptr<MemoryFile> file)
        : m_file(std::move(file))
    {
    }
    QString fileName() const override { return QStringLiteral("stdout"); }
    QString keeper() const override { return QStringLiteral("agent a1"); }
    bool mayGrow() const override { return m_file->grows; }
    QCoro::Task<core::Result<qint64>> size(std::stop_token) override { return sizeOf(m_file); }
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token) override
    {
        return bytesOf(m_file, offset, length);
    }

private:
    static core::Error error(core::Error::Kind kind)
    {
        core::Error error;
        error.kind = kind;
        return error;
    }
    static QCoro::Task<void> turn()
    {
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(0);
        co_await qCoro(timer).waitForTimeout();
    }
    static QCoro::Task<core::Result<qint64>> sizeOf(std::shared_ptr<MemoryFile> file)
    {
        co_await turn();
        if (file->fault)
            co_return core::failure(error(*file->fault));
        co_return file->content.size();
    }
    static QCoro::Task<core::Result<QByteArray>> bytesOf(std::shared_ptr<MemoryFile> file, qint64 offset, qint64 length)
    {
        co_await turn();
        ++file->reads;
        if (file->fault)
            co_return core::failure(error(*file->fault));
        const QByteArray bytes = offset >= file->content.size()
            ? QByteArray()
            : file->content.mid(offset, std::min(length, file->mostAtOnce));
        file->bytesRead += bytes.size();
        co_return bytes;
    }

    const std::shared_ptr<MemoryFile> m_file;
};

} // namespace support
