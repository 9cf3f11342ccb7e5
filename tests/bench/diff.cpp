// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskrows.h"
#include "models/tables/tablemodel.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/tablestates.h"

#include <QEventLoop>
#include <QItemSelectionModel>

#include <unordered_map>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// The yardstick: rows matched by a hash of their ids' texts, and their fields compared.
size_t hashDiff(const mesos::State &older, const mesos::State &newer)
{
    std::unordered_map<std::string_view, uint32_t> rows;
    rows.reserve(older.tasks.size());
    for (uint32_t row = 0; row < older.tasks.size(); ++row)
        rows.emplace(older.view(older.tasks[row].id), row);
    size_t changed = 0;
    for (const mesos::Task &task : newer.tasks) {
        const auto found = rows.find(newer.view(task.id));
        if (found == rows.end()) {
            ++changed;
            continue;
        }
        const mesos::Task &before = older.tasks[found->second];
        changed += before.state != task.state || before.changed != task.changed || before.resources != task.resources;
    }
    return changed;
}

void apply(tables::TableModel &model, const tables::Rows &rows)
{
    QEventLoop loop;
    QObject::connect(&model, &tables::TableModel::applied, &loop, &QEventLoop::quit);
    model.setRows(rows);
    loop.exec();
}

/// How many of the selected objects and the current one are elsewhere, or gone although their object is still there.
int movedBySwaps(const std::vector<tables::Rows> &pictures, int polls)
{
    tables::TableModel model(core::systemClock());
    model.setSort({ { tables::columnOf(pictures[0]->columns(), u"name"), Qt::AscendingOrder } });
    apply(model, pictures[0]);
    QItemSelectionModel selection(&model);
    QList<QPair<QPersistentModelIndex, QByteArray>> selected;
    for (int i = 1; i <= 50; ++i) {
        const QModelIndex index = model.index(model.rowCount() / 51 * i, 0);
        selection.setCurrentIndex(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        selected.append({ index, model.keyAt(index.row()) });
    }
    int moved = 0;
    for (int poll = 1; poll <= polls; ++poll) {
        apply(model, pictures[static_cast<size_t>(poll) % pictures.size()]);
        for (const auto &[index, key] : selected)
            moved += model.indexOfKey(key) != index || (index.isValid() && !selection.isRowSelected(index.row()));
        moved += selection.currentIndex() != selected.last().first;
    }
    return moved;
}

} // namespace

/// P9: which rows of the next picture are which of this one and what changed; and what follows of it for a sorted
/// table.
Rows diff(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const int reps = arguments.number(u"reps"_s, 9);
    const std::vector<mesos::Snapshot> states = decodeStates({ name, name + u'b' });
    const std::vector<tables::Rows> pictures{ mesos::taskRows(states[0]), mesos::taskRows(states[1]) };
    std::optional<tables::RowDiff> found;
    const double ours = measure(reps, [&] { found = tables::diffRows(*pictures[0], *pictures[1]); }).min();
    size_t changedByLimit = 0;
    const double limit = measure(reps, [&] { changedByLimit = hashDiff(*states[0], *states[1]); }).min();

    tables::ArrangementSettings settings;
    settings.sort = { { u"name"_s, Qt::AscendingOrder } };
    const auto before = arranged(pictures[0], settings);
    const double placed = measure(reps, [&] { arranged(pictures[1], settings, before.get(), found); }).min();

    const auto changed
        = std::count_if(found->changes.begin(), found->changes.end(), [](uint64_t mask) { return mask != 0; });
    Rows rows{ ratioed(u"P9"_s, name + u", compare with the next picture"_s, ours, u"ms CPU"_s, limit, 1.3),
               plain(name + u", put changed rows in place"_s, placed, u"ms CPU"_s),
               plain(name + u", changed rows"_s, double(changed), u"rows"_s),
               plain(name + u", changed rows the yardstick looks for"_s, double(changedByLimit), u"rows"_s) };
    if (arguments.has(u"check-selection"_s))
        rows.push_back(bounded(u"P9"_s, name + u", selected or current rows moved, 20 polls"_s,
                               movedBySwaps(pictures, 20), u"rows"_s, 0));
    return rows;
}

} // namespace bench
