// SPDX-License-Identifier: GPL-3.0-or-later
// What is done from the night's page: plans, what-if, the graph as a file.
#include "models/verbs/night/clearverb.h"
#include "ui/dag/nightpage.h"
#include "ui/dag/nodeactions.h"
#include "ui/dag/pauseband.h"
#include "ui/dag/runactions.h"
#include "ui/shell/chainbar.h"
#include "ui/style/icons.h"
#include "ui/tablepage/holdmenu.h"
#include "ui/tables/tableview.h"

#include <QFileDialog>
#include <QMenu>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

void NightPage::clearFirstFailure()
{
    const NightViewPtr view = m_desk->view();
    if (!view || view->failures.empty() || !context().navigator)
        return;
    const dag::Failure &first = view->failures.front();
    context().navigator->plan(verbs::ClearVerb::ofNode(*view->night, first.node, true));
}

void NightPage::unblockFirstFailure()
{
    const NightViewPtr view = m_desk->view();
    if (view && !view->failures.empty() && context().navigator)
        context().navigator->plan(unblockRequest(*view->night, view->failures.front().node));
}

void NightPage::trigger(const QString &action)
{
    const NightViewPtr view = m_desk->view();
    Navigator *const navigator = context().navigator;
    if (!view || !navigator)
        return;
    if (!isAirflows())
        return navigator->tell(tr("This night is not Airflow's: it can be looked at only."));
    if (action == u"clear"_s) {
        const std::vector<dag::NodeIndex> nodes = chosenWith(table()->currentKey());
        if (nodes.empty())
            return navigator->tell(tr("No node is chosen."));
        return navigator->plan(clearRequest(*view->night, nodes, true));
    }
    QMenu menu;
    addRunActions(&menu, m_board->night()->run, { context().stack, navigator, this });
    if (auto *entry = menu.findChild<QAction *>(action))
        entry->trigger();
    else
        navigator->tell(action == u"resume"_s      ? tr("No stop of this run is kept that could be taken back.")
                            : action == u"pause"_s ? tr("The DAG is paused already.")
                                                   : tr("The DAG is not paused."));
}

void NightPage::showPause()
{
    const airflow::Store *const airflow = context().stack->airflow();
    const airflow::Snapshot snapshot = airflow ? airflow->snapshot() : nullptr;
    if (!snapshot)
        return;
    const QString dag = snapshot->dag.id;
    if (!snapshot->dag.paused)
        return m_pause->setPaused(false, dag, std::nullopt);
    // Who did it is asked of the journal by the DAG's name: it may be long ago.
    QCoro::connect(context().stack->actions()->touches({ verbs::pausedObject(dag) }), this,
                   [this, dag](const core::Result<QList<actions::Touch>> &touches) {
                       const airflow::Snapshot now = context().stack->airflow()->snapshot();
                       if (now && now->dag.paused && now->dag.id == dag)
                           m_pause->setPaused(true, dag, verbs::pauseNoteOf(touches.value_or(QList<actions::Touch>())));
                   });
}

void NightPage::openMenu(const QByteArray &node, const QPoint &globalPos)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addGoToMenu(menu, context(), { links::ObjectRef::Kind::Node, node });
    menu->addSeparator();
    fillMenu(menu, node);
    menu->popup(globalPos);
}

void NightPage::addHoldsOf(QMenu *menu, const QString &job)
{
    if (Navigator *navigator = context().navigator; navigator && !job.isEmpty())
        addHolds(menu, *context().stack, job,
                 [navigator](const actions::Request &request) { navigator->plan(request); });
}

/// The rows that are selected in the list, if this is one of them; else it alone.
std::vector<dag::NodeIndex> NightPage::chosenWith(const QByteArray &key) const
{
    const QList<QByteArray> selected = table()->selectedKeys();
    std::vector<dag::NodeIndex> nodes;
    for (const QByteArray &each : view() == View::List && selected.contains(key) ? selected : QList{ key }) {
        if (const dag::NodeIndex node = indexOf(each); node >= 0)
            nodes.push_back(node);
    }
    return nodes;
}

/// What-if: answers stand in the head until they are taken back. They change nothing but the forecast.
void NightPage::fillMenu(QMenu *menu, const QByteArray &key)
{
    const dag::NodeIndex node = indexOf(key);
    if (node < 0)
        return;
    const NightViewPtr view = m_desk->view();
    const QString pool = view->night->graph->nodes[static_cast<size_t>(node)].pool;
    const dag::Assumptions &now = m_desk->assumptions();
    menu->addAction(ui::icon(u"logs"_s), tr("Open log"), this, [this, key] { openLog(key); })->setShortcut(Qt::Key_L);
    QMenu *whatIf = menu->addMenu(ui::icon(u"clock"_s), tr("What if"));
    const auto add = [&](const QString &text, QSet<dag::NodeIndex> dag::Assumptions::*member, bool isPossible) {
        QAction *action = whatIf->addAction(text, this, [this, member, node] {
            dag::Assumptions wished = m_desk->assumptions();
            if (!(wished.*member).remove(node))
                (wished.*member).insert(node);
            m_desk->setAssumptions(wished);
        });
        action->setCheckable(true);
        action->setChecked((now.*member).contains(node));
        action->setEnabled(isPossible);
    };
    const dag::NodeState state = view->night->nodes[static_cast<size_t>(node)].state;
    add(tr("it were skipped"), &dag::Assumptions::skipped, !dag::hasSucceeded(state));
    add(tr("it were restarted now"), &dag::Assumptions::restarted, dag::isActive(state));
    if (!pool.isEmpty()) {
        QAction *more = whatIf->addAction(tr("%1 had twice the machines").arg(pool), this, [this, pool] {
            dag::Assumptions wished = m_desk->assumptions();
            if (!wished.machines.remove(pool))
                wished.machines.insert(pool, 2);
            m_desk->setAssumptions(wished);
        });
        more->setCheckable(true);
        more->setChecked(now.machines.contains(pool));
    }
    whatIf->addSeparator();
    QAction *back = whatIf->addAction(tr("As it is"), this, [this] { m_desk->setAssumptions({}); });
    back->setEnabled(now != dag::Assumptions());
    const std::vector<dag::NodeIndex> chosen = chosenWith(key);
    if (chosen.size() == 1)
        addHoldsOf(menu, QString::fromUtf8(view->night->graph->nodes[static_cast<size_t>(node)].job));
    if (isAirflows() && context().navigator)
        addNodeActions(menu, *view, chosen, context().navigator);
}

void NightPage::exportGraph(const QString &suffix)
{
    const NightViewPtr view = m_desk->view();
    const QString name = view ? view->night->run.dag : u"night"_s;
    const QString path = QFileDialog::getSaveFileName(this, tr("Write the graph"), u"%1.%2"_s.arg(name, suffix));
    if (path.isEmpty())
        return;
    QString error;
    const bool isWritten = suffix == u"svg"_s ? m_graph->exportSvg(path, &error) : m_graph->exportPdf(path, &error);
    if (Navigator *navigator = context().navigator)
        navigator->tell(isWritten ? tr("Wrote %1.").arg(path) : error);
}

} // namespace ui
