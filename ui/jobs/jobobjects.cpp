// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobobjects.h"

#include "models/core/tr.h"
#include "models/links/whypending.h"
#include "models/verbs/jobs/batchoptions.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "ui/tablepage/holdmenu.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;
using Kind = links::ObjectRef::Kind;

actions::Batching lastPace(const stack::Stack &stack, const QString &verb, const verbs::Selection &selection,
                           const actions::Batching &usual)
{
    if (!selection.isOneJob())
        return usual;
    return verbs::lastBatching(stack.actions()->records(), verb, selection.parts.first().job.text(), usual);
}

/// `name`: "job hyoga-model", "hyoga-model/0".
void addEnding(QList<ObjectAction> *list, const stack::Stack &stack, const QString &name,
               const verbs::Selection &selection, const QList<ObjectAction> &between)
{
    list->append(ObjectAction::planned(u"restart"_s, tr("Restart %1…").arg(name), restartRequest(stack, selection)));
    list->append(between);
    list->append(ObjectAction::planned(u"kill"_s, tr("Kill %1…").arg(name), killRequest(stack, selection)));
}

} // namespace

actions::Request killRequest(const stack::Stack &stack, const verbs::Selection &selection)
{
    actions::Request request = verbs::KillVerb::request(selection);
    request.batching = lastPace(stack, request.verb, selection, request.batching);
    return request;
}

actions::Request restartRequest(const stack::Stack &stack, const verbs::Selection &selection)
{
    const actions::Batching usual = verbs::RestartVerb::defaultBatching();
    return verbs::RestartVerb::request(selection, lastPace(stack, verbs::RestartVerb::verbName(), selection, usual));
}

QList<ObjectAction> jobObjectActions(const stack::Stack &stack, const links::ObjectRef &ref)
{
    const aurora::Snapshot picture = stack.aurora() ? stack.aurora()->snapshot() : nullptr;
    const bool isInstance = ref.kind == Kind::Instance;
    const QString path = QString::fromUtf8(ref.id);
    const auto job = aurora::JobKey::parse(isInstance ? path.section(u'/', 0, 2) : path);
    const aurora::JobRow *row = picture && job ? picture->job(*job) : nullptr;
    if (!row)
        return {};
    QList<ObjectAction> list;
    if (row->stats.pending > 0)
        list.append({ u"help"_s, tr("Why is %1 pending…").arg(job->name),
                      [ref = links::ObjectRef{ Kind::Job, job->text().toUtf8() + links::whyPending }](
                          Navigator *navigator) { navigator->open(ref); },
                      false });
    const QList<ObjectAction> holds = holdActions(stack, job->text());
    if (isInstance) {
        const int instance = path.section(u'/', 3).toInt();
        addEnding(&list, stack, u"%1/%2"_s.arg(job->name).arg(instance), { { { *job, { instance } } } }, holds);
    } else if (row->stats.active + row->stats.pending > 0) {
        addEnding(&list, stack, tr("job %1").arg(job->name), { { { *job, {} } } }, holds);
    } else {
        list += holds;
    }
    return list;
}

} // namespace ui
