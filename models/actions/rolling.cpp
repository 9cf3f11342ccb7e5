// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/rolling.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace actions {

namespace {

using core::tr;

QString batchesText(const Plan &plan, int batches)
{
    const Batching &batching = plan.request.batching;
    if (batches <= 1)
        return plan.things() == 1 ? tr("All in one step") : tr("All at once");
    return tr("%1 batches of %2").arg(core::formatCount(batches), core::formatCount(batching.size));
}

/// What happens when one does not get there. Both bounds count, the stricter one first.
QString failuresText(const Plan &plan, int batches)
{
    const Batching &batching = plan.request.batching;
    QString text;
    if (plan.rolling == Rolling::Watched && batching.failuresPerItem > 0)
        text = tr("Each may fail %1 × before it counts as failed. ").arg(batching.failuresPerItem);
    if (batches <= 1)
        return text;
    if (batching.failuresInTotal <= 0)
        return text + tr("Ends with the first that fails.");
    const QString total = core::formatCount(batching.failuresInTotal);
    return text
        + (batching.stopOnBadBatch
               ? tr("Ends after the first batch in which one fails, or at once with more than %1.").arg(total)
               : tr("Goes on until more than %1 have failed.").arg(total));
}

} // namespace

int batchCount(const Plan &plan)
{
    const int size = plan.request.batching.size;
    std::map<int, int> steps; // by phase
    for (const Step &step : plan.steps)
        ++steps[step.phase];
    int batches = 0;
    for (const auto &[phase, count] : steps)
        batches += size > 0 ? (count + size - 1) / size : 1;
    return batches;
}

core::Duration leastSpan(const Plan &plan)
{
    const int batches = batchCount(plan);
    const Batching &batching = plan.request.batching;
    const std::chrono::seconds watched = plan.rolling == Rolling::Watched ? batching.watch : 0s;
    return batches * watched + std::max(0, batches - 1) * batching.pause;
}

QString rollingText(const Plan &plan)
{
    if (plan.rolling == Rolling::Whole || plan.isEmpty())
        return {};
    const Batching &batching = plan.request.batching;
    const int batches = batchCount(plan);
    QString text = batchesText(plan, batches);
    if (plan.rolling == Rolling::Watched && batching.watch > 0s)
        text += tr(", each watched for %1").arg(core::formatSpan(batching.watch));
    if (batches > 1 && batching.pause > 0s)
        text += tr(", %1 between").arg(core::formatSpan(batching.pause));
    const core::Duration least = leastSpan(plan);
    if (least > 0s) {
        text += u": "_s
            + (plan.rolling == Rolling::Watched
                   ? tr("at least %1, and what each takes to start").arg(core::formatSpan(least))
                   : tr("at least %1, and what each takes to end").arg(core::formatSpan(least)));
    }
    text += u'.';
    const QString failures = failuresText(plan, batches);
    return failures.isEmpty() ? text : text + u' ' + failures.trimmed();
}

} // namespace actions
