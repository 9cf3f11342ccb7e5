// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/nightneeds.h"

#include "models/night/scaling.h"

namespace stack {

namespace {

void tellNeeds(const dag::NightBoard *night, pools::Board *board)
{
    if (!night->showsNewest() || !board->pools())
        return;
    QStringList names;
    for (const pools::Pool &pool : board->pools()->pools)
        names << pool.name;
    board->setDoneWith(night::doneWith(*night->night(), names));
}

} // namespace

void followNeeds(const dag::NightBoard *night, pools::Board *board)
{
    const auto tell = [night, board] { tellNeeds(night, board); };
    QObject::connect(night, &core::Store::snapshotChanged, board, tell);
    QObject::connect(board, &core::Store::snapshotChanged, night, tell);
}

} // namespace stack
