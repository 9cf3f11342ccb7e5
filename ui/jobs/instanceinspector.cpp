// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/instanceinspector.h"

#include "models/aurora/executor/exitwords.h"
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/links/objectref.h"
#include "ui/jobs/processview.h"
#include "ui/jobs/processwatch.h"

#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const aurora::TaskRow *taskOf(const aurora::State &state, const QByteArray &id)
{
    const std::string_view wanted(id.constData(), static_cast<size_t>(id.size()));
    const auto it
        = std::ranges::find_if(state.tasks, [&](const aurora::TaskRow &task) { return state.view(task.id) == wanted; });
    return it == state.tasks.end() ? nullptr : &*it;
}

} // namespace

InstanceInspector::InstanceInspector(stack::Stack *stack, QWidget *parent)
    : InspectorSheet(parent)
    , m_stack(stack)
    , m_processes(new ProcessView(this))
    , m_observer(new ProcessWatch(stack, this))
{
    setObjectName(u"instanceInspector"_s);
    m_processes->hide();
    connect(m_processes, &ProcessView::logRequested, this, [this](const QString &process, int run) {
        const QString file = u"%1/%2/stderr"_s.arg(process).arg(run);
        emit linkActivated(links::toPath(links::logOf(u"task//"_s + QString::fromUtf8(m_id), file)));
    });
    connect(m_observer, &ProcessWatch::changed, this, &InstanceInspector::refill);
}

void InstanceInspector::showTask(const aurora::State &state, const QByteArray &taskId)
{
    const aurora::TaskRow *task = taskOf(state, taskId);
    if (!task)
        return;
    const bool other = taskId != m_id;
    const bool moved = task->since != m_since;
    if (other) {
        m_task.reset();
        m_failure.clear();
    }
    m_id = taskId;
    m_since = task->since;
    m_observer->follow(state.string(task->host), QString::fromUtf8(taskId), aurora::isTerminal(task->status));
    fill(state, *task);
    if (other || moved)
        readHistory();
}

void InstanceInspector::fill(const aurora::State &state, const aurora::TaskRow &task)
{
    const core::TimePoint now = m_stack->clock().now();
    const QString word = core::toQString(aurora::word(task.status));
    const aurora::JobRow *job = task.job == aurora::noRow ? nullptr : &state.jobs[task.job];
    begin();
    QStringList line{ word };
    if (core::isKnown(task.since))
        line << core::formatAge(task.since, now);
    if (job && !job->contact.isEmpty())
        line << state.string(job->contact);
    setHead(tr("Task instance"), word,
            u"%1 / %2"_s.arg(job ? state.string(job->name) : state.string(task.id)).arg(task.instance),
            line.join(u" · "_s), state.string(task.id));
    const core::TimePoint fetched = m_stack->aurora()->freshness().fetchedAt;
    setAge(core::isKnown(fetched) ? tr("as of %1").arg(core::formatClockBare(fetched)) : QString());
    if (!task.message.isEmpty()) {
        addSection(tr("Message"));
        const bool bad = task.status == aurora::TaskStatus::Failed || task.status == aurora::TaskStatus::Lost;
        addSentence(state.string(task.message), bad ? Look::Failure : Look::Plain);
    }
    if (aurora::isTerminal(task.status)) {
        addSection(tr("End"));
        addSentence(endOf(state, task, job), task.status == aurora::TaskStatus::Finished ? Look::Plain : Look::Failure);
    }
    if (const aurora::PendingRow *reason = state.pendingReason(task.id)) {
        addSection(tr("Why it waits, says Aurora"));
        addSentence(state.string(reason->reason), Look::Warning);
        addRow(tr("Said"), core::formatAge(reason->at, now));
    }
    fillProcesses(state, task);
    if (job) {
        addSection(tr("Asked"));
        addRow(tr("CPUs"), core::formatCpus(static_cast<double>(job->resources.cpus)));
        addRow(tr("Memory"), tr("%1 GiB").arg(core::formatGib(static_cast<double>(job->resources.ram))));
        addRow(tr("Disk"), tr("%1 GiB").arg(core::formatGib(static_cast<double>(job->resources.disk))));
    }
    fillHistory();
    addSection(tr("Ids"));
    if (job)
        addLink(tr("Job"), state.string(job->key), u"job/"_s + state.string(job->key));
    addRow(tr("Task id"), state.string(task.id), Look::Mono);
    if (!task.agent.isEmpty())
        addLink(tr("Agent"), state.string(task.host), u"agent/"_s + state.string(task.agent));
    else
        addRow(tr("Agent"), tr("none yet"), Look::Quiet);
    if (!task.ancestor.isEmpty())
        addRow(tr("Took over from"), state.string(task.ancestor), Look::Mono);
    addRow(tr("Failures"), QString::number(task.failures));
    addRow(tr("Times lost"), QString::number(task.timesLost));
    end();
}

void InstanceInspector::refill()
{
    const aurora::Snapshot picture = m_stack->aurora()->snapshot();
    const aurora::TaskRow *task = picture ? taskOf(*picture, m_id) : nullptr;
    if (task)
        fill(*picture, *task);
}

