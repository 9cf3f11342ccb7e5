// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/executor/job.h"

namespace aurora::executor {

/// Where the data is not what the executor would take.
struct Mistake
{
    QString path; ///< "task.processes[2].max_failures"; empty: the whole
    QString what; ///< "is a text, must be a whole number."
    bool operator==(const Mistake &) const = default;
};

QString mistakeText(const Mistake &mistake); ///< "task.processes[2].max_failures is a text, must be a whole number."

/// What could be read, and each mistake: a view shows the processes even where something else is amiss, while an action
/// demands that there is none.
struct Reading
{
    Job job;
    QList<Mistake> mistakes;
    bool isWhole() const { return mistakes.isEmpty(); }
};

/// Pure; never throws, whatever the text. Keys that are null count as missing.
Reading parse(const QByteArray &data);

/// Compact JSON, keys in alphabetical order, defaults written out: the same job gives the same bytes.
QByteArray produce(const Job &job);

/// `before` itself if it says the same as `job`, else produce(job). The scheduler compares the text, not its meaning:
/// another order of keys counts as a changed job and restarts every instance in an update.
QByteArray produceLike(const Job &job, const QByteArray &before);

} // namespace aurora::executor
