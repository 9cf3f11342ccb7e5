// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ctl {

/// Whether somebody sits at a terminal who can be asked.
bool canAsk();
/// Asks at the terminal, not on stdout; `hidden`: what is typed is not shown. nullopt: the input ended.
std::optional<QString> ask(const QString &question, bool hidden);

} // namespace ctl
