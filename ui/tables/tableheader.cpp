// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/tableheader.h"

#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int designHeight = 24;

/// Points up where the order ascends.
void paintArrow(QPainter *painter, QPointF middle, qreal reach, Qt::SortOrder order, const QColor &colour)
{
    const qreal tip = order == Qt::AscendingOrder ? -reach * 0.55 : reach * 0.55;
    const QPolygonF arrow{ middle + QPointF(-reach, -tip), middle + QPointF(reach, -tip), middle + QPointF(0, tip) };
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawPolygon(arrow);
    painter->setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setSectionResizeMode(QHeaderView::Interactive);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMinimumSectionSize(Theme::instance()->px(20));
    connect(this, &QHeaderView::sectionClicked, this,
            [this](int column) { emit sortRequested(afterClick(m_keys, column, m_adding)); });
}

void TableHeader::setColumns(const QList<tables::Column> &columns)
{
    m_columns = columns;
    viewport()->update();
}

void TableHeader::setSortKeys(const QList<tables::SortKey> &keys)
{
    if (keys == m_keys) // told with each picture
        return;
    m_keys = keys;
    viewport()->update();
}

void TableHeader::setStateSuffix(const QString &suffix)
{
    if (suffix == m_stateSuffix)
        return;
    m_stateSuffix = suffix;
    viewport()->update();
}

QSize TableHeader::sizeHint() const
{
    return { QHeaderView::sizeHint().width(), Theme::instance()->px(designHeight) };
}

QList<tables::SortKey> TableHeader::afterClick(QList<tables::SortKey> keys, int column, bool adding)
{
    const auto known
        = std::find_if(keys.begin(), keys.end(), [column](const auto &key) { return key.column == column; });
    if (!adding && (known == keys.end() || keys.size() > 1))
        return { { column, Qt::AscendingOrder } };
    if (known == keys.end())
        keys.append({ column, Qt::AscendingOrder });
    else if (known->order == Qt::AscendingOrder)
        known->order = Qt::DescendingOrder;
    else
        keys.erase(known);
    return keys;
}

void TableHeader::mouseReleaseEvent(QMouseEvent *event)
{
    m_adding = event->modifiers().testFlag(Qt::ShiftModifier);
    QHeaderView::mouseReleaseEvent(event);
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    const Tokens &tokens = Theme::instance()->tokens();
    {
        QPainter painter(viewport());
        painter.fillRect(event->rect(), tokens.panel);
        painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), tokens.line);
    }
    QHeaderView::paintEvent(event);
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (logicalIndex >= m_columns.size())
        return;
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    const tables::Column &column = m_columns[logicalIndex];
    painter->fillRect(rect, tokens.panel);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line);
    painter->fillRect(QRect(rect.right(), rect.top() + theme->px(4), 1, rect.height() - 2 * theme->px(4)), tokens.line);

    const int padding = theme->px(8);
    QRect box = rect.adjusted(padding, 0, -padding, -1);
    const bool atRight = column.isNumeric() && column.kind != tables::Kind::Meter;
    const QFont font = theme->tableFont();
    const QFontMetrics metrics(font);
    painter->setFont(font);

    const auto key = std::find_if(m_keys.cbegin(), m_keys.cend(),
                                  [logicalIndex](const auto &k) { return k.column == logicalIndex; });
    const bool sorted = key != m_keys.cend() && !column.title.isEmpty();
    // Only among the columns that are seen: the one that groups may be hidden.
    const auto isSeen = [this](const tables::SortKey &k) { return !isSectionHidden(k.column); };
    const bool several = std::count_if(m_keys.cbegin(), m_keys.cend(), isSeen) > 1;
    const QString number
        = sorted && several ? QString::number(std::count_if(m_keys.cbegin(), key, isSeen) + 1) : QString();
    const int reach = theme->px(3);
    QFont small = theme->headingFont();
    small.setWeight(QFont::Normal);
    const int numberWidth = number.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(number) + theme->px(1);
    const int arrowWidth = sorted ? 2 * reach + theme->px(4) + numberWidth : 0;

    QString title = column.title;
    if (column.kind == tables::Kind::State && !m_stateSuffix.isEmpty())
        title += u' ' + m_stateSuffix;
    int unitWidth = column.unit.isEmpty() ? 0 : metrics.horizontalAdvance(u' ' + column.unit);
    // A title that is a little too long runs into the padding rather than losing its end.
    const int missing = metrics.horizontalAdvance(title) + unitWidth + arrowWidth - box.width();
    if (missing > 0) {
        const int give = std::min(padding - theme->px(2), (missing + 1) / 2);
        box.adjust(-give, 0, give, 0);
    }
    if (metrics.horizontalAdvance(title) + unitWidth + arrowWidth > box.width())
        unitWidth = 0;
    title = metrics.elidedText(title, Qt::ElideRight, std::max(0, box.width() - unitWidth - arrowWidth));
    const int titleWidth = metrics.horizontalAdvance(title);

    int x = atRight ? box.right() + 1 - titleWidth - unitWidth - arrowWidth : box.left();
    const int arrowX = atRight ? x : x + titleWidth + unitWidth + theme->px(4);
    if (atRight)
        x += arrowWidth;
    painter->setPen(tokens.text);
    painter->drawText(QRect(x, box.top(), titleWidth + 1, box.height()), Qt::AlignLeft | Qt::AlignVCenter, title);
    if (unitWidth > 0) {
        painter->setPen(tokens.text2);
        painter->drawText(QRect(x + titleWidth, box.top(), unitWidth + 1, box.height()),
                          Qt::AlignRight | Qt::AlignVCenter, column.unit);
    }
    if (sorted) {
        paintArrow(painter, QPointF(arrowX + reach, box.center().y() + 0.5), reach, key->order, tokens.text2);
        if (!number.isEmpty()) {
            painter->setFont(small);
            painter->setPen(tokens.text2);
            painter->drawText(QRect(arrowX + 2 * reach + theme->px(1), box.top(), numberWidth + 1, box.height()),
                              Qt::AlignLeft | Qt::AlignVCenter, number);
        }
    }
}

} // namespace ui
