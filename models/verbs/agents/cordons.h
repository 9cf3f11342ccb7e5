// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/touch.h"

#include <QHash>

namespace verbs {

/// What the journal knows of a cordon. Mesos keeps neither who cordoned an agent nor why nor until when, so this is
/// told only of cordons made with this machine's consoles.
struct Cordon
{
    QString by; ///< user@host
    QString why; ///< empty: no reason was given
    core::TimePoint since{};
    core::TimePoint until{}; ///< not known: no end was given

    bool hasRunOut(core::TimePoint now) const { return core::isKnown(until) && until <= now; }
    bool operator==(const Cordon &) const = default;
};

/// By agent id. That an agent is cordoned at all is for the master to say.
using Cordons = QHash<QString, Cordon>;

/// The cordons that no later action of ours took back or made its own (a drain, a hold, a scale-in).
/// `touches`: of these agents, newest action first, as the journal gives them. Pure.
Cordons cordonsOf(const QList<actions::Touch> &touches);

} // namespace verbs
