// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stacklogs.h"

#include "models/tasklogs/tasklogs.h"

namespace stack {

tasklogs::TaskLogs *logsOf(const Stack *stack)
{
    return stack->findChild<tasklogs::TaskLogs *>(QString(), Qt::FindDirectChildrenOnly);
}

} // namespace stack
