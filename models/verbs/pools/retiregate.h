// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/verbs/pools/retireverb.h"

namespace verbs {

/// When a machine may be terminated: its agent is closed and, by the master's own word, has held nothing for ten
/// seconds. Demand that returned, an agent that somebody opened, keepers without protection keep it from that for good.
/// And which agents take tasks again at the end: those whose machine was never told to go.
/// `emptySince`: what earlier questions saw, by agent. `saves`: its logs are being saved, which is waited for, but not
/// for ever.
QCoro::Task<core::Result<actions::Ready>> retireGate(Context context, actions::Record record, QStringList keys,
                                                     std::shared_ptr<QHash<QString, core::TimePoint>> emptySince,
                                                     SavesLogs saves, std::stop_token stop);

/// How far the steps are, by what AWS and Mesos show.
QCoro::Task<core::Result<actions::Watch>> watchRetirement(Context context, QList<actions::Step> steps);

/// Growing by what was taken away; nothing where a group replaced it, or nobody would.
std::optional<actions::Request> retirementUndone(const actions::Record &record, RetireVerb::Way way);

} // namespace verbs
