// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/effectstable.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Each gets what it wants, up to an equal share of what the smaller ones leave.
std::array<int, 3> shared(std::array<int, 3> wanted, int room)
{
    std::array<size_t, 3> order{ 0, 1, 2 };
    std::ranges::sort(order, {}, [&wanted](size_t i) { return wanted[i]; });
    int columns = static_cast<int>(order.size());
    for (const size_t i : order) {
        wanted[i] = std::min(wanted[i], room / columns--);
        room -= wanted[i];
    }
    return wanted;
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

int EffectsTable::rowHeight() const
{
    return Theme::instance()->rowHeight() + Theme::instance()->px(2);
}

int EffectsTable::rows() const
{
    int rows = 2; // heading and header
    QString group;
    for (const actions::Effect &effect : m_effects) {
        if (effect.group != group)
            ++rows;
        group = effect.group;
        ++rows;
    }
    return rows;
}

QSize EffectsTable::sizeHint() const
{
    return { Theme::instance()->px(380), rows() * rowHeight() };
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
    const int height = rowHeight();
    const int pad = theme->px(8);
    QFont boldFigures = theme->tableFont();
    boldFigures.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(boldFigures);
    const auto widthOf = [&](const QString &title, QString actions::Effect::*member) {
        int widest = metrics.horizontalAdvance(title);
        for (const actions::Effect &effect : m_effects)
            widest = std::max(widest, metrics.horizontalAdvance(effect.*member));
        return widest + 1 + 2 * pad; // advances are rounded, and eliding is not
    };
    const int before = widthOf(tr("Before"), &actions::Effect::before);
    const int after = widthOf(tr("After"), &actions::Effect::after);
    const int delta = widthOf({}, &actions::Effect::delta);
    // As wide as what stands in them; where it is too much, what is touched keeps half, and they share the rest.
    const int room = width() - std::min(widthOf(tr("Touches"), &actions::Effect::touches), width() / 2);
    const auto [beforeWidth, afterWidth, deltaWidth] = shared({ before, after, delta }, room);
    const int afterRight = width() - deltaWidth;
    const int beforeRight = afterRight - afterWidth;
    const int beforeLeft = beforeRight - beforeWidth;
    int y = 0;
    const auto text = [&](int left, int right, const QString &words, Qt::Alignment side) {
        const QRect box(left + pad, y, right - left - 2 * pad, height);
        painter.drawText(box, static_cast<int>(Qt::AlignVCenter | side),
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, box.width()));
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
    text(0, beforeLeft, tr("Touches"), Qt::AlignLeft);
    text(beforeLeft, beforeRight, tr("Before"), Qt::AlignRight);
    text(beforeRight, afterRight, tr("After"), Qt::AlignRight);
    painter.fillRect(0, y + height - 1, width(), 1, t.line);
    y += height;
    QString group;
    for (const actions::Effect &effect : m_effects) {
        if (effect.group != group)
            heading(effect.group, {});
        group = effect.group;
        painter.fillRect(0, y, width(), height, effect.changed ? t.warnTint : t.base);
        painter.setFont(theme->tableFont());
        painter.setPen(t.text);
        text(0, beforeLeft, effect.touches, Qt::AlignLeft);
        text(beforeLeft, beforeRight, effect.before, Qt::AlignRight);
        painter.setFont(boldFigures);
        text(beforeRight, afterRight, effect.after, Qt::AlignRight);
        painter.setFont(effect.bad ? boldFigures : theme->tableFont());
        painter.setPen(effect.bad ? t.failWord : t.text2);
        text(afterRight, width(), effect.delta, Qt::AlignRight);
        painter.fillRect(0, y + height - 1, width(), 1, t.grid);
        y += height;
    }
}

} // namespace ui
