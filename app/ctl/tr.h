// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace ctl {

/// What comportactl says, in the language of the desktop.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

} // namespace ctl
