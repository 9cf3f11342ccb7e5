// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/flowlayout.h"

#include <QWidget>

#include <algorithm>

namespace ui {

FlowLayout::FlowLayout(int spacing, QWidget *parent)
    : QLayout(parent)
    , m_spacing(spacing)
{
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<size_t>(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *const taken = m_items[static_cast<size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

QSize FlowLayout::minimumSize() const
{
    int widest = 0;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            widest = std::max(widest, item->minimumSize().width());
    }
    const QMargins margins = contentsMargins();
    const int width = widest + margins.left() + margins.right();
    return { width, heightForWidth(std::max(width, geometry().width())) };
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect &rect, bool really) const
{
    const QMargins margins = contentsMargins();
    const QRect room = rect.marginsRemoved(margins);
    int x = room.left();
    int y = room.top();
    int height = 0;
    bool any = false;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue; // hidden
        const QSize wanted = item->sizeHint();
        if (any && x > room.left() && x + wanted.width() > room.right() + 1) {
            x = room.left();
            y += height + m_spacing;
            height = 0;
        }
        if (really)
            item->setGeometry({ x, y, std::min(wanted.width(), room.width()), wanted.height() });
        x += wanted.width() + m_spacing;
        height = std::max(height, wanted.height());
        any = true;
    }
    return any ? y + height - rect.top() + margins.bottom() : 0;
}

} // namespace ui
