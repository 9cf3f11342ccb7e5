// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/cellpainter.h"

#include "models/core/format.h"
#include "ui/style/blocks.h"
#include "ui/style/glyphs.h"
#include "ui/style/meter.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using tables::Kind;
using tables::TableModel;

namespace ui {

namespace {

/// "0", "0.0", "0,0" and "–": figures that say nothing stand back.
bool saysNothing(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(),
                       [](QChar c) { return c == u'0' || c == u'.' || c == u',' || c == u'–'; });
}

tables::Severity severityOf(const QModelIndex &cell)
{
    return static_cast<tables::Severity>(cell.data(TableModel::CellSeverityRole).toInt());
}

} // namespace

void CellPainter::readTheme()
{
    const Theme *theme = Theme::instance();
    m_tokens = &theme->tokens();
    m_dark = theme->isDark();
    QFont bold = theme->tableFont();
    bold.setWeight(QFont::DemiBold);
    m_texts.setFonts(theme->tableFont(), bold, theme->monoFont());
    m_longSpan = core::formatSpan(std::chrono::minutes(59) + std::chrono::seconds(58));
    m_padding = theme->px(8);
    m_glyph = theme->px(13);
    m_glyphGap = theme->px(7);
    m_meterHeight = theme->px(9);
    m_meterNarrow = theme->px(54);
    m_meterWide = theme->px(120);
    m_bar = theme->px(2);
}

void CellPainter::paintGround(QPainter *painter, const QRect &row, const RowLook &look)
{
    QColor ground = m_tokens->base;
    if (look.selected)
        ground = m_tokens->selected;
    else if (look.tinted && look.severity == tables::Severity::Failure)
        ground = m_tokens->failTint;
    else if (look.tinted && look.severity == tables::Severity::Warning)
        ground = m_tokens->warnTint;
    else if (look.hovered)
        ground = m_tokens->panel;
    painter->fillRect(row, ground);
    painter->fillRect(row.left(), row.bottom(), row.width(), 1, m_tokens->grid);
    if (look.selected)
        painter->fillRect(row.left(), row.top(), m_bar, row.height(), m_tokens->focus);
}

void CellPainter::paintGroupGround(QPainter *painter, const QRect &row, const RowLook &look)
{
    painter->fillRect(row, look.selected ? m_tokens->selected : look.hovered ? m_tokens->panel : m_tokens->alternate);
    painter->fillRect(row.left(), row.bottom(), row.width(), 1, m_tokens->line);
    if (look.selected)
        painter->fillRect(row.left(), row.top(), m_bar, row.height(), m_tokens->focus);
}

void CellPainter::paintGroupTitle(QPainter *painter, const QRect &box, const QString &name, const QString &count,
                                  bool folded)
{
    QRect text = box.adjusted(m_padding, 0, 0, 0);
    const qreal reach = m_glyph / 4.0;
    const QPointF middle(text.left() + reach + 1, text.center().y() + 0.5);
    QPolygonF chevron;
    if (folded)
        chevron << middle + QPointF(-reach / 2, -reach) << middle + QPointF(reach / 2, 0)
                << middle + QPointF(-reach / 2, reach);
    else
        chevron << middle + QPointF(-reach, -reach / 2) << middle + QPointF(0, reach / 2)
                << middle + QPointF(reach, -reach / 2);
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(QPen(m_tokens->text2, 1.4));
    painter->drawPolyline(chevron);
    painter->setRenderHint(QPainter::Antialiasing, false);

    text.setLeft(text.left() + m_glyph + m_glyphGap - m_padding / 2);
    painter->setPen(m_tokens->text);
    const qreal used = m_texts.draw(painter, text, Qt::AlignLeft, name, TextCache::Face::Bold);
    text.setLeft(text.left() + static_cast<int>(std::ceil(used)) + m_padding * 3 / 4);
    painter->setPen(m_tokens->text2);
    m_texts.draw(painter, text, Qt::AlignLeft, count, TextCache::Face::Plain);
}

