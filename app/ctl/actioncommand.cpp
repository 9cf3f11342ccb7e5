// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/actioncommand.h"

#include "app/ctl/interrupt.h"
#include "models/actions/record.h"

#include <QCoreApplication>
#include <QFuture>
#include <QJsonDocument>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

QString textOf(const actions::Plan &plan)
{
    QString text = plan.title.full() + u'\n';
    for (const actions::ItemTable &table : plan.tables) {
        text += u'\n' + table.nameTitle + u": "_s + table.columns.join(u" | "_s) + u'\n';
        for (const actions::Item &item : table.items) {
            const QString mark = item.isLocked() ? u"locked"_s : item.ticked ? u"     x"_s : u"      "_s;
            text += u"  %1  %2: %3%4\n"_s.arg(mark, item.key, item.facts.join(u" | "_s),
                                              item.isLocked() ? tr(" (%1; --unlock %2)").arg(item.protection, item.name)
                                                              : QString());
        }
    }
    text += u'\n';
    for (const actions::Effect &effect : plan.effects)
        text += u"  %1  %2 -> %3  %4\n"_s.arg(effect.touches, effect.before, effect.after, effect.delta);
    if (!plan.cannotBeUndone.isEmpty())
        text += tr("Cannot be undone: %1\n").arg(plan.cannotBeUndone);
    if (!plan.canBeUndone.isEmpty())
        text += tr("Can be undone: %1\n").arg(plan.canBeUndone);
    if (!plan.notTouched.isEmpty())
        text += tr("Not touched: %1\n").arg(plan.notTouched);
    for (const QString &warning : plan.warnings + plan.others)
        text += tr("Note: %1\n").arg(warning);
    text += tr("Calls:\n");
    int number = 1;
    for (const actions::Step &step : plan.steps)
        text += u"  %1  %2\n"_s.arg(number++, 3).arg(step.call);
    return text;
}

void show(const actions::Plan &plan, tables::ExportFormat format)
{
    if (format == tables::ExportFormat::Json)
        print(QJsonDocument(actions::toJson(plan)).toJson());
    else
        print(textOf(plan));
}

actions::Consent consentOf(const Options &options, const QString &stack)
{
    actions::Consent consent;
    consent.number = options.expect;
    consent.reason = options.reason;
    consent.ticket = options.ticket;
    // Naming the stack on the command line is typing its name.
    consent.stackName = options.stack.isEmpty() ? QString() : stack;
    return consent;
}

} // namespace

core::Error usageError(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    return error;
}

QCoro::Task<int> ActionCommand::run(Session *session)
{
    const Options options = session->options();
    auto wanted = co_await request(session);
    if (!wanted)
        co_return complain(wanted.error());
    wanted->unlocked = options.unlock;
    actions::ActionCenter *center = session->stack()->actions();
    const auto plan = co_await center->plan(*wanted);
    if (!plan)
        co_return complain(plan.error());
    show(*plan, options.output);
    if (options.dryRun)
        co_return Fine;
    if (plan->isEmpty()) {
        complain(tr("There is nothing to do. Nothing was sent."));
        co_return Fine;
    }
    if (!options.yes) {
        complain(tr("Nothing was sent. Add --yes to send it%1.")
                     .arg(plan->expectedNumber() ? tr(", with --expect and the number that stays") : QString()));
        co_return Usage;
    }
    const actions::Consent consent = consentOf(options, session->stack()->name());
    if (const actions::ConsentCheck check = actions::check(*plan, consent, session->stack()->name());
        !check.isComplete()) {
        complain(check.sentence + u' ' + tr("Nothing was sent."));
        co_return Usage;
    }
    const auto id = co_await center->confirm(*plan, consent);
    if (!id)
        co_return complain(id.error());
    // Ctrl+C stops after the call under way; what is done stays done and is told.
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::happened, center, [center, action = *id] {
        center->cancel(action);
        center->stop(action);
    });
    for (;;) {
        const auto record = center->record(*id);
        if (record && actions::isOver(record->state)) {
            complain(record->outcome.isEmpty() ? actions::stateWord(record->state) : record->outcome);
            for (const QString &change : record->changes)
                complain(change);
            co_return record->state == actions::State::Done ? Fine : Failed;
        }
        const auto changed = QtFuture::connect(center, &actions::ActionCenter::recordChanged);
        co_await changed;
    }
}

} // namespace ctl
