// SPDX-License-Identifier: GPL-3.0-or-later
// TaskLogView: how it stays true.
#include "models/core/format.h"
#include "models/dag/nightboard.h"
#include "models/tasklogs/remembered.h"
#include "ui/common/glyphlabel.h"
#include "ui/common/notebox.h"
#include "ui/logs/filetree.h"
#include "ui/logs/logpane.h"
#include "ui/logs/tasklogview.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto listsEvery = 30s; ///< while the task runs: new files and processes come without a change of its state
constexpr auto firstPause = 2s; ///< after a listing that failed; twice as long after each more
constexpr auto longestPause = 60s;

QString bareWord(const QString &state)
{
    return state.startsWith("TASK_"_L1) ? state.mid(5) : state;
}

/// "RUNNING 03:20:11, for 27 min"; "FAILED 03:38:22, 9 min ago".
QString stateText(const tasklogs::Place &place, core::TimePoint now)
{
    QString text = bareWord(place.stateWord);
    if (!core::isKnown(place.since))
        return text;
    core::Duration age = std::max(core::Duration::zero(), now - place.since);
    if (age > 1min)
        age -= age % 1min; // a head that moves each second draws the eye from the log
    const QString span = core::formatSpan(age);
    text += u' ' + core::formatClockBare(place.since) + u", "_s;
    return text + (place.over ? TaskLogView::tr("%1 ago") : TaskLogView::tr("for %1")).arg(span);
}

} // namespace

void TaskLogView::showHead()
{
    const bool isGone = m_unlisted || m_place.forgotten;
    m_name->setText(m_place.title);
    m_glyph->setWord(m_place.forgotten ? u"gone"_s : m_place.stateWord);
    QString state = stateText(m_place, m_context.stack->clock().now());
    if (isGone)
        state = state.isEmpty() ? tr("not listed any more") : tr("not listed any more, was %1").arg(state);
    QStringList parts{ state };
    if (!m_place.host.isEmpty())
        parts << m_place.host;
    if (!m_place.message.isEmpty() && m_place.failed)
        parts << m_place.message;
    m_state->setText(parts.join(u" · "_s));
    m_pane->setEnded(m_place.over ? m_place.since : core::TimePoint());
    const QUrl link = m_logs->archiveLink(m_place);
    m_archive->setVisible(!link.isEmpty());
    m_archive->setToolTip(tr("Opens the browser: %1").arg(link.toDisplayString()));
}

/// "try 2 of 2 · try 1, LOST": each leads to its own log.
void TaskLogView::showTries()
{
    constexpr qsizetype mostTold = 4;
    const QList<tasklogs::Place> tries = m_logs->triesOfItsInstance(m_place);
    const auto here = std::ranges::find(tries, m_place.task, &tasklogs::Place::task);
    m_tries->setVisible(tries.size() > 1 && here != tries.end());
    if (m_tries->isHidden())
        return;
    QStringList parts{ tr("try %1 of %2").arg(here - tries.begin() + 1).arg(tries.size()) };
    for (qsizetype i = tries.size() - 1; i >= 0 && parts.size() <= mostTold; --i) { // the newest first
        const tasklogs::Place &other = tries[i];
        if (other.task == m_place.task)
            continue;
        const links::ObjectRef task{ links::ObjectRef::Kind::Task, (other.framework + u'/' + other.task).toUtf8() };
        const QString words = tr("try %1, %2").arg(i + 1).arg(bareWord(other.stateWord));
        parts << u"<a href=\"%1\">%2</a>"_s.arg(links::toPath(task).toHtmlEscaped(), words.toHtmlEscaped());
    }
    if (const QString text = parts.join(u" · "_s); text != m_tries->text()) // else a link would lose the focus
        m_tries->setText(text);
}

void TaskLogView::offerKeeper()
{
    const auto kept = keptElsewhere();
    m_pane->offerKeeper(!kept                                                  ? QString()
                            : kept->keeper == tasklogs::LogFile::Keeper::Agent ? tr("Read from agent")
                                                                               : tr("Read from observer"));
}

std::optional<tasklogs::LogFile> TaskLogView::keptElsewhere() const
{
    using Keeper = tasklogs::LogFile::Keeper;
    if (!m_open || m_open->keeper != Keeper::Copy)
        return std::nullopt;
    const auto found = std::ranges::find_if(m_listing.files, [this](const tasklogs::LogFile &file) {
        return !file.directory && file.name == m_open->name
            && (file.keeper == Keeper::Agent || file.keeper == Keeper::Observer);
    });
    return found == m_listing.files.end() ? std::nullopt : std::optional(*found);
}

void TaskLogView::setShown(bool shown)
{
    m_pane->setShown(shown);
    if (shown == m_shown)
        return;
    m_shown = shown;
    if (!shown) {
        m_tick.stop();
        m_again.stop();
        return;
    }
    m_tick.start();
    if (!m_begun)
        return begin();
    look();
    showHead();
    list();
}

void TaskLogView::begin()
{
    m_begun = true;
    // Just started, where agents and nodes are is told by the first picture.
    const core::Store *missing = nullptr;
    if (!m_context.stack->mesos()->snapshot())
        missing = m_context.stack->mesos();
    else if (m_ref.kind == links::ObjectRef::Kind::Node && m_context.stack->night()
             && !m_context.stack->night()->night())
        missing = m_context.stack->night();
    if (missing) {
        connect(missing, &core::Store::snapshotChanged, this, &TaskLogView::begin, Qt::SingleShotConnection);
        return;
    }
    if (const auto place = m_logs->find(m_ref)) {
        m_place = *place;
        showHead();
        emit titleChanged();
        list();
    } else {
        remember();
    }
}

