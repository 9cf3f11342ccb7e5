// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"

#include <QJsonObject>

/// How a change is shown on the command line: its plan before, its outcome after. Pure.
namespace ctl {

/// The plan for people: rows, consequences, calls.
QString planText(const actions::Plan &plan);

/// The plan and the outcome for programs; the keys are those of changeKeysHelp() and stay as they are.
QJsonObject planJson(const actions::Plan &plan);
QJsonObject resultJson(const actions::Record &record);

/// What --output json prints of a change, for the help.
QString changeKeysHelp();

} // namespace ctl
