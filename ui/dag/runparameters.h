// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"

#include <optional>

/// A run's parameters in words, those that are not as usual first. Pure but for the theme's colours; GUI thread.
namespace ui {

/// At most two lines of rich text; a value that is long is shortened in its middle. Links copy: see copiedValue().
/// Empty: the run has none.
QString parameterLines(const dag::Run &run);

/// All of them, whole, a line each, with what they were before; rich text.
QString parameterDetails(const dag::Run &run);

struct CopiedValue
{
    QString name; ///< "version", "version before"
    QString value;
};
/// What the link of that address copies; nullopt: the run has no such parameter any more.
std::optional<CopiedValue> copiedValue(const dag::Run &run, const QString &link);

} // namespace ui
