// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/saving.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 pieceBytes = 1 << 20;

core::Error storageError(const QFile &file)
{
    core::Error error;
    error.kind = core::Error::Kind::Storage;
    error.endpoint = file.fileName();
    error.detail = file.errorString();
    return error;
}

core::Error cancelled()
{
    core::Error error;
    error.kind = core::Error::Kind::Cancelled;
    return error;
}

/// A name from a sandbox cannot lead out of the folder it is saved to.
QString safeName(const QString &name)
{
    const QString last = name.mid(name.lastIndexOf(u'/') + 1);
    return last.isEmpty() || last == u"."_s || last == u".."_s ? u"_"_s : last;
}

} // namespace

QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<logs::Source> source, QString path,
                                           std::function<bool(qint64)> progress, std::stop_token stop)
{
    const auto size = co_await source->size(stop);
    if (!size)
        co_return core::failure(size.error());
    QFile file(path + u".part"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        co_return core::failure(storageError(file));
    for (qint64 at = 0; at < *size;) {
        const auto piece = co_await source->read(at, std::min(pieceBytes, *size - at), stop);
        if (!piece)
            co_return core::failure(piece.error());
        if (piece->isEmpty())
            break;
        if (file.write(*piece) != piece->size())
            co_return core::failure(storageError(file));
        at += piece->size();
        if (!progress(at))
            co_return core::failure(cancelled());
    }
    const qint64 written = file.size();
    file.close();
    QFile::remove(path);
    if (!file.rename(path))
        co_return core::failure(storageError(file));
    co_return written;
}

QCoro::Task<core::Result<int>> saveFolder(QPointer<tasklogs::TaskLogs> logs, tasklogs::Place place,
                                          tasklogs::LogFile folder, QString path, std::function<bool(qint64)> progress,
                                          std::stop_token stop)
{
    const auto entries = co_await logs->listFolder(place, folder, stop);
    if (!entries)
        co_return core::failure(entries.error());
    QDir().mkpath(path);
    int files = 0;
    for (const tasklogs::LogFile &entry : *entries) {
        if (!logs)
            co_return core::failure(cancelled());
        const QString to = path + u'/' + safeName(entry.name);
        if (entry.directory) {
            const auto inner = co_await saveFolder(logs, place, entry, to, progress, stop);
            if (!inner)
                co_return inner;
            files += *inner;
            continue;
        }
        const auto saved = co_await saveFile(logs->open(place, entry), to, progress, stop);
        if (!saved)
            co_return core::failure(saved.error());
        ++files;
    }
    co_return files;
}

AskPath &askPath()
{
    static AskPath ask = [](QWidget *parent, const QString &title, const QString &suggested, bool folder) {
        return folder ? QFileDialog::getExistingDirectory(parent, title)
                      : QFileDialog::getSaveFileName(parent, title, suggested);
    };
    return ask;
}

} // namespace ui
