// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"

#include <span>

namespace actions {

/// Steps of one action that are sent together and waited for together: places in Record::steps.
struct Batch
{
    int first = 0;
    int last = 0; ///< inclusive
};

/// As large as the plan's request says, and never of two phases.
QList<Batch> batchesOf(const Record &record);
Batch wholeOf(const Record &record); ///< all steps as one
std::span<const StepRecord> stepsIn(const Record &record, Batch batch);

bool isComplete(const Record &record, Batch batch); ///< each step has ended, well or not
bool isSeenThrough(const Record &record, Batch batch); ///< none of it is waited for
bool isClosing(const Record &record, Batch batch);
int failuresIn(const Record &record, Batch batch);
int callsOf(const Record &record, Batch batch); ///< sent so far, tries anew included
QList<Step> watchedIn(const Record &record, Batch batch); ///< whose effect is waited for, or must last
QStringList gatedKeysIn(const Record &record, Batch batch); ///< of gated steps that are not sent

} // namespace actions
