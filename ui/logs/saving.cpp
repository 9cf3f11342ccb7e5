// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/saving.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/tasklogs/savefolder.h"
#include "ui/shell/page.h"

#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileInfo>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using core::tr;

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

logs::SavingProgress progressOf(const std::shared_ptr<Telling> &telling)
{
    constexpr qint64 pauseMs = 200;
    return [telling](qint64 done, qint64 whole) {
        if (telling->navigator && (!telling->sinceTold.isValid() || telling->sinceTold.elapsed() > pauseMs)) {
            telling->sinceTold.start();
            Work work;
            work.name = tr("Saving %1").arg(telling->name);
            work.share = whole > 0 ? std::min(1.0, static_cast<double>(done) / static_cast<double>(whole)) : -1;
            work.figure = whole < 0 ? core::formatBytes(done)
                                    : tr("%1 of %2").arg(core::formatBytes(done), core::formatBytes(whole));
            work.cancel = [telling] { telling->stop.request_stop(); };
            telling->navigator->showWork(work);
        }
        return !telling->stop.stop_requested();
    };
}

} // namespace

void saveAsked(QWidget *asker, Navigator *navigator, const QString &suggested, std::shared_ptr<logs::Source> source,
               logs::SavedAs as)
{
    QString name = suggested;
    name.replace(u'/', u'-');
    const QString path = askPath()(asker, tr("Save log"), name, false);
    if (path.isEmpty())
        return;
    const auto news = telling(asker, navigator, name);
    QCoro::connect(logs::saveFile(source, path, as, progressOf(news), news->stop.get_token()), navigator,
                   [news, path, keeper = source->keeper()](const core::Result<qint64> &bytes) {
                       if (bytes)
                           return news->tell(tr("Saved %1 as %2").arg(core::formatBytes(*bytes), path));
                       const QFileInfo part(logs::partOf(path));
                       const QString left = !part.exists()
                           ? QString()
                           : tr("What was read, %1, is in %2").arg(core::formatBytes(part.size()), part.filePath());
                       news->tellFailure(bytes.error(), keeper, left);
                   });
}

void saveFolderAsked(QWidget *asker, Navigator *navigator, tasklogs::TaskLogs *taskLogs, const tasklogs::Place &place,
                     const tasklogs::LogFile &folder, const QString &name)
{
    const QString into = askPath()(asker, tr("Save folder"), {}, true);
    if (into.isEmpty())
        return;
    const QString to = into + u'/' + tasklogs::safeName(name);
    const auto news = telling(asker, navigator, name);
    QCoro::connect(
        tasklogs::saveFolder(taskLogs, place, folder, to, progressOf(news), news->stop.get_token()), navigator,
        [news, to](const core::Result<tasklogs::FolderReport> &report) {
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
