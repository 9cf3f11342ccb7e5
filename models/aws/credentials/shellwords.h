// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace aws {

/// The words of a command line as a POSIX shell divides them (quotes and backslashes; nothing is replaced, no shell is
/// run). nullopt: a quote is not closed.
std::optional<QStringList> shellWords(const QString &command);

} // namespace aws
