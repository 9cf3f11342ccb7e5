// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"

namespace dag {

/// Tells in `run` which of its parameters differ from those of the run before (Parameter::before), and which that one
/// had besides (Run::dropped). `before`: the parameters of earlier runs, newest first, of which two are looked at: what
/// differs between those already, like a transaction that is new every night, is usual and not told. A parameter that
/// is read from a task counts only where both runs have it: it may not be there yet. Pure; any thread.
void tellChanges(Run *run, const QList<QList<Parameter>> &before);

} // namespace dag
