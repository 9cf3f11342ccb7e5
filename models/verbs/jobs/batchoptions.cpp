// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/batchoptions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

QString batchOptions(const actions::Batching &batching, const actions::Batching &usual, actions::Rolling rolling)
{
    QString options;
    if (batching.size > 0)
        options += u"--batch-size %1 "_s.arg(batching.size);
    if (batching.pause != usual.pause)
        options += u"--pause %1s "_s.arg(batching.pause.count());
    if (rolling == actions::Rolling::Watched) {
        if (batching.watch != usual.watch)
            options += u"--watch %1s "_s.arg(batching.watch.count());
        if (batching.failuresPerItem != usual.failuresPerItem)
            options += u"--failures-each %1 "_s.arg(batching.failuresPerItem);
    }
    if (batching.failuresInTotal != usual.failuresInTotal)
        options += u"--failures %1 "_s.arg(batching.failuresInTotal);
    if (!batching.stopOnBadBatch)
        options += u"--keep-going "_s;
    return options;
}

actions::Batching lastBatching(const QList<actions::Record> &records, const QString &verb, const QString &job,
                               const actions::Batching &usual)
{
    const auto isOfJob = [&](const actions::Record &record) {
        return record.plan && record.plan->request.verb == verb && !record.steps.isEmpty()
            && std::ranges::all_of(record.steps,
                                   [&job](const actions::StepRecord &step) { return step.step.object == job; });
    };
    const auto last = std::ranges::find_if(records, isOfJob);
    return last == records.end() ? usual : last->plan->request.batching;
}

} // namespace verbs
