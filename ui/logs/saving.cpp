// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/saving.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/logs/linetext.h"
#include "ui/shell/page.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 pieceBytes = 1 << 20;
constexpr int mostSilent = 3; ///< files in a row without an answer: then the agent is away

using core::tr;

/// Where it is while it is not whole.
QString partOf(const QString &path)
{
    return path + u".part"_s;
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

/// All of the source into the file, as far as it goes.
QCoro::Task<core::Result<void>> writeAll(std::shared_ptr<logs::Source> source, QFile *file, SavedAs as,
                                         SavingProgress progress, std::stop_token stop)
{
    const auto size = co_await source->size(stop);
    if (!size)
        co_return core::failure(size.error());
    QByteArray rest; // of a line; SavedAs::Text alone
    for (qint64 at = 0; at < *size;) {
        const auto piece = co_await source->read(at, std::min(pieceBytes, *size - at), stop);
        if (stop.stop_requested())
            co_return core::failure(cancelled());
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
        if (file->write(bytes) != bytes.size())
            co_return core::failure(storageError(*file));
        if (!progress(at, *size))
            co_return core::failure(cancelled());
    }
    co_return core::Result<void>();
}

bool isSilence(core::Error::Kind kind)
{
    using Kind = core::Error::Kind;
    return kind == Kind::Unreachable || kind == Kind::Timeout || kind == Kind::Refused || kind == Kind::NameNotResolved
        || kind == Kind::Proxy;
}

/// What is shared by the folders of one saving.
struct FolderSaving
{
    QPointer<tasklogs::TaskLogs> logs;
    tasklogs::Place place;
    SavingProgress progress;
    std::stop_token stop;
    FolderReport report;
    qint64 done = 0; ///< bytes of files that are through
    qint64 whole = 0; ///< of all files that were listed so far
    int silent = 0; ///< files in a row
};

/// Why it has to end; it goes on where one thing could not be read.
std::optional<core::Error> note(FolderSaving *saving, const QString &name, const core::Error &error)
{
    using Kind = core::Error::Kind;
    if (error.kind == Kind::Cancelled || error.kind == Kind::Storage)
        return error;
    saving->report.unread << name + u": "_s + core::errorText(error, tr("the agent")).what;
    saving->silent = isSilence(error.kind) ? saving->silent + 1 : 0;
    return saving->silent >= mostSilent ? std::optional(error) : std::nullopt;
}

/// Of one of its files, as that of the whole folder.
SavingProgress progressOf(const std::shared_ptr<FolderSaving> &saving)
{
    return [saving](qint64 done, qint64) { return saving->progress(saving->done + done, saving->whole); };
}

QCoro::Task<core::Result<void>> saveInto(std::shared_ptr<FolderSaving> saving, QList<tasklogs::LogFile> entries,
                                         QString path)
{
    QDir().mkpath(path);
    for (const tasklogs::LogFile &entry : entries)
        saving->whole += std::max<qint64>(0, entry.size);
    for (const tasklogs::LogFile &entry : entries) {
        if (!saving->logs || saving->stop.stop_requested())
            co_return core::failure(cancelled());
        const QString to = path + u'/' + safeName(entry.name);
        std::optional<core::Error> end;
        if (entry.directory) {
            const auto inner = co_await saving->logs->listFolder(saving->place, entry, saving->stop);
            if (inner) {
                const core::Result<void> saved = co_await saveInto(saving, *inner, to);
                if (!saved)
                    co_return core::failure(saved.error());
                continue;
            }
            end = note(saving.get(), entry.name + u'/', inner.error());
        } else {
            const SavingProgress progress = progressOf(saving);
            const auto saved = co_await saveFile(saving->logs->open(saving->place, entry), to, SavedAs::Bytes, progress,
                                                 saving->stop);
            saving->done += std::max<qint64>(0, entry.size);
            if (saved) {
                ++saving->report.files;
                saving->silent = 0;
                continue;
            }
            end = note(saving.get(), entry.name, saved.error());
        }
        if (end)
            co_return core::failure(*end);
    }
    co_return core::Result<void>();
}

} // namespace

