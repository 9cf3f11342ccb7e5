// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/effectstable.h"

#include "ui/plan/fairshares.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QResizeEvent>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QFont boldFigures()
{
    QFont font = Theme::instance()->tableFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

/// In so many lines as it takes, but three at most.
QStringList wrapped(const QString &words, const QFont &font, int width)
{
    constexpr qsizetype mostLines = 3;
    const QFontMetrics metrics(font);
    if (words.isEmpty() || metrics.horizontalAdvance(words) <= width)
        return { words };
    QTextLayout layout(words, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        lines << words.mid(line.textStart(), line.textLength()).trimmed();
        if (lines.size() == mostLines) {
            lines.last() = metrics.elidedText(words.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
    }
    layout.endLayout();
    return lines;
}

} // namespace

EffectsTable::EffectsTable(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"planEffects"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void EffectsTable::setEffects(const QList<actions::Effect> &effects, const QString &age)
{
    m_effects = effects;
    m_age = age;
    setAccessibleName(tr("Blast radius"));
    setAccessibleDescription(asText());
    setToolTip(asText()); // whole, where a cell is cut
    setVisible(!effects.isEmpty());
    updateGeometry();
    update();
}

int EffectsTable::lineHeight() const
{
    return Theme::instance()->rowHeight() + Theme::instance()->px(2);
}

EffectsTable::Columns EffectsTable::columns() const
{
    const int pad = Theme::instance()->px(8);
    const QFontMetrics metrics(boldFigures());
    const auto widthOf = [&](const QString &title, QString actions::Effect::*member) {
        int widest = metrics.horizontalAdvance(title);
        for (const actions::Effect &effect : m_effects)
            widest = std::max(widest, metrics.horizontalAdvance(effect.*member));
        return widest + 1 + 2 * pad; // advances are rounded, and wrapping is not
    };
    const int before = widthOf(tr("Before"), &actions::Effect::before);
    const int after = widthOf(tr("After"), &actions::Effect::after);
    const int delta = widthOf({}, &actions::Effect::delta);
    // As wide as what stands in them; where it is too much, what is touched keeps half, and they share the rest.
    const int room = width() - std::min(widthOf(tr("Touches"), &actions::Effect::touches), width() / 2);
    const QList<int> widths = fairShares({ before, after, delta }, room);
    const int afterRight = width() - widths.at(2);
    const int beforeRight = afterRight - widths.at(1);
    return { pad, beforeRight - widths.at(0), beforeRight, afterRight };
}

EffectsTable::Cells EffectsTable::cellsOf(const actions::Effect &effect, const Columns &columns) const
{
    const QFont usual = Theme::instance()->tableFont();
    const QFont bold = boldFigures();
    const int pads = 2 * columns.pad;
    Cells cells{ wrapped(effect.touches, usual, columns.beforeLeft - pads),
                 wrapped(effect.before, usual, columns.beforeRight - columns.beforeLeft - pads),
                 wrapped(effect.after, bold, columns.afterRight - columns.beforeRight - pads),
                 wrapped(effect.delta, effect.bad ? bold : usual, width() - columns.afterRight - pads) };
    return cells;
}

int EffectsTable::heightOf(const Cells &cells) const
{
    qsizetype lines = 1;
    for (const QStringList &cell : cells)
        lines = std::max(lines, cell.size());
    return lineHeight() + static_cast<int>(lines - 1) * QFontMetrics(boldFigures()).lineSpacing();
}

QSize EffectsTable::sizeHint() const
{
    const Columns shown = columns();
    int height = 2 * lineHeight(); // heading and header
    QString group;
    for (const actions::Effect &effect : m_effects) {
        if (effect.group != group)
            height += lineHeight();
        group = effect.group;
        height += heightOf(cellsOf(effect, shown));
    }
    return { Theme::instance()->px(380), height };
}

/// What does not fit into one line takes two, so the height depends on the width.
void EffectsTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

QString EffectsTable::asText() const
{
    QStringList lines;
    for (const actions::Effect &effect : m_effects)
        lines << tr("%1: %2 before, %3 after, %4").arg(effect.touches, effect.before, effect.after, effect.delta);
    return lines.join(u'\n');
}

void EffectsTable::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    QPainter painter(this);
    const int height = lineHeight();
    const Columns shown = columns();
    int y = 0;
    const auto text = [&](int left, int right, const QStringList &lines, Qt::Alignment side) {
        const int spacing = painter.fontMetrics().lineSpacing();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QRect box(left + shown.pad, y + static_cast<int>(i) * spacing, right - left - 2 * shown.pad, height);
            painter.drawText(box, static_cast<int>(Qt::AlignVCenter | side), lines[i]);
        }
    };
    const auto heading = [&](const QString &words, const QString &beside) {
        QFont bold = theme->uiFont();
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(t.text);
        painter.drawText(QRect(0, y, width(), height), Qt::AlignVCenter | Qt::AlignLeft, words);
        painter.setFont(theme->tableFont());
        painter.setPen(t.text2);
        painter.drawText(QRect(0, y, width(), height), Qt::AlignVCenter | Qt::AlignRight, beside);
        y += height;
    };
    heading(tr("Blast radius"), m_age);
    painter.fillRect(0, y, width(), height, t.panel);
    painter.setPen(t.text2);
    text(0, shown.beforeLeft, { tr("Touches") }, Qt::AlignLeft);
    text(shown.beforeLeft, shown.beforeRight, { tr("Before") }, Qt::AlignRight);
    text(shown.beforeRight, shown.afterRight, { tr("After") }, Qt::AlignRight);
    painter.fillRect(0, y + height - 1, width(), 1, t.line);
    y += height;
    QString group;
    for (const actions::Effect &effect : m_effects) {
        if (effect.group != group)
            heading(effect.group, {});
        group = effect.group;
        const auto [touches, before, after, delta] = cellsOf(effect, shown);
        const int rowHeight = heightOf({ touches, before, after, delta });
        painter.fillRect(0, y, width(), rowHeight, effect.changed ? t.warnTint : t.base);
        painter.setFont(theme->tableFont());
        painter.setPen(t.text);
        text(0, shown.beforeLeft, touches, Qt::AlignLeft);
        text(shown.beforeLeft, shown.beforeRight, before, Qt::AlignRight);
        painter.setFont(boldFigures());
        text(shown.beforeRight, shown.afterRight, after, Qt::AlignRight);
        painter.setFont(effect.bad ? boldFigures() : theme->tableFont());
        painter.setPen(effect.bad ? t.failWord : t.text2);
        text(shown.afterRight, width(), delta, Qt::AlignRight);
        painter.fillRect(0, y + rowHeight - 1, width(), 1, t.grid);
        y += rowHeight;
    }
}

} // namespace ui
