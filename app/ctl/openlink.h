// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace ctl {

/// comportactl open LINK: asks no cluster. The exit code.
int openLink(const QStringList &arguments);

} // namespace ctl