QCoro::Task<core::Result<qint64>> saveFile(std::shared_ptr<logs::Source> source, QString path, SavedAs as,
                                           SavingProgress progress, std::stop_token stop)
{
    QFile file(partOf(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        co_return core::failure(storageError(file));
    const core::Result<void> written = co_await writeAll(source, &file, as, progress, stop);
    const qint64 bytes = file.size();
    file.close();
    if (!written) {
        if (bytes == 0 || written.error().kind == core::Error::Kind::Cancelled)
            file.remove();
        co_return core::failure(written.error());
    }
    QFile::remove(path);
    if (!file.rename(path))
        co_return core::failure(storageError(file));
    co_return bytes;
}

QCoro::Task<core::Result<FolderReport>> saveFolder(QPointer<tasklogs::TaskLogs> logs, tasklogs::Place place,
                                                   tasklogs::LogFile folder, QString path, SavingProgress progress,
                                                   std::stop_token stop)
{
    const auto entries = co_await logs->listFolder(place, folder, stop);
    if (!entries)
        co_return core::failure(entries.error());
    const auto saving = std::make_shared<FolderSaving>();
    saving->logs = logs;
    saving->place = place;
    saving->progress = progress;
    saving->stop = stop;
    const core::Result<void> saved = co_await saveInto(saving, *entries, path);
    if (!saved)
        co_return core::failure(saved.error());
    co_return saving->report;
}

AskPath &askPath()
{
    static AskPath ask = [](QWidget *parent, const QString &title, const QString &suggested, bool folder) {
        return folder ? QFileDialog::getExistingDirectory(parent, title)
                      : QFileDialog::getSaveFileName(parent, title, suggested);
    };
    return ask;
}

namespace {

/// One saving as the window tells about it.
struct Telling
{
    QPointer<Navigator> navigator;
    QString name; ///< "stderr"
    std::stop_source stop{};
    QElapsedTimer sinceTold{};
    bool isTabGone = false;

    void tell(const QString &sentence) const
    {
        if (!navigator)
            return;
        navigator->showWork({});
        navigator->tell(sentence);
    }
    /// "Not saved: …", with what is left of it.
    void tellFailure(const core::Error &error, const QString &keeper, const QString &left) const
    {
        if (error.kind == core::Error::Kind::Cancelled)
            return tell((isTabGone ? tr("Its tab was closed: %1 is not saved. %2") : tr("Not saved, as wished: %1. %2"))
                            .arg(name, left)
                            .trimmed());
        tell(tr("%1 is not saved: %2 %3").arg(name, core::errorText(error, keeper).what, left).trimmed());
    }
};

std::shared_ptr<Telling> telling(QWidget *asker, Navigator *navigator, const QString &name)
{
    auto made = std::make_shared<Telling>();
    made->navigator = navigator;
    made->name = name;
    QObject::connect(asker, &QObject::destroyed, navigator, [made = std::weak_ptr(made)] {
        if (const auto alive = made.lock()) {
            alive->isTabGone = true;
            alive->stop.request_stop();
        }
    });
    return made;
}

SavingProgress progressOf(const std::shared_ptr<Telling> &telling)
{
    constexpr qint64 pauseMs = 200;
    return [telling](qint64 done, qint64 whole) {
        if (telling->navigator && (!telling->sinceTold.isValid() || telling->sinceTold.elapsed() > pauseMs)) {
            telling->sinceTold.start();
            Work work;
            work.name = tr("Saving %1").arg(telling->name);
            work.share = whole > 0 ? std::min(1.0, static_cast<double>(done) / static_cast<double>(whole)) : -1;
            work.figure = tr("%1 of %2").arg(core::formatBytes(done), core::formatBytes(whole));
            work.cancel = [telling] { telling->stop.request_stop(); };
            telling->navigator->showWork(work);
        }
        return !telling->stop.stop_requested();
    };
}

} // namespace

void saveAsked(QWidget *asker, Navigator *navigator, const QString &suggested, std::shared_ptr<logs::Source> source,
               SavedAs as)
{
    QString name = suggested;
    name.replace(u'/', u'-');
    const QString path = askPath()(asker, tr("Save log"), name, false);
    if (path.isEmpty())
        return;
    const auto news = telling(asker, navigator, name);
    QCoro::connect(saveFile(source, path, as, progressOf(news), news->stop.get_token()), navigator,
                   [news, path, keeper = source->keeper()](const core::Result<qint64> &bytes) {
                       if (bytes)
                           return news->tell(tr("Saved %1 as %2").arg(core::formatBytes(*bytes), path));
                       const QFileInfo part(partOf(path));
                       const QString left = !part.exists()
                           ? QString()
                           : tr("What was read, %1, is in %2").arg(core::formatBytes(part.size()), part.filePath());
                       news->tellFailure(bytes.error(), keeper, left);
                   });
}

void saveFolderAsked(QWidget *asker, Navigator *navigator, tasklogs::TaskLogs *logs, const tasklogs::Place &place,
                     const tasklogs::LogFile &folder, const QString &name)
{
    const QString into = askPath()(asker, tr("Save folder"), {}, true);
    if (into.isEmpty())
        return;
    const QString to = into + u'/' + safeName(name);
    const auto news = telling(asker, navigator, name);
    QCoro::connect(
        saveFolder(logs, place, folder, to, progressOf(news), news->stop.get_token()), navigator,
        [news, to](const core::Result<FolderReport> &report) {
            if (!report) {
                const QString left
                    = QFileInfo::exists(to) ? tr("What was read until then is in %1").arg(to) : QString();
                return news->tellFailure(report.error(), tr("the agent"), left);
            }
            QString told = tr("Saved %1 files in %2").arg(report->files).arg(to);
            if (!report->unread.isEmpty())
                told += u". "_s
                    + tr("%1 could not be read: %2").arg(report->unread.size()).arg(report->unread.join(u"; "_s));
            news->tell(told);
        });
}

} // namespace ui
