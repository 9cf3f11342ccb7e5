// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "models/watch/findingparts.h"

using namespace Qt::StringLiterals;

namespace watch {

namespace {

using mesos::FrameworkPhase;

bool holdsSomething(const mesos::Framework &framework)
{
    const mesos::Resources &used = framework.used;
    return used.cpus > 0 || used.mem > 0 || used.disk > 0 || used.gpus > 0 || framework.liveTasks > 0;
}

QString causeOf(const Scene &scene, const mesos::Framework &framework, core::TimePoint since)
{
    const QString tasks = counted(framework.liveTasks, "1 task goes on", "%1 tasks go on");
    if (framework.phase == FrameworkPhase::Inactive)
        return tr("Its scheduler is connected and asks for no offers; %1").arg(tasks);
    if (framework.phase == FrameworkPhase::Recovering)
        return tr("Its scheduler has not subscribed again with the new leader; %1").arg(tasks);
    if (framework.failoverTimeout == core::Duration::zero() || !core::isKnown(since))
        return tr("Its scheduler is gone; %1").arg(tasks);
    return tr("Its scheduler is gone; %1 until Mesos tears it down, latest at %2")
        .arg(tasks, core::formatClock(since + framework.failoverTimeout, scene.now));
}

} // namespace

QList<Finding> frameworkFindings(const Scene &scene)
{
    QList<Finding> found;
    for (const mesos::Framework &framework : scene.state.frameworks) {
        const bool isOrphan = framework.phase != FrameworkPhase::Active && framework.phase != FrameworkPhase::Completed;
        if (!isOrphan || !holdsSomething(framework))
            continue;
        const QString id = scene.state.string(framework.id);
        const QString name = scene.state.string(framework.name);
        Finding finding;
        finding.key = u"framework/"_s + id;
        finding.glyph = u"inactive"_s;
        finding.subject = framework.phase == FrameworkPhase::Inactive ? tr("%1 inactive").arg(name)
            : framework.phase == FrameworkPhase::Recovering           ? tr("%1 not subscribed again").arg(name)
                                                                      : tr("%1 disconnected").arg(name);
        finding.fact = tr("holds %1").arg(resourcesText(framework.used));
        const Sightings::Sighting seen = scene.sightings.of(scene.state.view(framework.id));
        const bool told = core::isKnown(framework.unregistered);
        finding.since = told ? framework.unregistered : seen.since;
        finding.sinceIsBound = !told && seen.isBound;
        finding.cause = causeOf(scene, framework, finding.since);
        finding.steps += openStep(tr("Open framework"), u"frameworks"_s,
                                  links::toPath({ links::ObjectRef::Kind::Framework, id.toUtf8() }));
        // Mesos refuses it for one whose scheduler is connected, and Aurora's own comes back to its tasks.
        if (framework.phase == FrameworkPhase::Disconnected && !isAurorasName(name)) {
            finding.steps += planStep(tr("Tear down…"), u"kill"_s, verbs::TeardownVerb::request({ id }));
        } else if (framework.liveTasks > 0) {
            finding.steps += filterStep(tr("Its tasks"), u"tasks"_s, u"tasks"_s, term(u"framework"_s, name));
        }
        found += finding;
    }
    return found;
}

} // namespace watch
