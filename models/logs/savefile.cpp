// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/savefile.h"

#include "models/core/cancelled.h"
#include "models/logs/linetext.h"
#include "models/net/download.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace logs {

namespace {

constexpr qint64 pieceBytes = 1 << 20;

core::Error diskError(const QString &path, const QString &words)
{
    core::Error error;
    error.kind = core::Error::Kind::Storage;
    error.endpoint = path;
    error.detail = words;
    return error;
}

QByteArray asText(const QByteArray &lines)
{
    QByteArray text;
    text.reserve(lines.size());
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype feed = lines.indexOf('\n', at);
        const qsizetype end = feed < 0 ? lines.size() : feed;
        text += plainText(QByteArrayView(lines).sliced(at, end - at)).toUtf8();
        if (feed >= 0)
            text += '\n';
        at = end + 1;
    }
    return text;
}

/// All of the source into the file, as far as it goes, piece by piece.
QCoro::Task<core::Result<void>> writePieces(std::shared_ptr<Source> source, QString path, SavedAs as,
                                            SavingProgress progress, std::stop_token stop)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        co_return core::failure(diskError(path, file.errorString()));
    const auto size = co_await source->size(stop);
    if (!size)
        co_return core::failure(size.error());
    QByteArray rest; // of a line; SavedAs::Text alone
    for (qint64 at = 0; at < *size;) {
        const auto piece = co_await source->read(at, std::min(pieceBytes, *size - at), stop);
        if (stop.stop_requested())
            co_return core::failure(core::cancelled());
        if (!piece)
            co_return core::failure(piece.error());
        if (piece->isEmpty())
            break;
        at += piece->size();
        QByteArray bytes = *piece;
        if (as == SavedAs::Text) {
            bytes.prepend(rest);
            const qsizetype end = at < *size ? bytes.lastIndexOf('\n') + 1 : bytes.size();
            rest = bytes.sliced(end);
            const QFuture<QByteArray> text = QtConcurrent::run(asText, bytes.first(end));
            bytes = co_await text;
        }
        if (file.write(bytes) != bytes.size())
            co_return core::failure(diskError(path, file.errorString()));
        if (!progress(at, *size))
            co_return core::failure(core::cancelled());
    }
    if (!file.flush())
        co_return core::failure(diskError(path, file.errorString()));
    co_return core::Result<void>();
}

QCoro::Task<core::Result<void>> writeWhole(WholeFile whole, QString path, SavingProgress progress, std::stop_token stop)
{
    net::HttpClient *const http = whole.http.alive();
    if (!http)
        co_return core::failure(core::cancelled());
    net::Download wish;
    wish.request = whole.request;
    wish.path = path;
    wish.silence = whole.request.deadline;
    const auto answer = co_await net::download(http, wish, progress, stop);
    if (!answer)
        co_return core::failure(answer.error());
    co_return core::Result<void>();
}

QCoro::Task<core::Result<void>> writeEither(std::shared_ptr<Source> source, QString path, SavedAs as,
                                            SavingProgress progress, std::stop_token stop)
{
    const std::optional<WholeFile> whole = as == SavedAs::Bytes ? source->whole() : std::nullopt;
    if (whole) {
        const core::Result<void> written = co_await writeWhole(*whole, path, progress, stop);
        // Closed for this user or by the agent's firewall rules: pieces may be had in another way.
        if (written || written.error().kind != core::Error::Kind::Forbidden)
            co_return written;
    }
    const core::Result<void> written = co_await writePieces(source, path, as, progress, stop);
    co_return written;
}

} // namespace

QString partOf(const QString &path)
{
    return path + u".part"_s;
}

QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<Source> source, QString path, SavedAs as,
                                           SavingProgress progress, std::stop_token stop)
{
    const QString part = partOf(path);
    const core::Result<void> written = co_await writeEither(source, part, as, progress, stop);
    const qint64 bytes = QFileInfo(part).size();
    if (!written) {
        if (bytes == 0 || written.error().kind == core::Error::Kind::Cancelled)
            QFile::remove(part);
        co_return core::failure(written.error());
    }
    std::error_code refused; // of the system, as Qt's own would not take the place of what is there
    std::filesystem::rename(QFile::encodeName(part).toStdString(), QFile::encodeName(path).toStdString(), refused);
    if (refused)
        co_return core::failure(diskError(path, QString::fromStdString(refused.message())));
    co_return bytes;
}

} // namespace logs
