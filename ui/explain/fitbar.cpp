// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/fitbar.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

FitBar::FitBar(explain::Kind kind, const explain::NearFit &fit, int64_t need, QWidget *parent)
    : QWidget(parent)
    , m_name(explain::kindName(kind))
    , m_total(static_cast<double>(fit.total[kind]))
    , m_used(static_cast<double>(fit.total[kind] - fit.free[kind]))
    , m_need(static_cast<double>(need))
    , m_isShort(fit.missing[kind] > 0)
{
    m_text = tr("%1 free, needs %2").arg(explain::numberText(kind, fit.free[kind]), explain::numberText(kind, need));
    setAccessibleName(sentence());
    setToolTip(tr("%1: %2 of %3 used")
                   .arg(m_name, explain::numberText(kind, fit.total[kind] - fit.free[kind]),
                        explain::numberText(kind, fit.total[kind])));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QString FitBar::sentence() const
{
    return m_name + u": "_s + m_text;
}

QSize FitBar::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return { theme->px(260), QFontMetrics(theme->tableFont()).height() + theme->px(4) };
}

void FitBar::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.setFont(theme->tableFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const auto write = [&](int left, int width, const QString &text, const QColor &colour) {
        painter.setPen(colour);
        painter.drawText(QRect(left, 0, width, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, width));
    };
    const int nameWidth = theme->px(52);
    const int textWidth = metrics.horizontalAdvance(u"000.0 GiB free, needs 000.0 GiB"_s);
    const int room = width() - nameWidth - textWidth - theme->px(8);
    write(0, nameWidth, m_name, tokens.text2);
    const int barWidth = std::clamp(room, theme->px(24), theme->px(320));

    // The whole bar is what the agent has, or what it would need: used and asked side by side.
    const double scale = std::max({ m_total, m_used + m_need, 1.0 });
    const auto pixels = [&](double amount) { return static_cast<int>(std::lround(amount / scale * barWidth)); };
    const int barHeight = theme->px(11);
    const QRect bar(nameWidth, (height() - barHeight) / 2, barWidth, barHeight);
    painter.setPen(tokens.line);
    painter.setBrush(tokens.base);
    painter.drawRect(QRect(bar.left(), bar.top(), std::max(1, pixels(m_total)) - 1, bar.height() - 1));
    painter.fillRect(QRect(bar.left(), bar.top(), pixels(m_used), bar.height()), tokens.allocated);
    painter.setPen(QPen(m_isShort ? tokens.warnMark : tokens.okMark, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    const QRect asked(bar.left() + pixels(m_used), bar.top(), std::max(3, pixels(m_need)), bar.height());
    painter.drawRect(asked.adjusted(1, 1, -1, -1));
    write(bar.left() + barWidth + theme->px(8), width() - bar.left() - barWidth - theme->px(8), m_text,
          m_isShort ? tokens.text : tokens.text2);
}

} // namespace ui
