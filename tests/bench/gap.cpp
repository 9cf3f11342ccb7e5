// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskrows.h"
#include "tests/bench/bench.h"
#include "tests/bench/gapmeter.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/tablestates.h"
#include "ui/tables/tableview.h"

#include <QItemSelectionModel>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

/// P6: the longest time the window does not answer while pictures are applied to a visible table that is sorted by name
/// and filtered, with a row selected.
Rows gap(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const int polls = arguments.number(u"polls"_s, 20);
    const std::vector<mesos::Snapshot> states = decodeStates({ name, name + u'b' });

    ui::TableView view(u"benchTable"_s, core::systemClock());
    view.setDefaultSort({ { u"name"_s, Qt::AscendingOrder } });
    view.setRows(mesos::taskRows(states[0]));
    view.resize(1600, 1000);
    view.show();
    waitForApplied(*view.tableModel());
    const core::Result<tables::Filter> filter = tables::Filter::parse(u"state:running"_s, mesos::taskColumns());
    if (!filter)
        throw std::runtime_error(filter.error().detail.toStdString());
    view.tableModel()->setFilter(*filter);
    waitForApplied(*view.tableModel());
    if (view.tableModel()->rowCount() == 0)
        throw std::runtime_error("the filter leaves nothing to show");
    const QModelIndex middle = view.tableModel()->index(view.tableModel()->rowCount() / 2, 0);
    view.scrollTo(middle);
    view.setCurrentIndex(middle);
    const QByteArray selected = view.currentKey();
    runFor(300);

    GapMeter meter;
    meter.start();
    const Milliseconds before = processCpu();
    int moved = 0;
    for (int poll = 1; poll <= polls; ++poll) {
        view.setRows(mesos::taskRows(states[static_cast<size_t>(poll) % 2]));
        waitForApplied(*view.tableModel());
        runFor(50);
        moved += view.currentKey() != selected;
    }
    const double cpu = (processCpu() - before).count();
    std::ranges::sort(meter.gaps);
    const auto late = std::ranges::count_if(meter.gaps, [](double gap) { return gap > 16; });
    const QString what = u"%1, %2 polls, %3 rows shown"_s.arg(name).arg(polls).arg(view.tableModel()->rowCount());
    return { bounded(u"P6"_s, what + u", longest GUI CPU burst"_s, meter.longestBurst, u"ms CPU"_s, 12),
             bounded(u"P6"_s, what + u", longest gap"_s, meter.gaps.empty() ? 0 : meter.gaps.back(), u"ms wall"_s, 16),
             plain(what + u", gaps above 16 ms"_s, double(late), u"gaps"_s),
             bounded(u"P9"_s, what + u", current row moved"_s, moved, u"times"_s, 0),
             plain(what + u", whole process, the meter's own spinning included"_s, cpu / polls, u"ms CPU per poll"_s) };
}

} // namespace bench
