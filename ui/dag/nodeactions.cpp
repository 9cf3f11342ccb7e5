// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nodeactions.h"

#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/markverb.h"
#include "ui/shell/page.h"
#include "ui/style/icons.h"

#include <QCoreApplication>
#include <QMenu>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Night", text);
}

void add(QMenu *menu, const QString &icon, const QString &text, const actions::Request &request, Navigator *navigator)
{
    menu->addAction(ui::icon(icon), text, navigator, [navigator, request] { navigator->plan(request); });
}

} // namespace

actions::Request clearRequest(const dag::Night &night, dag::NodeIndex node, bool downstream)
{
    airflow::calls::Clearing clearing;
    clearing.dagId = night.run.dag;
    clearing.runId = night.run.id;
    clearing.tasks = { { night.graph->nodes[static_cast<size_t>(node)].id } };
    clearing.downstream = downstream;
    return verbs::ClearVerb::request(clearing);
}

void addNodeActions(QMenu *menu, const NightView &view, dag::NodeIndex node, Navigator *navigator)
{
    const dag::Night &night = *view.night;
    const std::array nodes{ node };
    const auto below = dag::indicesOf(view.structure->descendants(nodes)).size();
    menu->addSeparator();
    add(menu, u"clear"_s, tr("Clear…"), clearRequest(night, node, false), navigator);
    if (below > 0)
        add(menu, u"clear"_s, tr("Clear with %1 downstream…").arg(below), clearRequest(night, node, true), navigator);
    menu->addSeparator();
    using Way = verbs::MarkVerb::Way;
    const QList<airflow::Reference> task{ { night.graph->nodes[static_cast<size_t>(node)].id } };
    add(menu, u"mark"_s, tr("Mark success…"), verbs::MarkVerb::request(Way::Success, night.run.dag, night.run.id, task),
        navigator);
    add(menu, u"kill"_s, tr("Mark failed…"), verbs::MarkVerb::request(Way::Failed, night.run.dag, night.run.id, task),
        navigator);
}

void addRunActions(QMenu *menu, const dag::Run &run, Navigator *navigator)
{
    using namespace verbs;
    add(menu, u"pause"_s, tr("Pause the DAG…"), PauseVerb::request(PauseVerb::Way::Pause, run.dag), navigator);
    add(menu, u"play"_s, tr("Let the DAG go on…"), PauseVerb::request(PauseVerb::Way::Unpause, run.dag), navigator);
    menu->addSeparator();
    add(menu, u"mark"_s, tr("Mark the run as success…"),
        MarkRunVerb::request(MarkRunVerb::Way::Success, run.dag, run.id), navigator);
    add(menu, u"kill"_s, tr("Mark the run as failed…"), MarkRunVerb::request(MarkRunVerb::Way::Failed, run.dag, run.id),
        navigator);
}

} // namespace ui
