// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/firstnight.h"

#include "models/dag/nightboard.h"

#include <QFuture>
#include <qcoro/qcorofuture.h>

namespace ctl {

QCoro::Task<void> firstNight(stack::Stack *stack)
{
    dag::NightBoard *board = stack->night();
    while (board && !board->night() && board->freshness().failures == 0) {
        const QFuture<void> changed = QtFuture::connect(board, &core::Store::freshnessChanged);
        co_await changed;
    }
}

} // namespace ctl
