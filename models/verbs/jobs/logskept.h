// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace verbs {

/// What a plan says of the logs of tasks it ends: their stack keeps them during the hold (stack/endedtasks.h).
inline QString logsKeptText()
{
    return QCoreApplication::translate(
        "Verbs", "The ends of their logs are saved here before that, as far as their machines answer.");
}

} // namespace verbs
