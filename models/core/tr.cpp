// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/tr.h"

#include <QCoreApplication>

namespace core {

QString tr(const char *text)
{
    return QCoreApplication::translate("Comporta", text);
}

} // namespace core
