// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/night/stop/leftovers.h"
#include "models/verbs/night/stop/stopsteps.h"
#include "models/verbs/night/stop/stopverb.h"
#include "tests/unit/verbs/verbworld.h"

#include <QJsonArray>
#include <QJsonObject>

/// What a stop may touch and what it has touched, for tests of it.
namespace stopchecks {

/// Everything of a night that a stop could touch, to be compared with what it was.
struct Picture
{
    QMap<QString, QString> nodes; ///< name → state
    QMap<QString, QSet<QString>> jobs; ///< key → ids of active tasks
    QSet<QString> frameworks; ///< ids
};

inline Picture pictureOf(VerbWorld &world)
{
    Picture picture;
    const verbs::FreshRun run = world.run();
    for (const airflow::TaskInstance &instance : run.instances)
        picture.nodes.insert(verbs::nameOf({ instance.taskId, instance.mapIndex }), airflow::word(instance.state));
    const auto tasks = VerbWorld::wait(
        world.client().tasks(*aurora::TaskQuery::Builder().statuses(verbs::activeStatuses()).build()));
    for (const aurora::Task &task : tasks.value_or(QList<aurora::Task>()))
        picture.jobs[task.job().text()].insert(task.id);
    const auto frameworks = VerbWorld::wait(world.mesos().frameworks());
    for (const mesos::ListedFramework &framework : frameworks.value_or(QList<mesos::ListedFramework>()))
        picture.frameworks.insert(framework.id);
    return picture;
}

/// What a plan says it will touch.
struct Scope
{
    bool run = false;
    QSet<QString> nodes;
    QMap<QString, QSet<QString>> jobs;
    QSet<QString> frameworks;
};

inline Scope scopeOf(const actions::Plan &plan)
{
    Scope scope;
    for (const actions::Step &step : plan.steps) {
        switch (verbs::kindOf(step)) {
        case verbs::StopStep::Run:
            scope.run = true;
            break;
        case verbs::StopStep::Node:
            scope.nodes.insert(step.item);
            break;
        case verbs::StopStep::Kill:
            for (const QString &id : verbs::instanceStepFromJson(step.payload)->ids())
                scope.jobs[step.object].insert(id);
            break;
        case verbs::StopStep::Framework:
            scope.frameworks.insert(step.item);
            break;
        case verbs::StopStep::Leftovers: {
            const auto end = verbs::stopEndFromJson(step.payload);
            for (const airflow::Reference &node : end->nodes)
                scope.nodes.insert(verbs::nameOf(node));
            break;
        }
        }
    }
    return scope;
}

/// Nothing left of what the plan named, and all else as it was.
inline void compare(const Picture &before, const Picture &after, const Scope &scope)
{
    for (auto it = before.nodes.begin(); it != before.nodes.end(); ++it) {
        const airflow::TaskState state = airflow::taskStateFrom(after.nodes.value(it.key()));
        if (scope.nodes.contains(it.key()))
            QVERIFY2(airflow::isOver(state), qPrintable(it.key()));
        else if (!scope.run) // what else the night did meanwhile is its own; nobody failed it
            QVERIFY2(state != airflow::TaskState::Failed || it.value() == QStringLiteral("failed"),
                     qPrintable(it.key()));
        else
            QCOMPARE(after.nodes.value(it.key()), it.value());
    }
    for (auto it = before.jobs.begin(); it != before.jobs.end(); ++it) {
        const QSet<QString> left = after.jobs.value(it.key());
        const QSet<QString> ended = scope.jobs.value(it.key());
        QVERIFY2(!left.intersects(ended), qPrintable(it.key()));
    }
    for (const QString &id : before.frameworks)
        QVERIFY2(!scope.frameworks.contains(id) || !after.frameworks.contains(id), qPrintable(id));
}

/// What went out acts on what the plan names, each thing once.
inline void compareCalls(const std::vector<sim::LoggedCall> &calls, const Scope &scope, const QString &runId)
{
    QStringList seen;
    for (const sim::LoggedCall &call : calls) {
        const QString words = call.method + u' ' + call.object;
        if (call.server == QStringLiteral("airflow")) {
            QVERIFY2(call.object.contains(runId)
                         || call.arguments.toObject().value(QLatin1StringView("dag_run_id")) == runId,
                     qPrintable(words));
            continue;
        }
        if (call.method == QStringLiteral("killTasks")) {
            QVERIFY2(scope.jobs.contains(call.object), qPrintable(words));
            QVERIFY(
                !call.arguments.toObject().value(QStringLiteral("5")).toArray().isEmpty()); // never a job as a whole
        } else {
            QVERIFY2(call.method == QStringLiteral("TEARDOWN"), qPrintable(words));
        }
        QVERIFY2(!seen.contains(words), qPrintable(words + QStringLiteral(" twice")));
        seen << words;
    }
}

} // namespace stopchecks
