// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/runactions.h"

#include "models/core/tr.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/pauseverb.h"
#include "models/verbs/night/stop/stopverb.h"
#include "ui/dag/pausedialog.h"
#include "ui/dag/triggerdialog.h"
#include "ui/shell/page.h"
#include "ui/style/icons.h"

#include <QJsonDocument>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

void name(QAction *action, const QString &id)
{
    action->setObjectName(id);
}

void add(QMenu *menu, const QString &id, const QString &icon, const QString &text, const actions::Request &request,
         Navigator *navigator)
{
    name(menu->addAction(ui::icon(icon), text, navigator, [navigator, request] { navigator->plan(request); }), id);
}

/// Its conf, and what else is known of its parameters.
QJsonObject parametersOf(const dag::Run &run, const airflow::Store *airflow)
{
    QJsonObject known;
    for (const dag::Parameter &parameter : run.parameters)
        known.insert(parameter.name, parameter.value);
    const airflow::Snapshot snapshot = airflow ? airflow->snapshot() : nullptr;
    if (const airflow::Run *const told = snapshot ? snapshot->run(run.id) : nullptr) {
        const QJsonObject conf = QJsonDocument::fromJson(told->conf).object(); // with numbers as numbers
        for (auto it = conf.begin(); it != conf.end(); ++it)
            known.insert(it.key(), it.value());
    }
    return known;
}

void openTrigger(const dag::Run &run, const RunPlace &place)
{
    const QJsonObject known = parametersOf(run, place.stack->airflow());
    QStringList unread;
    for (const config::ParameterRule &rule : place.stack->config().airflow.parameters) {
        if (!known.contains(rule.name))
            unread << rule.name;
    }
    auto *dialog
        = new TriggerDialog({ place.stack->name(), place.stack->config().tier }, run.dag, known, unread, place.parent);
    QObject::connect(dialog, &TriggerDialog::planRequested, place.navigator,
                     [navigator = place.navigator, stack = place.stack, dag = run.dag, known](const QJsonObject &conf) {
                         const QString id = verbs::TriggerVerb::freshRunId(stack->clock().now());
                         navigator->plan(verbs::TriggerVerb::request(dag, id, conf, known));
                     });
    dialog->open();
}

void openPause(const dag::Run &run, const RunPlace &place)
{
    auto *dialog = new PauseDialog({ place.stack->name(), place.stack->config().tier }, run.dag, place.stack->clock(),
                                   place.parent);
    QObject::connect(dialog, &PauseDialog::planRequested, place.navigator,
                     [navigator = place.navigator, dag = run.dag](core::TimePoint until) {
                         navigator->plan(verbs::PauseVerb::request(verbs::PauseVerb::Way::Pause, dag, until));
                     });
    dialog->open();
}

} // namespace

std::optional<actions::Request> resumeRequest(const actions::ActionCenter &center, const QString &runId)
{
    const QList<actions::Record> records = center.records();
    const auto stop
        = std::ranges::find_if(records, [&](const actions::Record &record) { return verbs::isStopOf(record, runId); });
    return stop == records.end() ? std::nullopt : center.undoRequest(stop->id);
}

void addRunActions(QMenu *menu, const dag::Run &run, const RunPlace &place)
{
    using namespace verbs;
    Navigator *const navigator = place.navigator;
    const airflow::Snapshot snapshot = place.stack->airflow() ? place.stack->airflow()->snapshot() : nullptr;
    const bool paused = snapshot && snapshot->dag.paused;
    if (paused)
        add(menu, u"unpause"_s, u"play"_s, tr("Let the DAG go on…"),
            PauseVerb::request(PauseVerb::Way::Unpause, run.dag), navigator);
    else
        name(menu->addAction(ui::icon(u"pause"_s), tr("Pause the DAG…"), navigator,
                             [run, place] { openPause(run, place); }),
             u"pause"_s);
    name(menu->addAction(ui::icon(u"play"_s), tr("Trigger a run…"), navigator,
                         [run, place] { openTrigger(run, place); }),
         u"trigger"_s);
    menu->addSeparator();
    airflow::calls::Clearing whole;
    whole.dagId = run.dag;
    whole.runId = run.id;
    add(menu, u"again"_s, u"restart"_s, tr("Run all of it again…"), ClearVerb::request(whole), navigator);
    if (const auto resume = resumeRequest(*place.stack->actions(), run.id))
        add(menu, u"resume"_s, u"play"_s, tr("Resume what was stopped…"), *resume, navigator);
    add(menu, u"success"_s, u"mark"_s, tr("Mark the run as success…"),
        MarkRunVerb::request(MarkRunVerb::Way::Success, run.dag, run.id), navigator);
    add(menu, u"failed"_s, u"kill"_s, tr("Mark the run as failed…"),
        MarkRunVerb::request(MarkRunVerb::Way::Failed, run.dag, run.id), navigator);
    menu->addSeparator();
    add(menu, u"stop"_s, u"stop"_s, tr("Stop the run…"), StopVerb::request({ run.dag, run.id, {} }), navigator);
}

} // namespace ui
