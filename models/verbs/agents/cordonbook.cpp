// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordonbook.h"

#include "models/actions/actioncenter.h"
#include "models/pools/board.h"
#include "models/verbs/pools/holdverb.h"

#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr auto instancePrefix = "instance/"_L1;

/// Why a machine is held is what the newest hold of it says, unless it was released since.
QHash<QString, QString> reasonsOfHolds(const QList<actions::Touch> &touches)
{
    QHash<QString, QString> why;
    for (const actions::Touch &touch : touches) {
        const bool happened
            = touch.step.state == actions::StepState::Reached || touch.step.state == actions::StepState::Answered;
        const bool isHold = touch.request.verb == HoldVerb::verbName(HoldVerb::Way::Hold);
        const bool isRelease = touch.request.verb == HoldVerb::verbName(HoldVerb::Way::Release);
        const QString &object = touch.step.step.object;
        if (!happened || !(isHold || isRelease) || !object.startsWith(instancePrefix))
            continue;
        const QString instance = object.mid(instancePrefix.size());
        if (!why.contains(instance))
            why.insert(instance, isHold ? touch.reason : QString());
    }
    return why;
}

} // namespace

CordonBook::CordonBook(actions::ActionCenter *center, const mesos::Store *mesos, const pools::Board *board)
    : m_center(center)
    , m_mesos(mesos)
    , m_board(board)
{
    connect(mesos, &core::Store::snapshotChanged, this, &CordonBook::look);
    connect(board, &core::Store::snapshotChanged, this, &CordonBook::look);
    connect(center, &actions::ActionCenter::recordsChanged, this, &CordonBook::ask);
    connect(center, &actions::ActionCenter::finished, this, &CordonBook::ask);
}

QStringList CordonBook::objectsNow() const
{
    QStringList objects;
    if (const mesos::Snapshot state = m_mesos->snapshot()) {
        for (const mesos::Agent &agent : state->agents) {
            if (agent.phase == mesos::AgentPhase::Deactivated)
                objects << u"agent/"_s + state->string(agent.id);
        }
    }
    if (const pools::Snapshot picture = m_board->pools()) {
        for (const pools::Machine &machine : picture->machines) {
            if (machine.isHeld())
                objects << instancePrefix + machine.instance;
        }
    }
    objects.sort();
    return objects;
}

void CordonBook::look()
{
    QStringList objects = objectsNow();
    if (objects == m_objects)
        return;
    m_objects = std::move(objects);
    ask();
}

void CordonBook::ask()
{
    m_again = m_asking;
    if (m_asking)
        return;
    if (m_objects.isEmpty())
        return take({});
    m_asking = true;
    QCoro::connect(m_center->touches(m_objects), this, [this](const core::Result<QList<actions::Touch>> &touches) {
        m_asking = false;
        if (touches) // a journal that cannot be read tells so itself
            take(*touches);
        if (m_again)
            ask();
    });
}

void CordonBook::take(const QList<actions::Touch> &touches)
{
    Cordons cordons = cordonsOf(touches);
    QHash<QString, QString> whyHeld = reasonsOfHolds(touches);
    if (cordons == m_cordons && whyHeld == m_whyHeld)
        return;
    m_cordons = std::move(cordons);
    m_whyHeld = std::move(whyHeld);
    emit changed();
}

} // namespace verbs
