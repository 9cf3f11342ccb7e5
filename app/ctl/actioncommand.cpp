// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/actioncommand.h"

#include "app/ctl/changeprint.h"
#include "app/ctl/seethrough.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

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

/// JSON is one object at the end; people read the plan before anything goes out.
void showPlan(const actions::Plan &plan, tables::ExportFormat format)
{
    if (format != tables::ExportFormat::Json)
        print(planText(plan));
}

/// What keeps the plan from being sent, in one sentence; empty: nothing.
QString missing(const actions::Plan &plan, const Options &options, const actions::Consent &consent,
                const QString &stack)
{
    if (!options.yes) {
        return plan.expectedNumber() ? tr("Add --yes to send it, with --reason and --expect, the number that stays.")
                                     : tr("Add --yes to send it.");
    }
    const actions::ConsentCheck check = actions::check(plan, consent, stack);
    const std::optional<qint64> expected = plan.expectedNumber();
    if (check.reason && !check.number && expected && consent.number) {
        // The plan with its figures stands right above: telling the number hides nothing from anybody.
        return tr("--expect says %1, but after this plan %2 stay (%3).")
            .arg(core::formatCount(*consent.number), core::formatCount(*expected),
                 plan.effects.at(plan.question.effect).touches);
    }
    return check.sentence;
}

bool hasLocked(const actions::Plan &plan)
{
    return std::ranges::any_of(plan.tables, [](const actions::ItemTable &table) {
        return std::ranges::any_of(table.items, &actions::Item::isLocked);
    });
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
        co_return complain(wanted.error(), system());
    wanted->unlocked += options.unlock;
    actions::ActionCenter *center = session->stack()->actions();
    const auto plan = co_await center->plan(*wanted);
    if (!plan)
        co_return complain(plan.error(), system());
    showPlan(*plan, options.output);
    if (options.dryRun || plan->isEmpty()) {
        showEnd(*plan, std::nullopt, options.output);
        if (plan->isEmpty() && hasLocked(*plan)) {
            complain(tr("All that is left of it is protected. Nothing was sent. Name with --unlock what is meant."));
            co_return Usage;
        }
        if (plan->isEmpty())
            complain(tr("There is nothing to do. Nothing was sent."));
        co_return Fine;
    }
    const actions::Consent consent = consentOf(options, session->stack()->name());
    if (const QString sentence = missing(*plan, options, consent, session->stack()->name()); !sentence.isEmpty()) {
        showEnd(*plan, std::nullopt, options.output);
        complain(tr("Nothing was sent. %1").arg(sentence));
        co_return Usage;
    }
    const auto id = co_await center->confirm(*plan, consent);
    if (!id) {
        showEnd(*plan, std::nullopt, options.output);
        co_return complain(id.error(), system());
    }
    complain(tr("The first call goes out in 5 s. Ctrl+C before then: nothing is sent."));
    co_return co_await seeThrough(center, *plan, *id, options.output);
}

} // namespace ctl
