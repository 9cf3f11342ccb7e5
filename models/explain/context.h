// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace explain {

/// What Aurora was told about a host. It still places on one that is only scheduled for maintenance.
enum class AuroraMode : uint8_t { None, Scheduled, Draining, Drained };

/// An offer that Aurora holds. Source: its /offers.
struct Offer
{
    QString agent; ///< id
    double cpus = 0; ///< cores
};

/// What is known beside the picture of Mesos. All of it may be missing.
struct Context
{
    core::TimePoint now{};
    QString poolAttribute; ///< tells an agent's pool; empty: all agents are one pool
    QString framework; ///< Aurora's framework id; empty: the one that is called Aurora, if there is one
    QHash<QString, QString> held; ///< host → for whom or for what it is kept free: "ana@desk until 05:10"
    QHash<QString, AuroraMode> auroraModes; ///< by host
    std::optional<QList<Offer>> offers; ///< nullopt: Aurora was not asked
    core::TimePoint picturedAt{}; ///< when the picture of Mesos was true
    core::TimePoint offersAt{};
};

} // namespace explain
