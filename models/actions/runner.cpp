// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/runner.h"

#include "models/actions/outcome.h"
#include "models/actions/planchanges.h"
#include "models/core/errortext.h"
#include "models/core/logging.h"
#include "models/core/tr.h"

#include <qcoro/qcorofuture.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace actions {

namespace {

/// How finely the hold looks at the clock: the clock is an input and may be set.
constexpr std::chrono::milliseconds holdTick{ 100 };

using core::tr;

} // namespace

Runner::Runner(Record record, std::shared_ptr<Verb> verb, std::shared_ptr<Journal> journal, const core::Clock &clock,
               Pace pace, Told told)
    : m_record(std::move(record))
    , m_verb(std::move(verb))
    , m_journal(std::move(journal))
    , m_clock(clock)
    , m_pace(pace)
    , m_told(std::move(told))
{
}

// Each coroutine holds `self`: whoever owned the runner may let go of it during any co_await.

QCoro::Task<void> Runner::run()
{
    const auto self = shared_from_this();
    m_knownAt = m_record.plan->readAt;
    const Go held = co_await hold();
    if (held == Go::End)
        co_return;
    const Go same = co_await readAgain();
    if (same == Go::End)
        co_return;
    co_await work();
}

QCoro::Task<void> Runner::resume()
{
    const auto self = shared_from_this();
    m_resumed = true;
    m_forgiven = failuresIn(m_record, wholeOf(m_record)); // who resumes knows of them
    m_record.state = State::Running;
    m_record.outcome.clear();
    m_record.endedAt = {};
    tell();
    co_await work();
}

void Runner::cancel()
{
    m_cancelAsked = true;
    m_bell.ring();
}

void Runner::stop()
{
    if (isOver(m_record.state)) // its last entry is being written
        return;
    if (m_record.state == State::Held)
        return cancel();
    m_stopAsked = true;
    m_record.state = State::Stopping;
    tell();
    m_bell.ring();
}

void Runner::abandon()
{
    m_abandoned = true;
    m_calls.request_stop();
    m_bell.ring();
}

QCoro::Task<Runner::Go> Runner::hold()
{
    const auto self = shared_from_this();
    m_record.progress.heldUntil = m_clock.now() + m_pace.hold;
    tell();
    while (!m_cancelAsked && !m_abandoned && m_clock.now() < m_record.progress.heldUntil)
        co_await m_bell.wait(std::min(holdTick, m_record.progress.heldUntil - m_clock.now()));
    if (m_abandoned)
        co_return Go::End;
    if (!m_cancelAsked)
        co_return Go::On;
    m_record.state = State::Cancelled;
    co_await finish(tr("Cancelled during the hold: nothing was sent."));
    co_return Go::End;
}

QCoro::Task<Runner::Go> Runner::readAgain()
{
    const auto self = shared_from_this();
    const core::Result<Plan> now = co_await m_verb->plan(m_record.plan->request, m_calls.get_token());
    if (m_abandoned)
        co_return Go::End;
    if (m_cancelAsked || m_stopAsked) {
        m_record.state = State::Cancelled;
        co_await finish(tr("Cancelled before the first call: nothing was sent."));
        co_return Go::End;
    }
    if (!now) {
        const core::ErrorText text = core::errorText(now.error(), tr("The other side"));
        m_record.state = State::Failed;
        co_await finish(tr("The state could not be read again before sending; nothing was sent. %1").arg(text.what));
        co_return Go::End;
    }
    const PlanChanges changes = changesBetween(*m_record.plan, *now);
    if (!changes.isEmpty()) {
        m_record.state = State::Void;
        m_record.newPlan = std::make_shared<Plan>(changes.marked);
        m_record.changes = changes.sentences;
        co_await finish(
            tr("The state changed since this plan was made: %1 Nothing was sent.").arg(changes.sentences.join(u' ')));
        co_return Go::End;
    }
    m_knownAt = m_clock.now();
    co_return co_await setState(State::Running);
}

QCoro::Task<void> Runner::work()
{
    const auto self = shared_from_this();
    const QList<Batch> all = batchesOf(m_record);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Batch batch = all.at(i);
        if (isComplete(m_record, batch))
            continue;
        const Go sent = co_await sendBatch(batch);
        if (m_abandoned)
            co_return;
        if (!m_trouble.isEmpty())
            break;
        // What went out is seen through, whatever keeps the rest from following.
        const Go seen = co_await watchBatch(batch);
        if (m_abandoned)
            co_return;
        if (sent == Go::End || seen == Go::End || !mayGoOn(batch))
            break;
        if (i + 1 < all.size()) {
            co_await pauseFor(m_record.plan->request.batching.pause);
            if (m_abandoned)
                co_return;
            if (isStopped())
                break;
        }
    }
    if (m_stopAsked && m_trouble.isEmpty())
        m_trouble = tr("Stopped by %1.").arg(m_record.user);
    co_await close(all);
    if (!m_abandoned)
        co_await finish(m_trouble);
}

