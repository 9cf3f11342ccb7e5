// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/instanceinspector.h"

#include "models/core/errortext.h"
#include "models/core/format.h"

#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

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
{
    setObjectName(u"instanceInspector"_s);
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
    fill(state, *task);
    if (other || moved)
        readHistory();
}

void InstanceInspector::fill(const aurora::State &state, const aurora::TaskRow &task)
{
    const core::TimePoint now = m_stack->clock().now();
    const QString word = toString(aurora::word(task.status));
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
    if (const aurora::PendingRow *reason = state.pendingReason(task.id)) {
        addSection(tr("Why it waits, says Aurora"));
        addSentence(state.string(reason->reason), Look::Warning);
        addRow(tr("Said"), core::formatAge(reason->at, now));
    }
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
        QString words = toString(aurora::word(event.status));
        if (!over)
            words += u" · "_s + core::formatSpan(until - event.at);
        if (!event.message.isEmpty())
            words += u" · "_s + event.message;
        addRow(core::formatClockBare(event.at), words);
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
                       if (const aurora::Snapshot picture = m_stack->aurora()->snapshot()) {
                           if (const aurora::TaskRow *task = taskOf(*picture, m_id))
                               fill(*picture, *task);
                       }
                   });
}

} // namespace ui
