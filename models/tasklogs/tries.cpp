// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/tries.h"

#include <algorithm>

namespace tasklogs {

QList<Place> triesOfInstance(const aurora::State *aurora, const mesos::State *mesos, const QString &job, int instance)
{
    const auto key = aurora::JobKey::parse(job);
    if (!key || instance < 0)
        return {};
    QList<Place> tries;
    if (const aurora::JobRow *row = aurora ? aurora->job(*key) : nullptr) {
        for (const aurora::TaskRow &task : aurora->tasksOf(*row)) {
            if (task.instance == instance && !task.host.isEmpty()) // one that waits has written nothing
                tries.append(*placeOfAuroraTask(*aurora, mesos, aurora->string(task.id)));
        }
    }
    if (mesos) {
        const std::string name = job.toStdString();
        for (const mesos::Task &task : mesos->tasks) {
            if (mesos->view(task.name) != name)
                continue;
            const QString id = mesos->string(task.id);
            const bool isKnown = std::ranges::find(tries, id, &Place::task) != tries.end();
            if (!isKnown && instanceOf(job, id) == instance)
                tries.append(placeOf(*mesos, task));
        }
    }
    std::ranges::stable_sort(tries, {}, &Place::since);
    return tries;
}

} // namespace tasklogs
