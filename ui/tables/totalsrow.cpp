// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/totalsrow.h"

#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace ui {

TotalsRow::TotalsRow(TableView *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
{
    setObjectName(u"totalsRow"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const QHeaderView *header = table->horizontalHeader();
    const auto repaint = qOverload<>(&QWidget::update);
    connect(header, &QHeaderView::sectionResized, this, repaint);
    connect(header, &QHeaderView::sectionMoved, this, repaint);
    connect(header, &QHeaderView::geometriesChanged, this, repaint);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TotalsRow::setRow(tables::Rows row, core::TimePoint now)
{
    m_row = std::move(row);
    m_now = now;
    QStringList words;
    for (int column = 0; column < m_row->columns().size(); ++column) {
        const QString text = m_row->display(0, column, m_now);
        if (!text.isEmpty())
            words << m_row->columns()[column].title + u' ' + text;
    }
    setAccessibleName(words.join(u", "_s));
    update();
}

QString TotalsRow::textOf(const QString &column) const
{
    const int index = m_row ? tables::columnOf(m_row->columns(), column) : -1;
    return index < 0 ? QString() : m_row->display(0, index, m_now);
}

QSize TotalsRow::sizeHint() const
{
    return { 0, Theme::instance()->rowHeight() };
}

void TotalsRow::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.panel);
    painter.setPen(tokens.line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    if (!m_row)
        return;
    QFont bold = theme->tableFont();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    const int padding = theme->px(8);
    const int left = m_table->viewport()->mapTo(window(), QPoint()).x() - mapTo(window(), QPoint()).x();
    for (int index = 0; index < m_row->columns().size(); ++index) {
        const tables::Column &column = m_row->columns()[index];
        if (m_table->isColumnHidden(index) || column.title.isEmpty()) // a bar without figures
            continue;
        const QRect cell(left + m_table->columnViewportPosition(index), 0, m_table->columnWidth(index), height());
        const Qt::Alignment side
            = column.isNumeric() || column.kind == tables::Kind::Meter ? Qt::AlignRight : Qt::AlignLeft;
        const QRect inner = cell.adjusted(padding, 0, -padding, 0);
        const QString text
            = painter.fontMetrics().elidedText(m_row->display(0, index, m_now), Qt::ElideRight, inner.width());
        painter.drawText(inner, static_cast<int>(side | Qt::AlignVCenter), text);
    }
}

} // namespace ui