void TaskLogView::remember()
{
    QCoro::connect(m_logs->remember(m_ref), this, [this](const tasklogs::Place &place) {
        m_place = place;
        showHead();
        emit titleChanged();
        list();
    });
}

void TaskLogView::look()
{
    auto place = m_logs->find(m_ref);
    if (!place && m_place.isWaiting())
        place = m_logs->findWaiting(m_ref);
    m_unlisted = !place && !m_place.forgotten;
    if (!place)
        return;
    const bool isAnother = place->task != m_place.task;
    if (isAnother && place->since < m_place.since)
        return; // pictures of different ages: the older one does not lead back
    if (isAnother && m_open)
        return offer(*place);
    if (isAnother)
        return follow(*place); // nothing is read that could be lost
    m_newest.reset();
    m_newer->setQuiet();
    const bool isNews = place->stateWord != m_place.stateWord || place->address != m_place.address || m_place.forgotten;
    m_place = *place;
    if (!isNews)
        return;
    showHead();
    emit titleChanged();
    list();
}

/// Never under the eyes of who reads. What became of the task that is read is told, too.
void TaskLogView::offer(const tasklogs::Place &newer)
{
    m_newest = newer;
    if (!m_place.task.isEmpty()) {
        const links::ObjectRef read{ links::ObjectRef::Kind::Task, (m_place.framework + u'/' + m_place.task).toUtf8() };
        const auto old = m_logs->find(read);
        m_unlisted = !old;
        m_place = old.value_or(m_place);
    }
    showHead();
    const QString title = newer.title != m_place.title ? tr("%1 has a log to read").arg(newer.title)
        : newer.over                                   ? tr("There was a newer task of %1").arg(newer.title)
                                                       : tr("A newer task of %1 runs").arg(newer.title);
    m_newer->say(NoteBox::Weight::Note, title,
                 tr("This is the log of the task before. Of the newer one: %1.")
                     .arg(stateText(newer, m_context.stack->clock().now())));
}

void TaskLogView::follow(const tasklogs::Place &newer)
{
    m_place = newer;
    m_newest.reset();
    m_newer->setQuiet();
    m_open.reset();
    m_listing = {};
    m_failures = 0;
    m_unlisted = false;
    m_files->setFiles({});
    m_pane->open(nullptr, tr("Asking which files there are…"));
    showHead();
    emit titleChanged();
    list();
}

void TaskLogView::refresh()
{
    m_failures = 0;
    look();
    list();
}

void TaskLogView::reopen()
{
    if (!m_begun)
        return;
    look();
    if (!m_newest)
        return list();
    const QString told = tr("%1: this is its newer task, %2").arg(m_newest->title, bareWord(m_newest->stateWord));
    follow(*m_newest);
    m_context.navigator->tell(told);
}

void TaskLogView::want(const QString &file, bool saved)
{
    m_wanted = file;
    m_wantsSaved = saved;
    if (const tasklogs::LogFile *found = wanted(m_listing))
        open(*found);
}

const tasklogs::LogFile *TaskLogView::wanted(const tasklogs::Listing &listing) const
{
    const auto find = [&](bool saved) -> const tasklogs::LogFile * {
        const auto found = std::ranges::find_if(listing.files, [&](const tasklogs::LogFile &file) {
            return !file.directory && file.name == m_wanted
                && (file.keeper == tasklogs::LogFile::Keeper::Copy) == saved;
        });
        return found == listing.files.end() ? nullptr : &*found;
    };
    if (m_wanted.isEmpty())
        return nullptr;
    const tasklogs::LogFile *found = find(m_wantsSaved);
    return found ? found : find(true);
}

void TaskLogView::list()
{
    m_again.stop();
    QCoro::connect(m_logs->list(m_place, m_stop.get_token()), this,
                   [this, asked = ++m_asked](const tasklogs::Listing &listing) {
                       if (asked == m_asked)
                           take(listing);
                   });
}

void TaskLogView::take(const tasklogs::Listing &listing)
{
    m_listing = listing;
    showTries();
    const bool isPicked = tasklogs::tryCount(listing.files) > tasklogs::fewTries;
    if (!isPicked)
        m_tryPick->clear();
    m_tryPick->setVisible(isPicked);
    m_files->setFiles(listing.files, m_logs->sandboxOf(m_place));
    for (const tasklogs::LogFile &folder : m_files->openFolders())
        openFolder(folder);
    m_foot->setText(tasklogs::TaskLogs::explain(m_place, listing));
    m_foot->setVisible(!m_foot->text().isEmpty());
    const bool failed = !m_place.address.isEmpty() && (listing.agentError || listing.observerError);
    m_failures = failed ? m_failures + 1 : 0;
    if (m_shown && failed)
        m_again.start(
            std::min<std::chrono::milliseconds>(longestPause, firstPause * (1 << std::min(m_failures - 1, 5))));
    else if (m_shown && !m_place.over)
        m_again.start(listsEvery);
    if (m_open) {
        m_files->markCurrent(*m_open);
        offerKeeper();
        return;
    }
    const tasklogs::LogFile *file = wanted(listing);
    if (!file)
        file = m_logs->choose(m_place, listing);
    if (file)
        open(*file);
    else
        m_pane->open(nullptr,
                     m_foot->text().isEmpty() ? tr("The task has written nothing yet.")
                         : m_archive->isHidden()
                         ? tr("There is nothing to read. %1").arg(m_foot->text())
                         : tr("There is nothing to read here. %1 The archive may have it.").arg(m_foot->text()));
    emit titleChanged();
}

} // namespace ui
