// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tablepage/holdmenu.h"

#include "models/actions/grade.h"
#include "models/core/tr.h"
#include "models/pools/board.h"
#include "models/verbs/pools/downscale.h"
#include "models/verbs/pools/failedmachines.h"
#include "models/verbs/pools/holdverb.h"
#include "ui/style/icons.h"

#include <QMenu>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::array holdTimes{ 2h, 6h, 12h };
constexpr std::chrono::hours usualTime = 6h; ///< a night and the morning after it

QList<verbs::FailedMachines> failedMachines(const stack::Stack &stack, const QString &job)
{
    const mesos::Snapshot state = stack.mesos()->snapshot();
    const pools::Snapshot picture = stack.poolBoard()->pools();
    if (!stack.aws() || !state || !picture)
        return {};
    return verbs::machinesOfFailed(*state, *picture, job);
}

/// With a node to be marked along it is more than what is taken back at once.
bool needsPlan(const stack::Stack &stack, const QString &pool, qsizetype machines)
{
    return machines > actions::manyObjects || !verbs::downscale::nodesAhead(stack.night(), pool).isEmpty();
}

} // namespace

void addHolds(QMenu *menu, const stack::Stack &stack, const QString &job,
              const std::function<void(const actions::Request &)> &plan)
{
    for (const verbs::FailedMachines &failed : failedMachines(stack, job)) {
        const auto count = failed.instances.size();
        const QString text = count == 1
            ? core::tr("Hold the machine of %1 it failed on").arg(failed.pool)
            : core::tr("Hold the %2 machines of %1 it failed on").arg(failed.pool).arg(count);
        QMenu *holding = menu->addMenu(icon(u"hold"_s), text);
        holding->setObjectName(u"jobHold"_s);
        for (const std::chrono::hours time : holdTimes) {
            holding->addAction(core::tr("for %1 hours…").arg(time.count()), holding, [&stack, failed, time, job, plan] {
                const core::TimePoint until = stack.clock().now() + time;
                plan(verbs::HoldVerb::hold(failed.pool, failed.instances, until, job));
            });
        }
    }
}

void addMachineHolds(QMenu *menu, const PageContext &context, const QString &pool, const QStringList &instances)
{
    const auto count = instances.size();
    QMenu *holding
        = menu->addMenu(icon(u"hold"_s), count == 1 ? core::tr("Hold") : core::tr("Hold %1 machines").arg(count));
    holding->setObjectName(u"machineHold"_s);
    const bool isPlanned = needsPlan(*context.stack, pool, count);
    for (const std::chrono::hours time : holdTimes) {
        const QString text = isPlanned ? core::tr("for %1 hours…") : core::tr("for %1 hours");
        holding->addAction(text.arg(time.count()), holding, [context, pool, instances, time, isPlanned] {
            const core::TimePoint until = context.stack->clock().now() + time;
            const actions::Request request = verbs::HoldVerb::hold(pool, instances, until);
            if (!context.navigator)
                return;
            if (isPlanned)
                context.navigator->plan(request);
            else
                context.navigator->act(request);
        });
    }
}

QList<ObjectAction> holdActions(const stack::Stack &stack, const QString &job)
{
    QList<ObjectAction> list;
    for (const verbs::FailedMachines &failed : failedMachines(stack, job)) {
        const auto count = failed.instances.size();
        const QString text = count == 1
            ? core::tr("Hold the machine of %1 it failed on for %2 hours…").arg(failed.pool).arg(usualTime.count())
            : core::tr("Hold the %1 machines of %2 it failed on for %3 hours…")
                  .arg(count)
                  .arg(failed.pool)
                  .arg(usualTime.count());
        const core::TimePoint until = stack.clock().now() + usualTime;
        list.append(
            ObjectAction::planned(u"hold"_s, text, verbs::HoldVerb::hold(failed.pool, failed.instances, until, job)));
    }
    return list;
}

ObjectAction machineHold(const stack::Stack &stack, const QString &text, const QString &pool,
                         const QStringList &instances)
{
    const QString words = text.arg(usualTime.count());
    const actions::Request request = verbs::HoldVerb::hold(pool, instances, stack.clock().now() + usualTime);
    return needsPlan(stack, pool, instances.size()) ? ObjectAction::planned(u"hold"_s, words + u'…', request)
                                                    : ObjectAction::done(u"hold"_s, words, request);
}

void actOrPlan(Navigator *navigator, const actions::Request &request, qsizetype count)
{
    if (!navigator)
        return;
    if (count <= actions::manyObjects)
        navigator->act(request);
    else
        navigator->plan(request);
}

} // namespace ui
