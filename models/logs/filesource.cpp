// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/filesource.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <functional>

namespace logs {

namespace {

core::Error fileError(const QString &path, core::Error::Kind kind, const QString &words)
{
    core::Error error;
    error.kind = kind;
    error.endpoint = path;
    error.detail = words;
    return error;
}

core::Result<QByteArray> readFile(const QString &path, qint64 offset, qint64 length)
{
    QFile file(path);
    if (!file.exists())
        return core::failure(fileError(path, core::Error::Kind::NotFound, {}));
    if (!file.open(QIODevice::ReadOnly))
        return core::failure(fileError(path, core::Error::Kind::Storage, file.errorString()));
    if (offset >= file.size())
        return QByteArray();
    if (!file.seek(offset))
        return core::failure(fileError(path, core::Error::Kind::Storage, file.errorString()));
    return file.read(length);
}

QCoro::Task<core::Result<QByteArray>> readLater(QString path, qint64 offset, qint64 length)
{
    const std::function<core::Result<QByteArray>()> work
        = [path, offset, length] { return readFile(path, offset, length); };
    const QFuture<core::Result<QByteArray>> future = QtConcurrent::run(work);
    co_return co_await future;
}

QCoro::Task<core::Result<qint64>> sizeNow(QString path)
{
    const QFileInfo info(path);
    if (!info.exists())
        co_return core::failure(fileError(path, core::Error::Kind::NotFound, {}));
    co_return info.size();
}

} // namespace

FileSource::FileSource(QString path, QString fileName, QString keeper, bool copy)
    : m_path(std::move(path))
    , m_name(std::move(fileName))
    , m_keeper(std::move(keeper))
    , m_copy(copy)
{
}

QCoro::Task<core::Result<qint64>> FileSource::size(std::stop_token)
{
    return sizeNow(m_path);
}

QCoro::Task<core::Result<QByteArray>> FileSource::read(qint64 offset, qint64 length, std::stop_token)
{
    return readLater(m_path, offset, length);
}

} // namespace logs
