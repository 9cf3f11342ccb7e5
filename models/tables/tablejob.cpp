// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablejob.h"

#include "models/core/logging.h"

#include <QElapsedTimer>

#include <algorithm>

namespace tables {

namespace {

/// More single signals than this cost a view more than looking at everything anew.
constexpr size_t maxSteps = 250;

ArrangementSettings settingsOf(const TableJob &job)
{
    const QList<Column> &columns = job.columns.isEmpty() ? job.rows->columns() : job.columns;
    ArrangementSettings settings;
    for (const SortKey &key : job.sort) {
        if (key.column >= 0 && key.column < columns.size())
            settings.sort.append({ columns.at(key.column).key, key.order });
    }
    if (job.groupColumn >= 0 && job.groupColumn < columns.size())
        settings.groupColumn = columns.at(job.groupColumn).key;
    settings.filter = job.filter;
    settings.folding = job.folding;
    return settings;
}

bool sameItems(const TableOutcome &outcome)
{
    const std::vector<Item> &before = outcome.older->items;
    const std::vector<Item> &after = outcome.next->items;
    if (before.size() != after.size())
        return false;
    for (uint32_t i = 0; i < before.size(); ++i) {
        if (outcome.map->positionOf(before[i]) != i)
            return false;
    }
    return true;
}

bool nothingChanged(const TableOutcome &outcome)
{
    if (!sameItems(outcome))
        return false;
    const auto isChanged = [](uint64_t mask) { return mask != 0; };
    if (outcome.diff && std::any_of(outcome.diff->changes.begin(), outcome.diff->changes.end(), isChanged))
        return false;
    // With equal members and folds the headers are the same, too.
    const std::vector<Group> &before = outcome.older->groups;
    return std::equal(before.begin(), before.end(), outcome.next->groups.begin(), outcome.next->groups.end(),
                      [](const Group &a, const Group &b) { return a.count == b.count && a.folded == b.folded; })
        && outcome.older->settings.filter == outcome.next->settings.filter;
}

} // namespace

std::shared_ptr<const TableOutcome> runTableJob(const TableJob &job)
{
    QElapsedTimer timer;
    timer.start();
    auto outcome = std::make_shared<TableOutcome>();
    outcome->older = job.older;
    if (job.older != nullptr && job.older->rows != job.rows)
        outcome->diff = diffRows(*job.older->rows, *job.rows);
    const qint64 diffed = timer.elapsed();
    if (*job.cancelled)
        return nullptr;
    outcome->next = arrange(job.rows, settingsOf(job), job.now, job.older.get(), outcome->diff, *job.cancelled);
    if (outcome->next == nullptr)
        return nullptr;

    if (job.older != nullptr) {
        outcome->map.emplace(*job.older, *outcome->next, outcome->diff);
        outcome->sameAsBefore = nothingChanged(*outcome);
        const size_t most = std::max(job.older->items.size(), outcome->next->items.size());
        outcome->swap = most > static_cast<size_t>(job.swapThreshold);
        if (!outcome->swap && !outcome->sameAsBefore) {
            outcome->script = editScript(*job.older, *outcome->next, outcome->diff, maxSteps);
            outcome->swap = outcome->script.tooLong;
        }
    }
    qCDebug(lcTables, "%u rows, %u shown: compared in %lld ms, arranged in %lld ms", job.rows->rowCount(),
            outcome->next->passing, diffed, timer.elapsed() - diffed);
    return outcome;
}

} // namespace tables
