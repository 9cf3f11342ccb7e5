// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/batch.h"

#include <algorithm>

namespace actions {

QList<Batch> batchesOf(const Record &record)
{
    const int size = record.plan->request.batching.size;
    QList<Batch> result;
    for (int i = 0; i < record.steps.size(); ++i) {
        const bool sameBatch = !result.isEmpty()
            && record.steps.at(result.last().first).step.phase == record.steps.at(i).step.phase
            && (size <= 0 || i - result.last().first < size);
        if (sameBatch)
            result.last().last = i;
        else
            result.append({ i, i });
    }
    return result;
}

Batch wholeOf(const Record &record)
{
    return { 0, static_cast<int>(record.steps.size()) - 1 };
}

std::span<const StepRecord> stepsIn(const Record &record, Batch batch)
{
    const auto first = static_cast<size_t>(batch.first);
    const auto count = static_cast<size_t>(batch.last - batch.first + 1);
    return std::span(record.steps.constData(), static_cast<size_t>(record.steps.size())).subspan(first, count);
}

bool isComplete(const Record &record, Batch batch)
{
    return std::ranges::all_of(stepsIn(record, batch), [](const StepRecord &step) { return isFinal(step.state); });
}

bool isSeenThrough(const Record &record, Batch batch)
{
    return std::ranges::none_of(stepsIn(record, batch),
                                [](const StepRecord &step) { return step.state == StepState::Answered; });
}

bool isClosing(const Record &record, Batch batch)
{
    return std::ranges::all_of(stepsIn(record, batch), [](const StepRecord &step) { return step.step.closing; });
}

int failuresIn(const Record &record, Batch batch)
{
    return static_cast<int>(std::ranges::count_if(stepsIn(record, batch), [](const StepRecord &step) {
        return step.state == StepState::Refused || step.state == StepState::Late || step.state == StepState::Failed;
    }));
}

int callsOf(const Record &record, Batch batch)
{
    int calls = 0;
    for (const StepRecord &step : stepsIn(record, batch))
        calls += step.attempts;
    return calls;
}

QList<Step> watchedIn(const Record &record, Batch batch)
{
    QList<Step> result;
    for (const StepRecord &step : stepsIn(record, batch)) {
        if (step.state == StepState::Answered || step.state == StepState::Reached)
            result.append(step.step);
    }
    return result;
}

QStringList gatedKeysIn(const Record &record, Batch batch)
{
    QStringList keys;
    for (const StepRecord &step : stepsIn(record, batch)) {
        if (step.step.gated && step.state == StepState::Waiting)
            keys.append(step.step.key);
    }
    return keys;
}

} // namespace actions
