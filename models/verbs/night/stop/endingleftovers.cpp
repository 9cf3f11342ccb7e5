// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/endingleftovers.h"

#include "models/core/tr.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/night/stop/leftovers.h"

using namespace Qt::StringLiterals;

namespace verbs::endingleftovers {

namespace {

constexpr int looksAsked = 2;

using core::tr;

QCoro::Task<core::Result<Leftovers>> read(Context context, actions::Step step, std::stop_token stop)
{
    const core::Result<StopEnd> end = stopEndFromJson(step.payload);
    if (!end)
        co_return core::failure(end.error());
    co_return co_await readLeftovers(context, *end, stop);
}

} // namespace

QCoro::Task<core::Result<actions::Answer>> perform(Context context, actions::Step step, actions::Sending sending,
                                                   CleanLooks clean, std::stop_token stop)
{
    clean->remove(step.object);
    const core::Result<StopEnd> end = stopEndFromJson(step.payload);
    if (!end)
        co_return core::failure(end.error());
    const core::Result<Leftovers> left = co_await readLeftovers(context, *end, stop);
    if (!left)
        co_return actions::notSent(left.error());
    const core::Result<QString> words = co_await endLeftovers(context, *end, *left, reasonText(sending), stop);
    if (!words)
        co_return core::failure(words.error());
    co_return actions::Answer{ *words, {}, {} };
}

QCoro::Task<core::Result<actions::Look>> look(Context context, actions::Step step, CleanLooks clean,
                                              std::stop_token stop)
{
    clean->remove(step.object);
    const core::Result<Leftovers> left = co_await read(context, step, stop);
    if (!left)
        co_return core::failure(left.error());
    actions::Look look;
    look.effect = left->isEmpty() ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = left->words();
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> watch(Context context, actions::Step step, CleanLooks clean,
                                                std::stop_token stop)
{
    const core::Result<Leftovers> left = co_await read(context, step, stop);
    if (!left) {
        (*clean)[step.object] = 0; // what was not seen was not empty
        co_return core::failure(left.error());
    }
    actions::Watch watch;
    (*clean)[step.object] = left->isEmpty() ? clean->value(step.object) + 1 : 0;
    watch.waitingFor = left->isEmpty() ? tr("a second look") : left->words();
    if (left->needsOrders()) {
        watch.failed << step.key;
        watch.reasons << left->words();
    } else if (clean->value(step.object) >= looksAsked) {
        clean->remove(step.object);
        watch.reached << step.key;
        watch.summary = tr("Two looks in a row found nothing left.");
    }
    co_return watch;
}

} // namespace verbs::endingleftovers