/// What was begun must not stay as it was only meant to be for a while: agents closed to work, machines protected. What
/// was not sent is left for good then, as it rested on that.
QCoro::Task<void> Runner::close(QList<Batch> all)
{
    const auto self = shared_from_this();
    const bool anySent = std::ranges::any_of(m_record.steps, [](const StepRecord &step) { return step.attempts > 0; });
    const bool anyClosing = std::ranges::any_of(
        all, [this](Batch batch) { return isClosing(m_record, batch) && !isComplete(m_record, batch); });
    // While it is not known what became of a call, nothing is undone that it may rest on.
    const bool unsure
        = std::ranges::any_of(m_record.steps, [](const StepRecord &step) { return step.state == StepState::Sent; });
    if (!anySent || !anyClosing || unsure)
        co_return;
    m_closing = true;
    const QString why = m_trouble;
    for (int i = 0; i < m_record.steps.size(); ++i) {
        if (at(i).state != StepState::Waiting || at(i).step.closing)
            continue;
        at(i).state = StepState::Left;
        at(i).answer = why;
        const Go kept = co_await keep(i, u"left"_s, tr("not sent: %1").arg(why));
        if (kept == Go::End)
            co_return;
    }
    for (const Batch batch : all) {
        if (!isClosing(m_record, batch) || isComplete(m_record, batch))
            continue;
        m_trouble.clear();
        co_await sendBatch(batch);
        if (m_abandoned)
            co_return;
        co_await watchBatch(batch);
        if (m_abandoned)
            co_return;
    }
    m_trouble = m_trouble.isEmpty() ? why : tr("%1 %2").arg(why, m_trouble);
}

QCoro::Task<Runner::Go> Runner::sendBatch(Batch batch)
{
    const auto self = shared_from_this();
    for (int step = batch.first; step <= batch.last; ++step) {
        if (isStopped())
            co_return Go::End;
        if (tooManyFailures())
            co_return Go::End;
        const StepState state = m_record.steps.at(step).state;
        Go go = Go::On;
        const bool gated = m_record.steps.at(step).step.gated;
        if (state == StepState::Waiting && !gated)
            go = co_await send(step);
        else if (state == StepState::Sent)
            go = co_await settle(step, true);
        if (go == Go::End)
            co_return Go::End;
    }
    co_return co_await sendGated(batch);
}

QCoro::Task<Runner::Go> Runner::send(int step)
{
    const auto self = shared_from_this();
    const bool isOld = m_clock.now() - m_knownAt > m_pace.stale;
    if (m_resumed || isOld)
        co_return co_await settle(step, false);
    co_return co_await perform(step);
}

bool Runner::mayGoOn(Batch batch) const
{
    const Batching &batching = m_record.plan->request.batching;
    return !(batching.stopOnBadBatch && failuresIn(m_record, batch) > 0) && !tooManyFailures();
}

bool Runner::tooManyFailures() const
{
    return failuresIn(m_record, wholeOf(m_record)) - m_forgiven > m_record.plan->request.batching.failuresInTotal;
}

QCoro::Task<Runner::Go> Runner::pauseFor(std::chrono::milliseconds pause)
{
    const auto self = shared_from_this();
    const core::TimePoint until = m_clock.now() + pause;
    while (!isStopped() && m_clock.now() < until)
        co_await m_bell.wait(std::min<std::chrono::milliseconds>(1s, until - m_clock.now()));
    co_return isStopped() ? Go::End : Go::On;
}

QCoro::Task<Runner::Go> Runner::setState(State state)
{
    const auto self = shared_from_this();
    if (m_record.state == state || m_record.state == State::Stopping)
        co_return Go::On;
    m_record.state = state;
    tell();
    const Entry entry{ m_clock.now(), u"state"_s, stateWord(state), -1 };
    const core::Result<void> kept = co_await m_journal->writeRecord(m_record, entry);
    if (m_abandoned)
        co_return Go::End;
    if (kept)
        co_return Go::On;
    m_trouble = kept.error().detail;
    co_await finish(m_trouble);
    co_return Go::End;
}

QCoro::Task<Runner::Go> Runner::keep(int step, QString kind, QString text, bool audited,
                                     std::shared_ptr<const Answer> answer)
{
    const auto self = shared_from_this();
    const core::TimePoint now = m_clock.now();
    qCDebug(lcActions) << m_record.id << kind << m_record.steps.at(step).step.key << text;
    std::optional<AuditEntry> line;
    if (audited) {
        line = auditLine(m_record, u"call"_s, now);
        line->what = m_record.steps.at(step).step.call;
        line->object = m_record.steps.at(step).step.object;
        line->answer = text;
        const auto words = [](const QJsonObject &object) {
            return object.isEmpty() ? QString()
                                    : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
        };
        if (answer) {
            line->before = words(answer->before);
            line->after = words(answer->after);
        }
    }
    const Entry entry{ now, kind, text, step };
    const core::Result<void> kept = co_await m_journal->writeStep(m_record, step, entry, line);
    if (m_abandoned)
        co_return Go::End;
    tell();
    if (kept)
        co_return Go::On;
    m_trouble = kept.error().detail;
    co_return Go::End;
}

QCoro::Task<void> Runner::finish(QString why)
{
    const auto self = shared_from_this();
    if (!isOver(m_record.state))
        m_record.state = endOf(m_record, m_stopAsked);
    m_record.endedAt = m_clock.now();
    m_record.progress = progressOf(m_record);
    m_record.progress.waitingFor.clear();
    m_record.outcome = outcomeOf(m_record, why);
    if (thingsReached(m_record) > 0)
        m_record.undo = m_verb->inverse(m_record);
    AuditEntry line = auditLine(m_record, u"outcome"_s, m_record.endedAt);
    line.answer = m_record.outcome;
    const Entry entry{ m_record.endedAt, u"end"_s, m_record.outcome, -1 };
    const core::Result<void> kept = co_await m_journal->writeRecord(m_record, entry, line);
    if (!kept && !m_abandoned)
        m_record.outcome = tr("%1 %2").arg(m_record.outcome, kept.error().detail);
    tell();
}

void Runner::tell()
{
    if (m_abandoned)
        return;
    m_record.progress = progressOf(m_record);
    m_told(m_record);
}

} // namespace actions
