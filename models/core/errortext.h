// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"

namespace core {

/// An error in plain words, shared by the window and the command line (ui.md §10).
struct ErrorText
{
    QString what; ///< one sentence: what happened, to what
    QString next; ///< what goes on by itself and what to do; may be empty
};

/// `who` is the name people use for the asked side: "Mesos", "Aurora", "agent ip-10-1-2-3".
ErrorText errorText(const Error &error, const QString &who);

/// Whether a clock differs so much that signatures and tokens start to be refused for it alone: over 60 s (features
/// C8).
bool isSuspicious(Duration clockOffset);

/// Request, status and body for the Details section; several lines.
QString errorDetails(const Error &error);

} // namespace core
