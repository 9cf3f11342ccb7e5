// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/holdmenu.h"

#include "models/core/tr.h"
#include "models/pools/board.h"
#include "models/verbs/pools/failedmachines.h"
#include "models/verbs/pools/holdverb.h"
#include "ui/style/icons.h"

#include <QMenu>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

void addHolds(QMenu *menu, const stack::Stack &stack, const QString &job,
              const std::function<void(const actions::Request &)> &plan)
{
    static constexpr std::array times{ 2h, 6h, 12h };
    const mesos::Snapshot state = stack.mesos()->snapshot();
    const pools::Snapshot picture = stack.poolBoard()->pools();
    if (!stack.aws() || !state || !picture)
        return;
    for (const verbs::FailedMachines &failed : verbs::machinesOfFailed(*state, *picture, job)) {
        const auto count = failed.instances.size();
        const QString text = count == 1
            ? core::tr("Hold the machine of %1 it failed on").arg(failed.pool)
            : core::tr("Hold the %2 machines of %1 it failed on").arg(failed.pool).arg(count);
        QMenu *holding = menu->addMenu(icon(u"hold"_s), text);
        holding->setObjectName(u"jobHold"_s);
        for (const std::chrono::hours time : times) {
            holding->addAction(core::tr("for %1 hours…").arg(time.count()), holding, [&stack, failed, time, job, plan] {
                const core::TimePoint until = stack.clock().now() + time;
                plan(verbs::HoldVerb::hold(failed.pool, failed.instances, until, job));
            });
        }
    }
}

} // namespace ui
