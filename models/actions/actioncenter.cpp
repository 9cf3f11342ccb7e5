// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/actioncenterprivate.h"
#include "models/actions/outcome.h"
#include "models/actions/owner.h"
#include "models/core/format.h"
#include "models/core/logging.h"

#include <QSet>
#include <QUuid>
#include <qcoro/qcorofuture.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace actions {

QString ActionCenter::Private::notAllowed() const
{
    if (options.authority == ActionOptions::Authority::ExplicitConsent || arming->isArmed())
        return {};
    return tr("%1 is read-only: unlock it first, with a reason.").arg(options.stack);
}

QStringList ActionCenter::Private::othersOn(const Plan &plan) const
{
    QSet<QString> objects;
    for (const Step &step : plan.steps)
        objects.insert(step.object);
    QStringList sentences;
    for (const Record &record : records) {
        if (!isUnderWay(record.state) && !needsSomebody(record.state))
            continue;
        const auto shared = std::ranges::find_if(
            record.steps, [&](const StepRecord &step) { return objects.contains(step.step.object); });
        if (shared == record.steps.end())
            continue;
        sentences.append(tr("%1: \"%2\" is %3 since %4, on %5 too.")
                             .arg(record.user, record.plan->title.full(), stateWord(record.state),
                                  core::formatClock(record.startedAt, clock.now()), shared->step.object));
    }
    return sentences;
}

bool ActionCenter::Private::runsAlready(const Plan &plan) const
{
    const QByteArray fingerprint = plan.fingerprint();
    return beginning.contains(fingerprint) || std::ranges::any_of(records, [&](const Record &record) {
               return isUnderWay(record.state) && record.plan->fingerprint() == fingerprint;
           });
}

Record *ActionCenter::Private::find(const QString &id)
{
    const auto found = std::ranges::find_if(records, [&](const Record &record) { return record.id == id; });
    return found == records.end() ? nullptr : &*found;
}

std::shared_ptr<Runner> ActionCenter::Private::start(Record record, const std::shared_ptr<Verb> &verb)
{
    // The runner is silent after abandon(), which comes before this center goes: `this` is good in its callback.
    auto runner = std::make_shared<Runner>(std::move(record), verb, journal, clock, options.pace,
                                           [this](const Record &told) { onTold(told); });
    runners.insert(runner->record().id, runner);
    return runner;
}

void ActionCenter::Private::onTold(const Record &record)
{
    Record *known = find(record.id);
    if (known) {
        *known = record;
    } else {
        records.prepend(record);
        emit q->recordsChanged();
    }
    const Record told = record; // slots may end the runner it belongs to
    emit q->recordChanged(told);
    if (!isOver(told.state))
        return;
    runners.remove(told.id);
    noteUndone(told);
    emit q->finished(told);
    emit q->auditChanged();
}

void ActionCenter::Private::noteUndone(const Record &record)
{
    const QString &original = record.plan->request.undoOf;
    if (original.isEmpty() || (record.state != State::Done && record.state != State::HalfDone))
        return;
    (void)journal->setUndone(original, record.id);
    if (Record *undone = find(original)) {
        undone->undoneBy = record.id;
        const Record told = *undone;
        emit q->recordChanged(told);
    }
}

void ActionCenter::Private::audit(const QString &kind, const QString &what, const QString &why)
{
    AuditEntry line;
    line.at = clock.now();
    line.who = options.user;
    line.stack = options.stack;
    line.kind = kind;
    line.what = what;
    line.why = why;
    (void)journal->audit(line);
    emit q->auditChanged();
}

QCoro::Task<void> ActionCenter::Private::reload()
{
    const QPointer<ActionCenter> self(q);
    const core::Result<QList<Record>> read = co_await journal->records();
    if (!self)
        co_return;
    if (read) {
        QList<Record> fresh = *read;
        for (Record &record : fresh) {
            record.progress = progressOf(record);
            // Its console ended before it could write the way back.
            const auto verb = verbs.find(record.plan->request.verb);
            if (record.state == State::Done && !record.undo && verb)
                record.undo = verb->inverse(record);
            if (const auto runner = runners.value(record.id)) {
                record = runner->record();
            } else if (const Record *known = find(record.id)) {
                record.newPlan = known->newPlan;
                record.changes = known->changes;
            }
        }
        for (const auto &runner : std::as_const(runners)) { // begun since the file was read
            const QString &id = runner->record().id;
            if (std::ranges::none_of(fresh, [&](const Record &record) { return record.id == id; }))
                fresh.prepend(runner->record());
        }
        records = fresh;
    }
    const bool first = !std::exchange(loaded, true);
    emit q->recordsChanged();
    if (first && self)
        emit q->loaded();
}

ActionCenter::ActionCenter(ActionOptions options, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private{ this, std::move(options), clock, nullptr, new Arming(clock, this) })
{
    if (d->options.user.isEmpty())
        d->options.user = thisUser();
    d->journal = std::make_shared<Journal>(d->options.file, d->options.stack, clock, d->options.pace.elsewhere);
    connect(d->journal.get(), &Journal::noticeChanged, this, &ActionCenter::noticeChanged);
    connect(d->journal.get(), &Journal::changedElsewhere, this, [this] {
        d->reload();
        emit auditChanged();
    });
    connect(d->arming, &Arming::armedFor, this, [this](const QString &reason, std::chrono::seconds span) {
        d->audit(u"armed"_s, tr("Unlocked for %1").arg(core::formatSpan(span)), reason);
    });
    connect(d->arming, &Arming::locked, this,
            [this](const QString &why) { d->audit(u"locked"_s, tr("Locked: %1").arg(why), {}); });
    d->reload();
}

