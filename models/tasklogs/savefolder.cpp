// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/savefolder.h"

#include "models/core/cancelled.h"
#include "models/core/errortext.h"
#include "models/core/tr.h"

#include <QDir>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

using core::tr;

constexpr int mostSilent = 3; ///< files in a row without an answer: then the agent is away

/// What is shared by the folders of one saving.
struct FolderSaving
{
    QPointer<TaskLogs> taskLogs;
    Place place;
    logs::SavingProgress progress;
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
    saving->silent = isSilence(error.kind) || error.kind == Kind::Proxy ? saving->silent + 1 : 0;
    return saving->silent >= mostSilent ? std::optional(error) : std::nullopt;
}

/// Of one of its files, as that of the whole folder.
logs::SavingProgress progressOf(const std::shared_ptr<FolderSaving> &saving)
{
    return [saving](qint64 done, qint64) { return saving->progress(saving->done + done, saving->whole); };
}

QCoro::Task<core::Result<void>> saveInto(std::shared_ptr<FolderSaving> saving, QList<LogFile> entries, QString path)
{
    QDir().mkpath(path);
    for (const LogFile &entry : entries)
        saving->whole += std::max<qint64>(0, entry.size);
    for (const LogFile &entry : entries) {
        if (!saving->taskLogs || saving->stop.stop_requested())
            co_return core::failure(core::cancelled());
        const QString to = path + u'/' + safeName(entry.name);
        std::optional<core::Error> end;
        if (entry.directory) {
            const auto inner = co_await saving->taskLogs->listFolder(saving->place, entry, saving->stop);
            if (inner) {
                const core::Result<void> saved = co_await saveInto(saving, *inner, to);
                if (!saved)
                    co_return core::failure(saved.error());
                continue;
            }
            end = note(saving.get(), entry.name + u'/', inner.error());
        } else {
            const logs::SavingProgress progress = progressOf(saving);
            const auto saved = co_await logs::saveFile(saving->taskLogs->open(saving->place, entry), to,
                                                       logs::SavedAs::Bytes, progress, saving->stop);
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

QString safeName(const QString &name)
{
    const QString last = name.mid(name.lastIndexOf(u'/') + 1);
    return last.isEmpty() || last == u"."_s || last == u".."_s ? u"_"_s : last;
}

QCoro::Task<core::Result<FolderReport>> saveFolder(QPointer<TaskLogs> taskLogs, Place place, LogFile folder,
                                                   QString path, logs::SavingProgress progress, std::stop_token stop)
{
    const auto entries = co_await taskLogs->listFolder(place, folder, stop);
    if (!entries)
        co_return core::failure(entries.error());
    const auto saving = std::make_shared<FolderSaving>();
    saving->taskLogs = taskLogs;
    saving->place = place;
    saving->progress = progress;
    saving->stop = stop;
    const core::Result<void> saved = co_await saveInto(saving, *entries, path);
    if (!saved)
        co_return core::failure(saved.error());
    co_return saving->report;
}

} // namespace tasklogs
