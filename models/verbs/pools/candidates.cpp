// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/candidates.h"

#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString reasonToStay(const pools::Machine &machine, const QList<Endangered> &tasks)
{
    using State = pools::Machine::State;
    switch (machine.state) {
    case State::Starting:
        return tr("is not up yet");
    case State::Lost:
        return tr("its agent does not answer: what runs there cannot be told");
    case State::Leaving:
        return tr("is being terminated");
    case State::Stray:
        return tr("its instance is gone already");
    case State::Busy:
    case State::Idle:
    case State::Silent:
    case State::Closed:
        break;
    }
    if (machine.isProtected)
        return tr("is protected from scale-in");
    const auto first = std::ranges::find_if(tasks, [](const Endangered &task) { return !task.protection.isEmpty(); });
    if (first != tasks.end())
        return tr("runs %1, not fault tolerant: %2").arg(first->name, first->protection);
    return {};
}

/// How soon a machine is free: those that do nothing first.
int rankOf(const Candidate &candidate)
{
    if (candidate.machine.state == pools::Machine::State::Silent)
        return -1; // it costs and cannot work
    return static_cast<int>(std::max<qsizetype>(candidate.tasks.size(), candidate.machine.tasks));
}

/// Takes one machine after the other, each time from the zone that then has most of those left: what stays is spread.
QList<Candidate> spread(const QList<Candidate> &equals, QMap<QString, int> &left)
{
    QMap<QString, QList<Candidate>> byZone;
    for (const Candidate &each : equals)
        byZone[each.machine.zone] << each;
    QMap<QString, qsizetype> taken;
    QList<Candidate> ordered;
    while (ordered.size() < equals.size()) {
        QString fullest;
        int most = 0;
        for (auto zone = byZone.cbegin(); zone != byZone.cend(); ++zone) {
            if (taken.value(zone.key()) < zone->size() && left.value(zone.key()) > most) {
                fullest = zone.key();
                most = left.value(fullest);
            }
        }
        ordered << byZone[fullest].at(taken[fullest]++);
        --left[fullest];
    }
    return ordered;
}

} // namespace

Choice chooseMachines(const QList<pools::Machine> &machines, const EndangeredTasks &tasks)
{
    Choice choice;
    QMap<QString, int> left; // machines by zone
    QMap<int, QList<Candidate>> byRank;
    for (const pools::Machine &machine : machines) {
        if (machine.instance.isEmpty())
            continue; // an agent that AWS knows nothing of
        const QList<Endangered> here = tasks.byAgent.value(QString::fromUtf8(machine.agentId));
        if (machine.state != pools::Machine::State::Leaving)
            ++left[machine.zone];
        if (const QString reason = reasonToStay(machine, here); !reason.isEmpty()) {
            choice.keepers << Keeper{ machine, reason };
            continue;
        }
        const Candidate candidate{ machine, here };
        byRank[rankOf(candidate)] << candidate;
    }
    for (QList<Candidate> &equals : byRank) {
        std::ranges::sort(equals, {}, [](const Candidate &each) { return each.machine.instance; });
        choice.candidates += spread(equals, left);
    }
    return choice;
}

QString workText(const Candidate &candidate)
{
    if (candidate.machine.state == pools::Machine::State::Silent)
        return tr("never registered");
    QStringList names;
    for (const Endangered &task : candidate.tasks)
        names << task.name;
    if (!names.isEmpty())
        return waitingText(names);
    return candidate.machine.tasks == 0 ? tr("idle") : counted(candidate.machine.tasks, tr("1 task"), tr("%1 tasks"));
}

} // namespace verbs
