// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/failurewords.h"

namespace night {

QString failureWords(const aurora::State &state, const QByteArray &key, core::TimePoint since)
{
    const auto name = aurora::JobKey::parse(QString::fromUtf8(key));
    const aurora::JobRow *const job = name ? state.job(*name) : nullptr;
    if (!job)
        return {};
    const aurora::TaskRow *newest = nullptr;
    for (const aurora::TaskRow &task : state.tasksOf(*job)) {
        const bool isBad = task.status == aurora::TaskStatus::Failed || task.status == aurora::TaskStatus::Lost;
        if (isBad && task.since >= since && (!newest || task.since > newest->since))
            newest = &task;
    }
    return newest ? state.string(newest->message) : QString();
}

} // namespace night
