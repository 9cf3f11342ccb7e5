// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tablepage/inspectorrows.h"

#include "ui/style/icons.h"
#include "ui/style/meter.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int nameWidth = 96; ///< design px
constexpr int sideMargin = 12; ///< design px
constexpr int meterWidth = 110; ///< design px

using Look = InspectorSheet::Look;

QColor inkOf(Look look)
{
    const Tokens &tokens = Theme::instance()->tokens();
    switch (look) {
    case Look::Plain:
    case Look::Mono:
        return tokens.text;
    case Look::Quiet:
        return tokens.text2;
    case Look::Warning:
        return tokens.warnWord;
    case Look::Failure:
        return tokens.failWord;
    }
    Q_UNREACHABLE();
}

void setInk(QLabel *label, const QColor &colour)
{
    QPalette colours = label->palette();
    if (colours.color(QPalette::WindowText) == colour)
        return;
    colours.setColor(QPalette::WindowText, colour);
    label->setPalette(colours);
}

} // namespace

// ElidedValue ------------------------------------------------------------------------------------------------------

ElidedValue::ElidedValue(Qt::TextElideMode mode, QWidget *parent)
    : QWidget(parent)
    , m_mode(mode)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedValue::setText(const QString &text, const QColor &colour)
{
    if (m_text == text && m_colour == colour)
        return;
    m_text = text;
    m_colour = colour;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedValue::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(m_text), fontMetrics().height() };
}

QSize ElidedValue::minimumSizeHint() const
{
    return { Theme::instance()->px(24), fontMetrics().height() };
}

void ElidedValue::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_colour);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_text, m_mode, width()));
}

// InspectorHeading -------------------------------------------------------------------------------------------------

InspectorHeading::InspectorHeading(QWidget *parent)
    : InspectorPart(parent)
    , m_label(new QLabel(this))
{
    const Theme *theme = Theme::instance();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme->px(sideMargin), theme->px(14), theme->px(sideMargin), theme->px(4));
    layout->addWidget(m_label);
    m_label->setTextFormat(Qt::PlainText);
}

void InspectorHeading::fill(const QString &text)
{
    m_label->setFont(Theme::instance()->headingFont());
    setInk(m_label, Theme::instance()->tokens().text2);
    m_label->setText(text);
}

void InspectorHeading::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, Theme::instance()->px(6), width(), 1, Theme::instance()->tokens().line);
}

// InspectorRow -----------------------------------------------------------------------------------------------------

InspectorRow::InspectorRow(QWidget *parent)
    : InspectorPart(parent)
    , m_name(new QLabel(this))
    , m_value(new QLabel(this))
    , m_id(new ElidedValue(Qt::ElideMiddle, this))
    , m_copy(new QToolButton(this))
{
    const Theme *theme = Theme::instance();
    m_name->setTextFormat(Qt::PlainText);
    m_name->setFixedWidth(theme->px(nameWidth));
    m_value->setWordWrap(true);
    m_value->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_value->setMinimumWidth(theme->px(24));
    m_copy->setAutoRaise(true);
    m_copy->setFixedSize(theme->px(20), theme->px(20));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme->px(sideMargin), theme->px(1), theme->px(sideMargin), theme->px(1));
    layout->setSpacing(theme->px(4));
    layout->addWidget(m_name, 0, Qt::AlignTop);
    layout->addWidget(m_value, 1);
    layout->addWidget(m_id, 1);
    layout->addWidget(m_copy);

    connect(m_value, &QLabel::linkActivated, this, &InspectorRow::linkActivated);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text); });
}

void InspectorRow::fill(const QString &name, const QString &value, Look look, const QString &link)
{
    const Theme *theme = Theme::instance();
    const bool id = look == Look::Mono;
    m_text = value;
    m_name->setText(name);
    setInk(m_name, theme->tokens().text2);
    m_value->setVisible(!id);
    m_id->setVisible(id);
    m_copy->setVisible(id);
    if (id) {
        m_id->setFont(theme->monoFont());
        m_id->setText(value, inkOf(look));
        m_copy->setIcon(icon(u"copy"_s, theme->tokens().text2));
        m_copy->setToolTip(tr("Copy %1").arg(name.toLower()));
        m_copy->setAccessibleName(m_copy->toolTip());
        return;
    }
    setInk(m_value, inkOf(look));
    if (link.isEmpty()) {
        m_value->setTextFormat(Qt::PlainText);
        m_value->setText(value);
    } else {
        m_value->setTextFormat(Qt::RichText);
        m_value->setText(u"<a href=\"%1\" style=\"text-decoration:none;color:%2\">%3</a>"_s.arg(
            link.toHtmlEscaped(), theme->tokens().link.name(), value.toHtmlEscaped()));
    }
}

QString InspectorRow::asText() const
{
    return m_name->text() + u' ' + m_text;
}

// InspectorMeter ---------------------------------------------------------------------------------------------------

void InspectorMeter::fill(const QString &name, double share, const QString &text, bool failing)
{
    m_name = name;
    m_text = text;
    m_share = share;
    m_failing = failing;
    setAccessibleName(asText());
    update();
}

void InspectorMeter::setOld(bool old)
{
    m_old = old;
    update();
}

QSize InspectorMeter::sizeHint() const
{
    return { Theme::instance()->px(300), Theme::instance()->px(20) };
}

void InspectorMeter::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    const QRect box = rect().adjusted(theme->px(sideMargin), 0, -theme->px(sideMargin), 0);
    painter.setPen(theme->tokens().text2);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, m_name);
    const int left = box.left() + theme->px(64);
    if (!std::isnan(m_share)) {
        Meter meter;
        meter.allocated = m_share;
        meter.fail = m_failing && !m_old;
        meter.old = m_old;
        const int words = painter.fontMetrics().horizontalAdvance(m_text) + theme->px(8);
        const int wide = std::min(theme->px(meterWidth), box.right() - words - left); // the number is never crossed
        if (wide >= theme->px(12))
            paintMeter(&painter, QRectF(left, (height() - theme->px(9)) / 2, wide, theme->px(9)), meter);
    }
    const Tokens &tokens = theme->tokens();
    painter.setPen(m_old ? tokens.text2 : m_failing ? tokens.failWord : tokens.text);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, m_text);
}

// InspectorSentence ------------------------------------------------------------------------------------------------

InspectorSentence::InspectorSentence(QWidget *parent)
    : InspectorPart(parent)
    , m_label(new QLabel(this))
{
    const Theme *theme = Theme::instance();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme->px(sideMargin), theme->px(2), theme->px(sideMargin), theme->px(2));
    layout->addWidget(m_label);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void InspectorSentence::fill(const QString &text, Look look)
{
    m_label->setFont(look == Look::Mono ? Theme::instance()->monoFont() : Theme::instance()->uiFont());
    setInk(m_label, inkOf(look));
    m_label->setText(text);
}

} // namespace ui
