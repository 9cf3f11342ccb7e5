// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/runner.h"
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <qcoro/qcorofuture.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the runner does with single steps: sending, and finding out what became of them.
namespace actions {

namespace {

constexpr int sendsAtMost = 3; ///< of one step whose answers get lost

using core::tr;

} // namespace

QString Runner::wordsOf(const core::Error &error)
{
    return core::errorText(error, tr("The server")).what;
}

QCoro::Task<Runner::Go> Runner::perform(int index)
{
    const auto self = shared_from_this();
    ++at(index).attempts;
    at(index).state = StepState::Sent;
    at(index).sentAt = m_clock.now();
    const Go kept = co_await keep(index, u"send"_s, at(index).step.call);
    if (kept == Go::End) {
        // Nothing was sent: the journal comes first. Told so that the step counts as not begun.
        if (!m_abandoned && --at(index).attempts == 0)
            at(index).state = StepState::Waiting;
        co_return Go::End;
    }
    const Sending sending{ m_record.id, m_record.user, m_record.reason, m_record.ticket, at(index).attempts };
    const core::Result<Answer> answer = co_await m_verb->perform(at(index).step, sending, m_calls.get_token());
    if (m_abandoned)
        co_return Go::End;
    if (answer && answer->unsent)
        co_return co_await unsent(index, *answer->unsent);
    m_unsentSince = {};
    at(index).answeredAt = m_clock.now();
    if (answer) {
        at(index).state = m_record.plan->watch.goal.isEmpty() ? StepState::Reached : StepState::Answered;
        at(index).answer = answer->words;
        co_return co_await keep(index, u"answer"_s, answer->words, true, std::make_shared<Answer>(*answer));
    }
    at(index).answer = wordsOf(answer.error());
    if (!mayHaveArrived(answer.error())) {
        at(index).state = StepState::Refused;
        co_return co_await keep(index, u"answer"_s, at(index).answer, true);
    }
    const Go lost = co_await keep(index, u"lost"_s, tr("No answer that tells: %1").arg(at(index).answer));
    if (lost == Go::End)
        co_return Go::End;
    co_return co_await settle(index, true);
}

QCoro::Task<Runner::Go> Runner::unsent(int index, core::Error why)
{
    const auto self = shared_from_this();
    const core::TimePoint now = m_clock.now();
    if (!core::isKnown(m_unsentSince))
        m_unsentSince = now;
    const core::Duration since = now - m_unsentSince;
    const bool again = mayPass(why);
    const bool gated = at(index).step.gated;
    // Each pause is as long as all before it: doubled, as those between looks are.
    const std::chrono::milliseconds pause
        = std::clamp<std::chrono::milliseconds>(since, m_pace.lookAgain, m_pace.longest);
    if (--at(index).attempts == 0)
        at(index).sentAt = {};
    at(index).state = again ? StepState::Waiting : StepState::Refused;
    at(index).answer = wordsOf(why);
    QString words = tr("Nothing was sent: %1").arg(at(index).answer);
    if (again && !gated)
        words = tr("%1 Asked again in %2.").arg(words, core::formatSpan(pause));
    const Go noted = co_await keep(index, u"unsent"_s, words);
    if (noted == Go::End)
        co_return Go::End;
    if (!again || gated) { // what is gated waits at its gate again
        m_unsentSince = {};
        co_return Go::On;
    }
    if (since >= m_pace.giveUpLooking) {
        m_unsentSince = {};
        m_trouble = tr("%1 could not be sent for %2 (%3).")
                        .arg(at(index).step.name, core::formatSpan(m_pace.giveUpLooking), at(index).answer);
        co_return Go::End;
    }
    m_record.progress.waitingFor = tr("%1, to be sent: %2").arg(at(index).step.name, at(index).answer);
    tell();
    co_await m_bell.wait(pause);
    if (isStopped())
        co_return Go::End;
    co_return co_await send(index);
}

QCoro::Task<Runner::Go> Runner::settle(int index, bool wasSent)
{
    const auto self = shared_from_this();
    const core::TimePoint giveUp = m_clock.now() + m_pace.giveUpLooking;
    std::chrono::milliseconds pause = m_pace.lookAgain;
    // A call that is still on its way may have its effect later: after a lost answer "not done" is believed when it is
    // seen twice, some seconds apart.
    int notDone = wasSent ? 0 : 1;
    while (!isStopped()) {
        const core::Result<Look> look = co_await m_verb->look(at(index).step, m_calls.get_token());
        if (m_abandoned)
            co_return Go::End;
        const Look::Effect effect = look ? look->effect : Look::Effect::Unknown;
        const bool hasRest = effect == Look::Effect::Partly && look->rest;
        const QString words = look ? look->words : wordsOf(look.error());
        if (effect == Look::Effect::Done) {
            at(index).state = m_record.plan->watch.goal.isEmpty() ? StepState::Reached : StepState::Answered;
            at(index).answeredAt = m_clock.now();
            at(index).answer = words;
            co_return co_await keep(index, u"look"_s, tr("Done already: %1").arg(words), true);
        }
        notDone = effect == Look::Effect::NotDone || hasRest ? notDone + 1 : 0;
        if (notDone >= 2) {
            if (at(index).attempts - at(index).failures >= sendsAtMost) {
                at(index).state = StepState::Refused;
                at(index).answer = tr("not accepted in %1 tries").arg(at(index).attempts);
                co_return co_await keep(index, u"look"_s, at(index).answer, true);
            }
            if (hasRest)
                at(index).step.payload = *look->rest;
            const Go noted = co_await keep(index, u"look"_s, tr("Not done yet: %1").arg(words));
            if (noted == Go::End)
                co_return Go::End;
            m_knownAt = m_clock.now();
            if (wasSent && at(index).step.gated) { // it waits at its gate again
                at(index).state = StepState::Waiting;
                co_return Go::On;
            }
            co_return co_await perform(index);
        }
        if (notDone == 0 && m_clock.now() >= giveUp) {
            m_trouble = tr("%1: what became of it cannot be told since %2 (%3).")
                            .arg(at(index).step.name, core::formatSpan(m_pace.giveUpLooking), words);
            co_return Go::End;
        }
        m_record.progress.waitingFor = tr("a look at %1: %2").arg(at(index).step.name, words);
        tell();
        co_await m_bell.wait(pause);
        if (notDone == 0)
            pause = std::min(pause * 2, m_pace.longest);
    }
    co_return Go::End;
}

} // namespace actions
