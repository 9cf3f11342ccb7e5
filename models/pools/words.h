// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"

/// Pools in an operator's words, shared by the window and the command line.
namespace pools {

QString stateWord(Pool::State state); ///< "capacity refused": also the glyph's name
QString shortWord(Pool::State state); ///< "refused": where there is little room
int rankOf(Pool::State state); ///< for sorting: worst first
bool needsLook(const Pool &pool); ///< refused, short, or costing for nothing: drawn amber
QString stateWord(Machine::State state); ///< "never registered"
QString kindWords(const Pool &pool); ///< "spot, us-east-1a"; "own, slave-type"
QString differenceWord(Difference::Kind kind); ///< "not launched"
QString wayOut(const Difference &difference); ///< "AWS offers us-east-1a, us-east-1b"; empty: none

/// One step of a group's life, told shortly.
struct Told
{
    QString glyph; ///< "capacity refused", "done", "failed", "growing"
    QString result; ///< "refused"
    QString what; ///< "Launch: no r5.4xlarge in us-east-1c; AWS offers us-east-1a, us-east-1b"
};
Told told(const aws::Activity &activity);

QString dollars(double amount); ///< "4.03", "1,203.50"; "–" where it is not known
QString summary(const Picture &picture); ///< "wanted 56, launched 51, registered 50, idle 4, $32.86/h"

} // namespace pools
