// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/actioncenterprivate.h"
#include "models/actions/outcome.h"

#include <QSet>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

/// What is done about actions that have ended: resumed, dismissed, retried, undone.
namespace actions {

QCoro::Task<core::Result<void>> ActionCenter::resume(QString id)
{
    const QPointer<ActionCenter> self(this);
    const Record *known = d->find(id);
    if (!known || !known->canResume())
        co_return core::failure(refusal(tr("Nothing of this action is left to resume.")));
    Record record = *known;
    const std::shared_ptr<Verb> verb = d->verbs.find(record.plan->request.verb);
    if (const QString missing = d->notAllowed(); !missing.isEmpty())
        co_return core::failure(refusal(missing));
    if (!verb)
        co_return core::failure(refusal(tr("This version knows no action \"%1\".").arg(record.plan->request.verb)));
    const core::Result<bool> taken = co_await d->journal->takeOver(record, State::Running);
    if (!taken)
        co_return core::failure(taken.error());
    if (!self)
        co_return core::failure(gone());
    if (!*taken) {
        d->reload();
        co_return core::failure(refusal(tr("Another console was quicker: look at what it does.")));
    }
    record.owner = d->journal->owner();
    record.state = State::Running;
    AuditEntry line = auditLine(record, u"resumed"_s, d->clock.now());
    line.who = d->options.user;
    const Entry entry{ line.at, u"resume"_s, tr("resumed by %1").arg(d->options.user), -1 };
    const core::Result<void> kept = co_await d->journal->writeRecord(record, entry, line);
    if (!kept)
        co_return core::failure(kept.error());
    if (!self)
        co_return core::failure(gone());
    d->start(std::move(record), verb)->resume();
    co_return core::Result<void>();
}

QCoro::Task<core::Result<void>> ActionCenter::dismiss(QString id, QString reason)
{
    const QPointer<ActionCenter> self(this);
    const Record *known = d->find(id);
    if (!known || !needsSomebody(known->state))
        co_return core::failure(refusal(tr("Only a half-done action is dismissed.")));
    if (reason.trimmed().isEmpty())
        co_return core::failure(refusal(tr("A reason is asked for: it is kept in the audit log.")));
    Record record = *known;
    const core::Result<bool> taken = co_await d->journal->takeOver(record, State::Dismissed);
    if (!taken)
        co_return core::failure(taken.error());
    if (!self)
        co_return core::failure(gone());
    if (!*taken) {
        d->reload();
        co_return core::failure(refusal(tr("Another console was quicker: look at what it does.")));
    }
    record.owner = d->journal->owner();
    record.state = State::Dismissed;
    record.outcome = tr("%1 Left so by %2: %3").arg(record.outcome, d->options.user, reason.trimmed());
    AuditEntry line = auditLine(record, u"dismissed"_s, d->clock.now());
    line.who = d->options.user;
    line.why = reason.trimmed();
    const Entry entry{ line.at, u"end"_s, record.outcome, -1 };
    const core::Result<void> kept = co_await d->journal->writeRecord(record, entry, line);
    if (!kept)
        co_return core::failure(kept.error());
    if (self)
        d->onTold(record);
    co_return core::Result<void>();
}

std::optional<Request> ActionCenter::retryRequest(const QString &id) const
{
    const Record *record = d->find(id);
    if (!record || !record->canRetry())
        return std::nullopt;
    Request request = record->plan->request;
    request.retryOf = id;
    QSet<QString> open;
    for (const StepRecord &step : record->steps) {
        if (step.state != StepState::Reached)
            open.insert(step.step.item);
    }
    for (const ItemTable &table : record->plan->tables) {
        for (const Item &item : table.items) {
            if (item.ticked && !open.contains(item.key))
                request = withRow(std::move(request), item.key, false, item.tickedAtFirst);
        }
    }
    return request;
}

std::optional<Request> ActionCenter::undoRequest(const QString &id) const
{
    const Record *known = d->find(id);
    if (!known)
        return std::nullopt;
    Record record = *known;
    // A console that died after the last step could not write down the way back any more.
    const std::shared_ptr<Verb> verb = d->verbs.find(record.plan->request.verb);
    if (!record.undo && verb && isOver(record.state) && thingsReached(record) > 0)
        record.undo = verb->inverse(record);
    if (!record.canUndo(d->clock.now()))
        return std::nullopt;
    Request request = *record.undo;
    request.undoOf = id;
    return request;
}

} // namespace actions
