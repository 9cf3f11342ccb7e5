// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/wayoutrow.h"

#include "models/core/format.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString iconOf(explain::WayOut::Type type)
{
    using Type = explain::WayOut::Type;
    switch (type) {
    case Type::Grow:
        return u"grow"_s;
    case Type::Release:
        return u"unlock"_s;
    case Type::CorrectConstraint:
    case Type::RaiseLimit:
    case Type::LowerRequest:
        return u"copy"_s;
    case Type::RaiseQuota:
    case Type::BringBack:
    case Type::Wait:
        break;
    }
    return u"clock"_s;
}

} // namespace

WayOutRow::WayOutRow(int rank, const explain::WayOut &way, int waiting, const QString &whyNot, QWidget *parent)
    : QWidget(parent)
    , m_rank(rank)
    , m_way(way)
    , m_waiting(waiting)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(sentence());
    setToolTip(way.remark.isEmpty() ? way.sentence : way.sentence + u"\n"_s + way.remark);
    if (!way.button.isEmpty()) {
        // What cannot be done says why in place of its promise to open a plan.
        QString label = way.button;
        if (!whyNot.isEmpty())
            label = (label.endsWith(u'…') ? label.chopped(1) : label) + u": "_s + whyNot;
        m_button = new QPushButton(icon(iconOf(way.type)), label, this);
        m_button->setEnabled(whyNot.isEmpty());
        m_button->setAccessibleDescription(way.sentence);
        m_button->setToolTip(whyNot.isEmpty() ? tr("Opens the plan; nothing is sent from here.")
                                              : tr("It cannot be done: %1.").arg(whyNot));
        connect(m_button, &QPushButton::clicked, this, [this] { emit chosen(m_way); });
    }
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        placeButton();
        update();
    });
}

QString WayOutRow::placesText() const
{
    return tr("%1 of %2").arg(core::formatCount(m_way.places), core::formatCount(m_waiting));
}

QString WayOutRow::sentence() const
{
    const QString text = tr("%1: %2; places %3").arg(m_rank).arg(m_way.sentence, placesText());
    return m_way.remark.isEmpty() ? text : text + u". "_s + m_way.remark;
}

QSize WayOutRow::sizeHint() const
{
    return { Theme::instance()->px(400), Theme::instance()->px(28) };
}

void WayOutRow::resizeEvent(QResizeEvent *)
{
    placeButton();
}

void WayOutRow::placeButton()
{
    if (!m_button)
        return;
    const Theme *theme = Theme::instance();
    const QSize size(std::min(m_button->sizeHint().width(), width() / 3), theme->px(22));
    m_button->setGeometry(width() - theme->px(10) - size.width(), (height() - size.height()) / 2, size.width(),
                          size.height());
}

void WayOutRow::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    painter.fillRect(0, height() - 1, width(), 1, tokens.grid);
    const int buttonLeft = m_button ? m_button->x() : width();
    const QRect places(std::min(buttonLeft, width() * 2 / 3) - theme->px(80), 0, theme->px(70), height() - 1);
    QFont bold = theme->tableFont();
    bold.setWeight(QFont::DemiBold);
    const auto write = [&](const QRect &box, Qt::Alignment side, const QString &text, const QColor &colour) {
        painter.setPen(colour);
        painter.drawText(box, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    };
    painter.setFont(theme->tableFont());
    write(QRect(0, 0, theme->px(26), height() - 1), Qt::AlignRight, QString::number(m_rank), tokens.text2);
    write(places, Qt::AlignRight, placesText(), m_way.places > 0 ? tokens.text : tokens.text3);
    const int left = theme->px(38);
    const int right = places.left() - theme->px(8);
    painter.setFont(m_rank == 1 ? bold : theme->tableFont());
    write(QRect(left, 0, right - left, height() - 1), Qt::AlignLeft, m_way.sentence, tokens.text);
    const int after = left + painter.fontMetrics().horizontalAdvance(m_way.sentence);
    painter.setFont(theme->tableFont());
    if (!m_way.remark.isEmpty() && after + theme->px(40) < right)
        write(QRect(after, 0, right - after, height() - 1), Qt::AlignLeft, u" · "_s + m_way.remark, tokens.text2);
}

} // namespace ui
