// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/runner.h"
#include "models/core/tr.h"

#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

/// How the runner waits: for the gates of steps, and for the wanted state of what was sent.
namespace actions {

namespace {

using core::tr;

} // namespace

QCoro::Task<Runner::Go> Runner::sendGated(Batch batch)
{
    const auto self = shared_from_this();
    for (QStringList keys = gatedKeysIn(m_record, batch); !keys.isEmpty(); keys = gatedKeysIn(m_record, batch)) {
        if (isStopped() || tooManyFailures())
            co_return Go::End;
        if (!isSeenThrough(m_record, batch)) {
            const QList<Step> steps = watchedIn(m_record, batch);
            const core::Result<Watch> watch = co_await m_verb->watch(steps, m_calls.get_token());
            if (m_abandoned)
                co_return Go::End;
            if (watch) {
                const Go applied = co_await apply(*watch, batch);
                if (applied == Go::End)
                    co_return Go::End;
            }
        }
        const Go passed = co_await passGate(batch, keys);
        if (passed == Go::End)
            co_return Go::End;
        if (gatedKeysIn(m_record, batch) == keys)
            co_await m_bell.wait(m_pace.watch);
    }
    co_return Go::On;
}

QCoro::Task<Runner::Go> Runner::passGate(Batch batch, QStringList keys)
{
    const auto self = shared_from_this();
    const core::Result<Ready> ready = co_await m_verb->ready(m_record, keys, m_calls.get_token());
    if (m_abandoned)
        co_return Go::End;
    if (!ready) {
        // Nothing is sent while nothing can be told; somebody may stop it.
        m_record.progress.waitingFor = wordsOf(ready.error());
        tell();
        co_return Go::On;
    }
    for (int i = batch.first; i <= batch.last; ++i) {
        const QString key = m_record.steps.at(i).step.key;
        if (m_record.steps.at(i).state != StepState::Waiting || !keys.contains(key))
            continue;
        Go go = Go::On;
        if (const qsizetype left = ready->left.indexOf(key); left >= 0) {
            at(i).state = StepState::Left;
            at(i).answer = ready->reasons.value(left);
            const QString words = tr("not sent: %1").arg(at(i).answer);
            go = co_await keep(i, u"left"_s, words);
        } else if (ready->now.contains(key)) {
            if (isStopped())
                co_return Go::End;
            // The gate has looked just now, but for what a crash may have left behind.
            if (m_resumed)
                go = co_await settle(i, false);
            else
                go = co_await perform(i);
        }
        if (go == Go::End || tooManyFailures())
            co_return Go::End;
    }
    m_record.progress.waitingFor = ready->waitingFor;
    tell();
    co_return Go::On;
}

QCoro::Task<Runner::Go> Runner::watchBatch(Batch batch)
{
    const auto self = shared_from_this();
    if (isSeenThrough(m_record, batch))
        co_return Go::On;
    const Go waiting = co_await setState(State::Waiting);
    if (waiting == Go::End)
        co_return Go::End;
    const core::Duration mustLast = m_record.plan->request.batching.watch;
    core::TimePoint deadline = m_clock.now() + m_record.plan->watch.limit + mustLast;
    core::TimePoint goodSince{};
    core::Duration blind{ 0 };
    core::TimePoint lookedAt = m_clock.now();
    for (;;) {
        const QList<Step> steps = watchedIn(m_record, batch);
        const core::Result<Watch> watch = co_await m_verb->watch(steps, m_calls.get_token());
        if (m_abandoned)
            co_return Go::End;
        const core::TimePoint now = m_clock.now();
        if (!watch) {
            // Time in which nothing could be seen is nobody's fault, up to a point.
            const core::Duration unseen = now - lookedAt;
            blind += unseen;
            if (blind < m_pace.giveUpLooking)
                deadline += unseen;
            m_record.progress.waitingFor = wordsOf(watch.error());
            tell();
        } else {
            const int calls = callsOf(m_record, batch);
            const Go applied = co_await apply(*watch, batch);
            if (applied == Go::End)
                co_return Go::End;
            if (callsOf(m_record, batch) > calls) // what was done anew has its whole time again
                deadline = m_clock.now() + m_record.plan->watch.limit + mustLast;
        }
        lookedAt = now;
        const bool good = watch && isSeenThrough(m_record, batch);
        goodSince = !good ? core::TimePoint{} : core::isKnown(goodSince) ? goodSince : now;
        if (good && now - goodSince >= mustLast)
            break;
        if (isStopped())
            co_return Go::End;
        if (now >= deadline) {
            for (int i = batch.first; i <= batch.last; ++i) {
                if (m_record.steps.at(i).state != StepState::Answered)
                    continue;
                at(i).state = StepState::Late;
                const Go kept = co_await keep(i, u"watch"_s, tr("not there in time"));
                if (kept == Go::End)
                    co_return Go::End;
            }
            break;
        }
        co_await m_bell.wait(m_pace.watch);
    }
    co_return co_await setState(State::Running);
}

QCoro::Task<Runner::Go> Runner::apply(Watch watch, Batch batch)
{
    const auto self = shared_from_this();
    m_record.summary = watch.summary;
    m_record.progress.end = watch.end;
    QStringList names;
    for (int i = batch.first; i <= batch.last; ++i) {
        const StepState state = m_record.steps.at(i).state;
        if (state != StepState::Answered && state != StepState::Reached)
            continue;
        const Step step = m_record.steps.at(i).step;
        const qsizetype bad = watch.failed.indexOf(step.key);
        const bool reached = bad < 0 && watch.reached.contains(step.key);
        if (!reached)
            names.append(step.name);
        if (bad >= 0) {
            const Go go = co_await failed(i, watch.reasons.value(bad), watch.forGood.contains(step.key));
            if (go == Go::End)
                co_return Go::End;
        } else if (reached != (state == StepState::Reached)) {
            at(i).state = reached ? StepState::Reached : StepState::Answered;
            // Named first: gcc 12 destroys a conditional within a co_await twice.
            const QString words = reached ? tr("as wanted") : tr("not as wanted any more");
            const Go kept = co_await keep(i, u"watch"_s, words);
            if (kept == Go::End)
                co_return Go::End;
        }
    }
    m_record.progress.waitingFor = watch.waitingFor.isEmpty() ? names.join(u", "_s) : watch.waitingFor;
    tell();
    co_return Go::On;
}

QCoro::Task<Runner::Go> Runner::failed(int index, QString reason, bool forGood)
{
    const auto self = shared_from_this();
    ++at(index).failures;
    at(index).answer = reason;
    if (forGood || at(index).failures > m_record.plan->request.batching.failuresPerItem || isStopped()) {
        at(index).state = StepState::Failed;
        co_return co_await keep(index, u"watch"_s, tr("failed: %1").arg(reason));
    }
    const Go noted = co_await keep(index, u"watch"_s,
                                   tr("failed, %1 of %2 times allowed: %3")
                                       .arg(at(index).failures)
                                       .arg(m_record.plan->request.batching.failuresPerItem)
                                       .arg(reason));
    if (noted == Go::End)
        co_return Go::End;
    // Done anew, from what is there now: its effect was seen, so it is no repetition of a lost call.
    const core::Result<Look> look = co_await m_verb->look(at(index).step, m_calls.get_token());
    if (m_abandoned)
        co_return Go::End;
    if (look && look->rest)
        at(index).step.payload = *look->rest;
    co_return co_await perform(index);
}

} // namespace actions
