// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/instancename.h"

namespace aurora {

std::optional<InstanceName> InstanceName::parse(const QString &text)
{
    const qsizetype slash = text.lastIndexOf(u'/');
    bool isNumber = false;
    const int instance = slash <= 0 ? 0 : text.mid(slash + 1).toInt(&isNumber);
    if (!isNumber || instance < 0)
        return std::nullopt;
    return InstanceName{ text.left(slash), instance };
}

} // namespace aurora
