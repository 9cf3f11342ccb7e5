// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/firstnight.h"

#include <QFuture>
#include <qcoro/qcorofuture.h>

namespace ctl {

QCoro::Task<void> firstNight(dag::NightBoard *board)
{
    while (board && !board->night() && board->freshness().failures == 0) {
        // A picture may come after its freshness was told, which then changes no more before the next look.
        const QFuture<void> shown = QtFuture::connect(board, &core::Store::snapshotChanged);
        const QFuture<void> judged = QtFuture::connect(board, &core::Store::freshnessChanged);
        const auto changed = QtFuture::whenAny(shown, judged);
        co_await changed;
    }
}

} // namespace ctl
