// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/firstwayout.h"

#include "models/explain/explain.h"
#include "models/explain/fromaurora.h"
#include "models/verbs/wayoutplan.h"
#include "models/watch/findingparts.h"

using namespace Qt::StringLiterals;

namespace watch {

namespace {

std::optional<Step> wayOutOf(const WaitingScene &scene, const explain::Landscape &landscape, const QString &job)
{
    const QList<explain::PendingGroup> groups = explain::pendingGroups(*scene.aurora, job);
    if (groups.isEmpty())
        return std::nullopt;
    const explain::Verdict verdict = explain::explainPending(landscape, groups.first());
    for (const explain::WayOut &way : verdict.waysOut) { // most places first
        const verbs::WayOutPlan plan = verbs::wayOutPlan(way, scene.pools.get(), scene.aws ? &*scene.aws : nullptr);
        if (plan.request && !way.button.isEmpty()) {
            const bool grows = way.type == explain::WayOut::Type::Grow;
            return planStep(way.button, grows ? u"grow"_s : u"play"_s, *plan.request);
        }
    }
    return std::nullopt;
}

} // namespace

void addWaysOut(QList<Finding> &rows, const WaitingScene &scene)
{
    std::optional<explain::Landscape> landscape; // made once, and only where a job waits
    for (Finding &row : rows) {
        if (!row.key.startsWith("waiting/"_L1) || row.job.isEmpty())
            continue;
        if (!landscape)
            landscape.emplace(*scene.mesos, scene.context);
        const auto step = wayOutOf(scene, *landscape, QString::fromUtf8(row.job));
        if (!step)
            continue;
        row.steps.prepend(*step);
        row.steps.removeIf([](const Step &other) { return other.label == tr("Open job"); }); // two at most
    }
}

} // namespace watch
