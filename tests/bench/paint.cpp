// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentrows.h"
#include "models/mesos/rows/taskrows.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/bench/tablestates.h"
#include "ui/tables/tableview.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHeaderView>
#include <QPainter>
#include <QStaticText>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

void show(ui::TableView &view, const tables::Rows &rows, int screenRows)
{
    QEventLoop loop;
    QObject::connect(view.tableModel(), &tables::TableModel::applied, &loop, &QEventLoop::quit);
    view.setRows(rows);
    loop.exec();
    view.resize(1600, 1000);
    view.show();
    QCoreApplication::processEvents();
    const int others = view.height() - view.viewport()->height();
    view.resize(1600, others + screenRows * view.rowHeight(0));
    QCoreApplication::processEvents();
}

double paintTime(const ui::TableView &view, int reps)
{
    return measure(reps, [&] { view.viewport()->repaint(); }).min();
}

int visibleColumns(const ui::TableView &view)
{
    int columns = 0;
    for (int column = 0; column < view.model()->columnCount(); ++column)
        columns += view.isColumnHidden(column) ? 0 : 1;
    return columns;
}

/// The yardstick: the same cells' texts, laid out before, drawn at their places on a filled page.
double staticTexts(const ui::TableView &view, int screenRows, int reps)
{
    struct Cell
    {
        QPoint place;
        QStaticText text;
    };
    std::vector<Cell> cells;
    for (int row = 0; row < screenRows; ++row) {
        for (int column = 0; column < view.model()->columnCount(); ++column) {
            const QModelIndex index = view.model()->index(row, column);
            if (view.isColumnHidden(column))
                continue;
            cells.push_back({ view.visualRect(index).topLeft(), QStaticText(index.data().toString()) });
            cells.back().text.prepare({}, view.font());
        }
    }
    QImage page(view.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    return measure(reps,
                   [&] {
                       QPainter painter(&page);
                       painter.setFont(view.font());
                       painter.fillRect(page.rect(), Qt::white);
                       for (const Cell &cell : cells)
                           painter.drawStaticText(cell.place, cell.text);
                   })
        .min();
}

} // namespace

/// P10: one screen of the task table, 33 rows by 12 columns, and one of the agents grouped by pool, 45 rows.
Rows paint(const Arguments &arguments)
{
    const int reps = arguments.number(u"reps"_s, 30);
    const mesos::Snapshot state = decodeStates({ u"s10"_s }).front();

    ui::TableView tasks(u"benchTasks"_s, core::systemClock());
    show(tasks, mesos::taskRows(state), 33);
    const double table = paintTime(tasks, reps);
    const double limit = staticTexts(tasks, 33, reps);

    ui::TableView agents(u"benchAgents"_s, core::systemClock());
    agents.tableModel()->setColumns(mesos::agentColumns());
    agents.tableModel()->setGroupColumn(tables::columnOf(mesos::agentColumns(), u"pool"));
    show(agents, mesos::agentRows(state, u"slave-type"_s), 45);
    const double grouped = paintTime(agents, reps);

    return { bounded(u"P10"_s, u"tasks, 33 × %1"_s.arg(visibleColumns(tasks)), table, u"ms CPU"_s, 4),
             ratioed(u"P10"_s, u"tasks, beside cached texts alone"_s, table, u"ms CPU"_s, limit, 3.6),
             bounded(u"P10"_s, u"agents by pool, 45 × %1"_s.arg(visibleColumns(agents)), grouped, u"ms CPU"_s, 6) };
}

} // namespace bench
