// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/failurewords.h"

#include "models/aurora/jobkey.h"

namespace night {

QString failureWords(const aurora::State &state, const QByteArray &job, core::TimePoint since)
{
    const auto key = aurora::JobKey::parse(QString::fromUtf8(job));
    const aurora::JobRow *const row = key ? state.job(*key) : nullptr;
    if (row == nullptr)
        return {};
    const aurora::TaskRow *newest = nullptr;
    for (const aurora::TaskRow &task : state.tasksOf(*row)) {
        const bool tells = task.status == aurora::TaskStatus::Failed && !task.message.isEmpty();
        if (tells && task.since >= since && (newest == nullptr || task.since > newest->since))
            newest = &task;
    }
    return newest ? state.string(newest->message).simplified() : QString();
}

} // namespace night
