// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <chrono>
#include <optional>

namespace stack {

/// To the first byte. A person notices two seconds; Airflow 2 takes half a second on a good day, AWS is far away.
inline constexpr std::chrono::seconds slowAnswer{ 2 };
inline constexpr std::chrono::seconds slowFarAnswer{ 5 };

/// How a layer stands, told alike for all of them. A server that refuses whoever asks, and masters that say that none
/// of them leads, are no chance; another failure is, once, while there is a picture. `isRefused`: the failure is of
/// that kind, in the layer's own sense. `isSlow`: what is fresh is slow, or stands still. Pure.
Layer::State stateOf(const core::Freshness &freshness, bool isRefused, bool isSlow);

bool isRefusal(core::Error::Kind kind); ///< about who asks: 401, 403

bool isClockOff(const std::optional<core::Duration> &serverMinusOurs); ///< known, and core::isSuspicious()
/// A verdict over a layer that is well but for this machine's clock: "This machine's clock is 2 min behind Airflow's."
/// `whose`: "Airflow's".
void warnOfClock(core::Duration serverMinusOurs, const QString &whose, Diagnosis &diagnosis);
/// "own clock 0.4 s ahead", "own clock 17 min 20 s behind"
QString offsetText(core::Duration serverMinusOurs);

} // namespace stack
