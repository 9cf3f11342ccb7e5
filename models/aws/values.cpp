// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/values.h"

using namespace Qt::StringLiterals;

namespace aws {

bool GroupInstance::isLeaving() const
{
    return lifecycle.startsWith("Terminat"_L1) || lifecycle.startsWith("Detach"_L1)
        || lifecycle.startsWith("Warmed:"_L1) || lifecycle == "Quarantined"_L1;
}

bool GroupInstance::inService() const
{
    return lifecycle == "InService"_L1;
}

} // namespace aws