ActionCenter::~ActionCenter()
{
    blockSignals(true);
    const auto runners = std::exchange(d->runners, {});
    for (const auto &runner : runners)
        runner->abandon();
    d->journal->close();
}

Verbs &ActionCenter::verbs() const
{
    return d->verbs;
}

Arming *ActionCenter::arming() const
{
    return d->arming;
}

const ActionOptions &ActionCenter::options() const
{
    return d->options;
}

QCoro::Task<core::Result<Plan>> ActionCenter::plan(Request request, std::stop_token stop)
{
    const QPointer<ActionCenter> self(this);
    const std::shared_ptr<Verb> verb = d->verbs.find(request.verb);
    if (!verb)
        co_return core::failure(refusal(tr("This version knows no action \"%1\".").arg(request.verb)));
    core::Result<Plan> plan = co_await verb->plan(request, stop);
    if (!self || stop.stop_requested())
        co_return core::failure(gone());
    if (!plan)
        co_return plan;
    plan->facts.production = plan->facts.production || d->options.production;
    plan->facts.cap = std::min(plan->facts.cap, d->options.cap);
    if (const QString flaw = flawOf(*plan); !plan->isEmpty() && !flaw.isEmpty()) {
        qCCritical(lcActions) << request.verb << flaw;
        co_return core::failure(refusal(tr("The plan contradicts itself and is not offered: %1.").arg(flaw)));
    }
    plan->others += d->othersOn(*plan);
    co_return plan;
}

QCoro::Task<core::Result<QString>> ActionCenter::confirm(Plan plan, Consent consent)
{
    const QPointer<ActionCenter> self(this);
    const std::shared_ptr<Verb> verb = d->verbs.find(plan.request.verb);
    QString missing = d->notAllowed();
    if (missing.isEmpty())
        missing = check(plan, consent, d->options.stack).sentence;
    if (missing.isEmpty() && (!verb || !flawOf(plan).isEmpty()))
        missing = tr("The plan contradicts itself: %1.").arg(verb ? flawOf(plan) : plan.request.verb);
    if (missing.isEmpty() && d->runsAlready(plan))
        missing = tr("\"%1\" is under way already.").arg(plan.title.full()); // a second click, another window
    if (!missing.isEmpty())
        co_return core::failure(refusal(missing));

    Record record;
    record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.stack = d->options.stack;
    record.plan = std::make_shared<Plan>(plan);
    record.user = d->options.user;
    record.reason = consent.reason.trimmed();
    record.ticket = consent.ticket.trimmed();
    record.owner = d->journal->owner();
    record.startedAt = d->clock.now();
    for (const Step &step : plan.steps) {
        StepRecord begun;
        begun.step = step;
        record.steps.append(begun);
    }
    AuditEntry line = auditLine(record, u"consent"_s, record.startedAt);
    if (plan.question.effect >= 0) {
        const Effect &effect = plan.effects.at(plan.question.effect);
        line.before = u"%1: %2"_s.arg(effect.touches, effect.before);
        line.after = u"%1: %2"_s.arg(effect.touches, effect.after);
    }
    const Entry entry{ record.startedAt, u"start"_s, tr("%1. Reason: %2").arg(plan.title.full(), record.reason), -1 };
    const QByteArray fingerprint = plan.fingerprint();
    d->beginning.insert(fingerprint);
    const core::Result<void> begun = co_await d->journal->begin(record, entry, line);
    if (!self)
        co_return core::failure(gone());
    d->beginning.remove(fingerprint);
    if (!begun)
        co_return core::failure(begun.error());
    const QString id = record.id;
    d->start(std::move(record), verb)->run();
    co_return id;
}

QCoro::Task<core::Result<QString>> ActionCenter::act(Request request, QString reason)
{
    const QPointer<ActionCenter> self(this);
    const core::Result<Plan> planned = co_await plan(std::move(request));
    if (!planned)
        co_return core::failure(planned.error());
    if (!self)
        co_return core::failure(gone());
    if (planned->grade() != Grade::Held)
        co_return core::failure(refusal(tr("\"%1\" asks for a look at its plan.").arg(planned->title.full())));
    Consent consent;
    consent.reason = reason;
    co_return co_await confirm(*planned, consent);
}

void ActionCenter::cancel(const QString &id)
{
    if (const auto runner = d->runners.value(id))
        runner->cancel();
}

void ActionCenter::stop(const QString &id)
{
    if (const auto runner = d->runners.value(id))
        runner->stop();
}

QString ActionCenter::stopWords(const QString &id) const
{
    const Record *record = d->find(id);
    return record ? actions::stopWords(*record) : QString();
}

QList<Record> ActionCenter::records() const
{
    return d->records;
}

std::optional<Record> ActionCenter::record(const QString &id) const
{
    const Record *record = d->find(id);
    return record ? std::optional(*record) : std::nullopt;
}

QCoro::Task<core::Result<QList<Touch>>> ActionCenter::touches(QStringList objects)
{
    co_return co_await d->journal->touches(objects);
}

QCoro::Task<core::Result<QList<Entry>>> ActionCenter::journal(QString id)
{
    co_return co_await d->journal->entries(id);
}

QCoro::Task<core::Result<QList<AuditEntry>>> ActionCenter::audit(AuditQuery query)
{
    co_return co_await d->journal->search(query);
}

QString ActionCenter::notice() const
{
    return d->journal->notice();
}

bool ActionCenter::isLoaded() const
{
    return d->loaded;
}

} // namespace actions
