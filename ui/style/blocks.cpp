// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/blocks.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <numeric>

namespace ui {

namespace {

enum Kind { Working, Waiting, Failed };

void paintBlock(QPainter *painter, const QRect &block, int kind, bool old)
{
    const Tokens &t = Theme::instance()->tokens();
    if (kind == Waiting) {
        painter->setPen(old ? t.offered : t.warnMark);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(block.adjusted(0, 0, -1, -1));
        return;
    }
    painter->fillRect(block, old ? t.offered : kind == Failed ? t.failMark : t.allocated);
}

} // namespace

void paintBlocks(QPainter *painter, const QRectF &box, const QList<int> &counts, bool old)
{
    constexpr int mostBlocks = 40;
    constexpr int narrowest = 3;
    const QRect whole = box.toRect();
    const int total = std::accumulate(counts.cbegin(), counts.cend(), 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (total == 0) {
        painter->setPen(Theme::instance()->tokens().line);
        painter->drawRect(whole.adjusted(0, 0, -1, -1));
    }
    const bool apart = total <= mostBlocks && whole.width() >= total * (narrowest + 1);
    int before = 0;
    for (qsizetype kind = 0; kind < counts.size(); ++kind) {
        const int step = apart ? 1 : counts[kind];
        for (int i = 0; i < counts[kind]; i += step, before += step) {
            // Edges by what lies left of them: blocks fill the bar to its end, and none is wider by more than a pixel.
            const int left = whole.left() + whole.width() * before / total;
            const int right = whole.left() + whole.width() * (before + step) / total;
            const int gap = before + step < total ? 1 : 0;
            paintBlock(painter, QRect(left, whole.top(), std::max(1, right - left - gap), whole.height()),
                       static_cast<int>(kind), old);
        }
    }
    painter->restore();
}

} // namespace ui