void InstanceInspector::fillProcesses(const aurora::State &state, const aurora::TaskRow &task)
{
    if (!m_observer->isAsked())
        return; // it is on no agent yet
    addSection(tr("Thermos processes"));
    const QString who = tr("The observer on %1").arg(state.string(task.host));
    if (const auto &told = m_observer->task()) {
        const core::TimePoint now = m_stack->clock().now();
        m_processes->setTask(*told, now);
        addWidget(m_processes);
        if (m_observer->error())
            addSentence(
                tr("As of %1. %2")
                    .arg(core::formatClockBare(m_observer->readAt()), core::errorText(*m_observer->error(), who).what),
                Look::Warning);
    } else if (m_observer->error() && m_observer->error()->kind == core::Error::Kind::NotFound) {
        addSentence(tr("%1 does not know this task: it has not begun there, or its traces are cleared away.").arg(who));
    } else if (m_observer->error()) {
        const core::ErrorText words = core::errorText(*m_observer->error(), who);
        addSentence(words.what, Look::Warning);
    } else {
        addSentence(tr("Asking the observer on %1…").arg(state.string(task.host)));
    }
}

/// The event before the last one tells who ordered a kill; it is known once the history is.
QString InstanceInspector::endOf(const aurora::State &state, const aurora::TaskRow &task,
                                 const aurora::JobRow *job) const
{
    aurora::executor::Exit exit;
    exit.status = core::toQString(aurora::word(task.status));
    exit.message = state.string(task.message);
    exit.host = state.string(task.host);
    if (job) {
        exit.ram = static_cast<qint64>(job->resources.ram) * core::mebibyte;
        exit.disk = static_cast<qint64>(job->resources.disk) * core::mebibyte;
    }
    if (const mesos::Snapshot mesos = m_stack->mesos()->snapshot()) {
        const std::string_view id = state.view(task.id);
        const auto told
            = std::ranges::find_if(mesos->tasks, [&](const mesos::Task &each) { return mesos->view(each.id) == id; });
        if (told != mesos->tasks.end())
            exit.reason = mesos->string(told->reason);
    }
    if (m_task && m_task->events.size() >= 2) {
        exit.message = m_task->events.last().message;
        exit.orderedBy = m_task->events.at(m_task->events.size() - 2).message;
    }
    if (const auto &told = m_observer->task()) {
        // The one that failed, before those that were killed for it; of several the one that began first.
        const auto rank = [](const aurora::ProcessRun &run) {
            return std::pair(run.state != aurora::ProcessRun::State::Failed, run.started);
        };
        std::optional<aurora::ProcessRun> cause;
        for (auto it = told->runs.cbegin(); it != told->runs.cend(); ++it) {
            const bool isBad
                = it->state == aurora::ProcessRun::State::Failed || it->state == aurora::ProcessRun::State::Killed;
            if (!isBad || (cause && rank(*cause) <= rank(*it)))
                continue;
            cause = *it;
            exit.process = it.key();
            exit.returnCode = it->returnCode;
        }
    }
    const QString words = aurora::executor::exitInWords(exit);
    return words.endsWith(u'.') ? words : words + u'.';
}

void InstanceInspector::fillHistory()
{
    addSection(tr("History"));
    if (!m_failure.isEmpty()) {
        addSentence(m_failure, Look::Warning);
        return;
    }
    if (!m_task) {
        addSentence(tr("Asking Aurora…"));
        return;
    }
    const QList<aurora::TaskEvent> &events = m_task->events;
    for (qsizetype i = events.size() - 1; i >= 0; --i) {
        const aurora::TaskEvent &event = events[i];
        const core::TimePoint until = i + 1 < events.size() ? events[i + 1].at : m_stack->clock().now();
        const bool over = i + 1 == events.size() && aurora::isTerminal(event.status);
        QString words = core::toQString(aurora::word(event.status));
        if (!over)
            words += u" · "_s + core::formatSpan(until - event.at);
        if (!event.message.isEmpty())
            words += u" · "_s + event.message;
        addRow(core::formatClockDated(event.at, m_stack->clock().now()), words);
    }
}

void InstanceInspector::readHistory()
{
    m_reading.request_stop();
    m_reading = {};
    const std::stop_token stop = m_reading.get_token();
    const auto query = aurora::TaskQuery::Builder().taskIds({ QString::fromUtf8(m_id) }).build();
    if (!query || !m_stack->aurora())
        return;
    QCoro::connect(m_stack->aurora()->client()->tasks(*query, stop), this,
                   [this, stop](const core::Result<QList<aurora::Task>> &tasks) {
                       if (stop.stop_requested())
                           return;
                       if (!tasks) {
                           m_failure = core::errorText(tasks.error(), tr("Aurora")).what;
                       } else {
                           m_failure = tasks->isEmpty() ? tr("Aurora does not know this task any more.") : QString();
                           m_task = tasks->isEmpty() ? std::nullopt : std::optional(tasks->first());
                       }
                       refill();
                   });
}

} // namespace ui