int CellPainter::paintGroupSum(QPainter *painter, const QRect &cell, int leftLimit, const QString &text)
{
    painter->setPen(m_tokens->text);
    const int wanted = static_cast<int>(std::ceil(m_texts.figuresWidth(text, TextCache::Face::Bold)));
    QRect box = cell.adjusted(m_padding, 0, -m_padding, 0);
    box.setLeft(std::max(leftLimit + 2, std::min(box.left(), box.right() + 1 - wanted)));
    m_texts.drawFigures(painter, box, text, TextCache::Face::Bold);
    return box.left();
}

void CellPainter::paintCellFocus(QPainter *painter, const QRect &cell)
{
    painter->setPen(QPen(m_tokens->focus, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(cell.adjusted(1, 1, -2, -3));
}

QString CellPainter::shownText(const QModelIndex &index, const tables::Column &column, bool old)
{
    const QString text = index.data(Qt::DisplayRole).toString();
    if (old && column.kind == Kind::State && !text.isEmpty())
        return QCoreApplication::translate("TableView", "was %1").arg(text);
    return text;
}

void CellPainter::paintCell(QPainter *painter, const QRect &cell, const QModelIndex &index,
                            const tables::Column &column, const RowLook &look, bool linkHovered)
{
    const QString text = shownText(index, column, look.old && !look.gone);
    const QRect box = cell.adjusted(m_padding, 0, -m_padding, 0);
    if (column.kind == Kind::State)
        paintState(painter, box, index, text, look);
    else if (column.kind == Kind::Meter)
        paintMeter(painter, box, index, text, look);
    else if (column.isNumeric())
        paintFigures(painter, box, index, column, text, look);
    else
        paintText(painter, box, index, column, text, look, linkHovered);
}

void CellPainter::paintState(QPainter *painter, QRect box, const QModelIndex &index, const QString &text,
                             const RowLook &look)
{
    const QString word = index.data(TableModel::GlyphRole).toString();
    const Glyph glyph = glyphFor(word.isEmpty() ? index.data(Qt::DisplayRole).toString() : word);
    const QRectF mark(box.left(), box.top() + std::floor((box.height() - 1 - m_glyph) / 2.0), m_glyph, m_glyph);
    paintGlyph(painter, mark, glyph, look.old);

    box.setLeft(box.left() + m_glyph + m_glyphGap);
    QColor ink = look.old ? m_tokens->text2 : m_tokens->text;
    if (!look.old && (glyph.tone == Tone::Fail || glyph.tone == Tone::Warn))
        ink = toneWord(glyph.tone);
    painter->setPen(ink);
    m_texts.draw(painter, box, Qt::AlignLeft, text, TextCache::Face::Plain);
}

void CellPainter::paintMeter(QPainter *painter, const QRect &box, const QModelIndex &index, const QString &text,
                             const RowLook &look)
{
    const QVariant told = index.data(TableModel::MeterRole);
    const double share = told.isValid() ? told.toDouble() : index.data(TableModel::NumberRole).toDouble();
    const int textWidth = box.width() - m_meterNarrow - m_padding;
    const bool withText = textWidth >= m_meterNarrow;
    const int width = std::min(withText ? m_meterNarrow : std::max(m_meterNarrow, box.width()), m_meterWide);
    const QRectF bar(box.left(), box.top() + (box.height() - 1 - m_meterHeight) / 2, std::min(width, box.width()),
                     m_meterHeight);
    Meter meter;
    meter.allocated = share;
    meter.fail = severityOf(index) == tables::Severity::Failure;
    meter.old = look.old;
    if (const QVariant blocks = index.data(TableModel::BlocksRole); blocks.isValid())
        paintBlocks(painter, bar, blocks.value<QList<int>>(), look.old);
    else
        ui::paintMeter(painter, bar, meter);
    if (withText) {
        painter->setPen(look.old ? m_tokens->text2 : meter.fail ? m_tokens->failWord : m_tokens->text);
        m_texts.drawFigures(painter, box.adjusted(m_meterNarrow + m_padding, 0, 0, 0), text, TextCache::Face::Plain);
    }
}

/// "3m 12s", for cells that "3 min 12 s" does not fit.
QString CellPainter::narrowAge(const QModelIndex &index, const tables::Column &column) const
{
    const double number = index.data(TableModel::NumberRole).toDouble();
    if (std::isnan(number))
        return {};
    const core::Duration ms(static_cast<core::Duration::rep>(number));
    return core::formatSpanNarrow(column.kind == Kind::Age ? m_clock.now().time_since_epoch() - ms : ms);
}

void CellPainter::paintFigures(QPainter *painter, const QRect &box, const QModelIndex &index,
                               const tables::Column &column, const QString &text, const RowLook &look)
{
    const tables::Severity severity = look.old ? tables::Severity::None : severityOf(index);
    if (severity >= tables::Severity::Warning) {
        const bool failing = severity == tables::Severity::Failure;
        painter->setPen(failing ? m_tokens->failWord : m_tokens->warnWord);
        m_texts.drawFigures(painter, box, text, failing ? TextCache::Face::Bold : TextCache::Face::Plain);
        return;
    }
    // In the dark theme text 3 on a selected row falls under 4.5 : 1.
    const QColor &faint = look.selected && m_dark ? m_tokens->text2 : m_tokens->text3;
    painter->setPen(saysNothing(text) ? faint : look.old ? m_tokens->text2 : m_tokens->text);
    const bool isSpan = column.kind == Kind::Age || column.kind == Kind::Span;
    // All cells of a column alike: what decides is the longest span there can be.
    const bool narrow = isSpan && m_texts.figuresWidth(m_longSpan, TextCache::Face::Plain) > box.width();
    m_texts.drawFigures(painter, box, narrow ? narrowAge(index, column) : text, TextCache::Face::Plain);
}

void CellPainter::paintText(QPainter *painter, const QRect &box, const QModelIndex &index, const tables::Column &column,
                            const QString &text, const RowLook &look, bool linkHovered)
{
    const bool link = !index.data(TableModel::LinkRole).toString().isEmpty();
    painter->setPen(look.old ? m_tokens->text2 : link ? m_tokens->link : m_tokens->text);
    auto face = TextCache::Face::Plain;
    if (column.kind == Kind::Id)
        face = TextCache::Face::Mono;
    else if (column.kind == Kind::Name && look.tinted)
        face = TextCache::Face::Bold;
    const qreal width = m_texts.draw(painter, box, Qt::AlignLeft, text, face,
                                     column.kind == Kind::Id ? TextCache::Elide::Middle : TextCache::Elide::Right);
    if (link && linkHovered) {
        const int under = box.top() + (box.height() + static_cast<int>(QFontMetrics(m_texts.font(face)).ascent())) / 2;
        painter->drawLine(box.left(), under, box.left() + static_cast<int>(width), under);
    }
}

QRect CellPainter::linkRect(const QRect &cell, const QString &text) const
{
    QRect box = cell.adjusted(m_padding, 0, -m_padding, 0);
    const int width = static_cast<int>(std::ceil(m_texts.width(text, TextCache::Face::Plain)));
    box.setWidth(std::min(box.width(), width));
    return box;
}

bool CellPainter::isElided(const QRect &cell, const QModelIndex &index, const tables::Column &column)
{
    const QString text = index.data(Qt::DisplayRole).toString();
    int room = cell.width() - 2 * m_padding;
    if (column.kind == Kind::State)
        room -= m_glyph + m_glyphGap;
    const bool figures = column.isNumeric();
    const auto face = column.kind == Kind::Id ? TextCache::Face::Mono : TextCache::Face::Plain;
    return (figures ? m_texts.figuresWidth(text, face) : m_texts.width(text, face)) > room;
}

} // namespace ui
