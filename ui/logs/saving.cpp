// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/saving.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/logs/linetext.h"
#include "ui/shell/page.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 pieceBytes = 1 << 20;
constexpr qint64 newsBytes = 8 << 20; ///< between two sentences about the progress

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::Saving", text);
}

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

QByteArray asText(const QByteArray &lines)
{
    QByteArray text;
    text.reserve(lines.size());
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype feed = lines.indexOf('\n', at);
        const qsizetype end = feed < 0 ? lines.size() : feed;
        text += logs::plainText(QByteArrayView(lines).sliced(at, end - at)).toUtf8();
        if (feed >= 0)
            text += '\n';
        at = end + 1;
    }
    return text;
}

} // namespace

QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<logs::Source> source, QString path, SavedAs as,
                                           std::function<bool(qint64)> progress, std::stop_token stop)
{
    const auto size = co_await source->size(stop);
    if (!size)
        co_return core::failure(size.error());
    QFile file(path + u".part"_s);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        co_return core::failure(storageError(file));
    QByteArray rest; // of a line; SavedAs::Text alone
    for (qint64 at = 0; at < *size;) {
        const auto piece = co_await source->read(at, std::min(pieceBytes, *size - at), stop);
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
            co_return core::failure(storageError(file));
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
        const auto saved = co_await saveFile(logs->open(place, entry), to, SavedAs::Bytes, progress, stop);
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

std::function<bool(qint64)> SavingNews::progress() const
{
    return [news = *this, told = qint64(0)](qint64 bytes) mutable {
        if (bytes - told > newsBytes || bytes < told) { // less: the next file of a folder
            told = bytes;
            news.tell(tr("Saving: %1 so far").arg(core::formatBytes(bytes)));
        }
        return true;
    };
}

void SavingNews::tell(const QString &sentence) const
{
    if (m_navigator)
        m_navigator->tell(sentence);
}

void SavingNews::failed(const core::Error &error, const QString &keeper) const
{
    if (error.kind != core::Error::Kind::Cancelled)
        tell(tr("Not saved: %1").arg(core::errorText(error, keeper).what));
}

void saveAsked(QWidget *asker, Navigator *navigator, const QString &suggested, std::shared_ptr<logs::Source> source,
               SavedAs as, std::stop_token stop)
{
    QString name = suggested;
    name.replace(u'/', u'-');
    const QString path = askPath()(asker, tr("Save log"), name, false);
    if (path.isEmpty())
        return;
    const SavingNews news(navigator);
    QCoro::connect(saveFile(source, path, as, news.progress(), std::move(stop)), asker,
                   [news, path, keeper = source->keeper()](const core::Result<qint64> &bytes) {
                       bytes ? news.tell(tr("Saved %1 as %2").arg(core::formatBytes(*bytes), path))
                             : news.failed(bytes.error(), keeper);
                   });
}

} // namespace ui
