// SPDX-License-Identifier: GPL-3.0-or-later
// What of the night is shown, and the keys that lead through its failures, in each of its views.
#include "ui/common/segments.h"
#include "ui/dag/nightpage.h"
#include "ui/dag/nighttimes.h"
#include "ui/tables/tableview.h"

#include <QKeyEvent>

#include <algorithm>

namespace ui {

GraphScope NightPage::scope() const
{
    return static_cast<GraphScope>(m_scope->current());
}

/// The graph dims what is out of it and times leave it out; so does the list, but only while it is looked at, as the
/// other views choose their node among its rows.
void NightPage::showScope()
{
    m_graph->setScope(scope());
    m_times->setScope(scope());
    const GraphScope ofRows = view() == View::List ? scope() : GraphScope::All;
    if (m_rowScope->exchange(ofRows) != ofRows)
        remakeRows();
}

/// A node that is asked for is shown, whatever the scope.
bool NightPage::widenFor(dag::NodeIndex node)
{
    const NightViewPtr view = m_desk->view();
    if (!view || node < 0)
        return false;
    const std::vector<char> shown = scopeOf(*view, scope());
    if (shown.empty() || shown[dag::at(node)] != 0)
        return false;
    m_scope->setCurrent(static_cast<int>(GraphScope::All));
    return true;
}

/// What the filter leaves is bright in the graph.
void NightPage::match()
{
    const tables::TableModel *model = table()->tableModel();
    std::vector<char> matches;
    if (m_rowScope->load() == GraphScope::All && model->rows() && model->shownCount() < model->totalCount()) {
        matches.assign(static_cast<size_t>(model->totalCount()), 0);
        for (const uint32_t node : model->shownOrder()) // rows are in the graph's order, those that are gone behind
            matches[node] = 1;
        if (const NightViewPtr view = m_desk->view())
            matches.resize(view->night->nodes.size());
    }
    m_graph->setMatches(std::move(matches));
}

/// From the current node to another one that failed: 0 the first, 1 the next, −1 the one before.
void NightPage::goToFailure(int step)
{
    const NightViewPtr view = m_desk->view();
    if (!view || view->failures.empty())
        return;
    const auto count = static_cast<int>(view->failures.size());
    const auto here = std::ranges::find(view->failures, indexOf(table()->currentKey()), &dag::Failure::node);
    int next = 0;
    if (step != 0 && here != view->failures.end())
        next = (static_cast<int>(here - view->failures.begin()) + step + count) % count;
    const dag::NodeIndex node = view->failures[static_cast<size_t>(next)].node;
    widenFor(node);
    showNode(view->night->graph->nodes[dag::at(node)].id.toUtf8());
}

/// Keys of times and list, as the graph has them, too.
bool NightPage::pressed(int key)
{
    switch (key) {
    case Qt::Key_L:
        openLog(table()->currentKey());
        return true;
    case Qt::Key_F:
        goToFailure(0);
        return true;
    case Qt::Key_Period:
        goToFailure(1);
        return true;
    case Qt::Key_Comma:
        goToFailure(-1);
        return true;
    case Qt::Key_P:
        m_scope->setCurrent(static_cast<int>(scope() == GraphScope::Critical ? GraphScope::All : GraphScope::Critical));
        return true;
    default:
        return false;
    }
}

/// Of its job's instance that failed or runs, or Airflow's own where no task is known.
/// Without a node that of the first real failure.
void NightPage::openLog(const QByteArray &node)
{
    QByteArray wanted = node;
    if (const NightViewPtr view = m_desk->view(); wanted.isEmpty() && view && !view->failures.empty())
        wanted = view->night->graph->nodes[static_cast<size_t>(view->failures.front().node)].id.toUtf8();
    if (!wanted.isEmpty() && context().navigator)
        context().navigator->open({ links::ObjectRef::Kind::Log, "node/" + wanted });
}

void NightPage::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier && pressed(event->key()))
        return;
    TablePageOf::keyPressEvent(event);
}

} // namespace ui
