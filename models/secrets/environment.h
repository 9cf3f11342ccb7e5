// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/secrets/logins.h"

namespace secrets {

/// What the environment says: COMPORTA_<STACK>_<LAYER>_TOKEN, else _PASSWORD with _USER, STACK being the stack's name
/// in capitals with _ for all but letters and digits. Without _<STACK> it is said of every stack; without _<LAYER> of
/// Mesos and of all that have none of their own. The stacks file's user comes before that of the environment.
/// AWS is left to its own variables.
Logins loginsFromEnvironment(const config::StackConfig &stack);

} // namespace secrets
