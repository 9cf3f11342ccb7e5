// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

namespace tasklogs {
class TaskLogs;
}

namespace stack {

/// Logs of the stack's tasks, wherever they are kept, with the copies saved from failures. Lives as long as the stack.
/// Apart from stack.h, which is read by all who know nothing of logs.
tasklogs::TaskLogs *logsOf(const Stack *stack);

} // namespace stack
