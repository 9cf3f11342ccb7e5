// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"

namespace ctl {

/// The night's first picture, where the stack has a night. Not longer than until its source has failed once.
QCoro::Task<void> firstNight(stack::Stack *stack);

} // namespace ctl
