// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/sumrow.h"

#include "ui/style/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

namespace ui {

SumRow::SumRow(QTableView *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const auto repaint = [this] { update(); };
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, repaint);
    connect(table->horizontalHeader(), &QHeaderView::sectionMoved, this, repaint);
    connect(table->horizontalHeader(), &QHeaderView::geometriesChanged, this, repaint);
    connect(table->horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
    connect(Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
}

void SumRow::setTexts(const QHash<int, QString> &texts, const QList<int> &figures)
{
    m_texts = texts;
    m_figures = figures;
    QStringList spoken;
    for (auto text = texts.begin(); text != texts.end(); ++text)
        spoken += text.value();
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    update();
}

QSize SumRow::sizeHint() const
{
    return { 0, Theme::instance()->rowHeight() };
}

void SumRow::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.alternate);
    painter.fillRect(0, 0, width(), 1, tokens.line);
    QFont bold = theme->tableFont();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    const QHeaderView *header = m_table->horizontalHeader();
    for (auto text = m_texts.begin(); text != m_texts.end(); ++text) {
        if (text.key() >= header->count() || header->isSectionHidden(text.key()))
            continue;
        const int padding = theme->px(8);
        const QRect cell(header->sectionViewportPosition(text.key()) + padding, 1,
                         header->sectionSize(text.key()) - 2 * padding, height() - 1);
        const auto side = m_figures.contains(text.key()) ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(cell, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine, text.value());
    }
}

} // namespace ui
