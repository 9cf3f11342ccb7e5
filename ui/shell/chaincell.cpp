// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chaincell.h"

#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = links::ObjectRef::Kind;

constexpr int wholeHeight = 62; ///< design px
constexpr int compactHeight = 45;

} // namespace

QString chainWord(Kind kind)
{
    switch (kind) {
    case Kind::Node:
        return ChainCell::tr("Node");
    case Kind::Job:
        return ChainCell::tr("Job");
    case Kind::Instance:
        return ChainCell::tr("Instance");
    case Kind::Task:
        return ChainCell::tr("Task");
    case Kind::Agent:
        return ChainCell::tr("Agent");
    case Kind::Machine:
        return ChainCell::tr("Machine");
    case Kind::Pool:
        return ChainCell::tr("Pool");
    case Kind::Log:
        return ChainCell::tr("Log");
    default:
        return {};
    }
}

QString chainIcon(Kind kind)
{
    switch (kind) {
    case Kind::Node:
        return u"night"_s;
    case Kind::Job:
    case Kind::Instance:
        return u"jobs"_s;
    case Kind::Task:
        return u"tasks"_s;
    case Kind::Agent:
        return u"agents"_s;
    case Kind::Log:
        return u"logs"_s;
    default:
        return u"pools"_s;
    }
}

ChainCell::ChainCell(int number, QWidget *parent)
    : PaintedButton(parent)
    , m_number(number)
{
    setObjectName(u"chain-%1"_s.arg(number));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    clear();
}

QSize ChainCell::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return { theme->px(120), theme->px(m_isCompact ? compactHeight : wholeHeight) };
}

QSize ChainCell::minimumSizeHint() const
{
    return { 0, sizeHint().height() };
}

void ChainCell::setLink(const chain::Link &link, bool isHere)
{
    if (!m_isBlank && m_link == link && m_isHere == isHere)
        return;
    m_link = link;
    m_isHere = isHere;
    m_isBlank = false;
    setEnabled(link.leads());
    describe();
    update();
}

void ChainCell::clear()
{
    m_link = { { chain::keyed[static_cast<size_t>(m_number - 1)], {} }, {}, {}, {} };
    m_isHere = false;
    m_isBlank = true;
    setEnabled(false);
    describe();
    update();
}

void ChainCell::setCompact(bool compact)
{
    m_isCompact = compact;
    updateGeometry();
    update();
}

QString ChainCell::kindText() const
{
    return chainWord(m_link.ref.kind);
}

void ChainCell::describe()
{
    const QString name = m_link.text.isEmpty() ? tr("none") : m_link.text;
    QString words = u"%1: %2"_s.arg(kindText(), name);
    if (!m_link.detail.isEmpty())
        words += u", "_s + m_link.detail;
    setAccessibleName(m_isBlank ? kindText() : words);
    setToolTip(m_link.text.isEmpty() ? m_link.detail : QStringList{ m_link.text, m_link.detail }.join(u'\n').trimmed());
}

void ChainCell::paintContents(QPainter *painter)
{
    const Theme *theme = Theme::instance();
    const Tokens &t = theme->tokens();
    painter->fillRect(rect(), m_isHere ? t.selected : underMouse() && isEnabled() ? t.grid : t.panel);
    if (m_isHere)
        painter->fillRect(QRect(0, 0, width(), 2), t.focus);
    painter->fillRect(QRect(width() - 1, 0, 1, height()), t.line);
    const int pad = theme->px(8);
    const int line = theme->px(17);
    int top = theme->px(5);
    const auto write = [&](int left, const QString &text, const QColor &colour, Qt::TextElideMode mode) {
        painter->setPen(colour);
        const int room = width() - left - pad;
        painter->drawText(QRect(left, top, room, line), Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, mode, room));
    };
    painter->setFont(theme->headingFont());
    const QString key = u"Alt+%1"_s.arg(m_number);
    const QFontMetrics heading = painter->fontMetrics();
    const bool hasRoom = heading.horizontalAdvance(kindText()) + heading.horizontalAdvance(key) + 3 * pad < width();
    write(pad, kindText(), t.text2, Qt::ElideRight);
    if (hasRoom) {
        painter->setPen(t.text3);
        painter->drawText(QRect(0, top, width() - pad, line), Qt::AlignVCenter | Qt::AlignRight, key);
    }
    if (m_isBlank)
        return;
    top += line;
    int left = pad;
    if (!m_link.state.isEmpty()) {
        const int side = theme->px(13);
        painter->setRenderHint(QPainter::Antialiasing);
        paintGlyph(painter, QRectF(left, top + (line - side) / 2.0, side, side), glyphFor(m_link.state));
        painter->setRenderHint(QPainter::Antialiasing, false);
        left += side + theme->px(5);
    }
    QFont font = theme->tableFont();
    font.setWeight(m_link.text.isEmpty() ? QFont::Normal : QFont::DemiBold);
    painter->setFont(font);
    const QColor ink = !m_link.leads() ? t.text2 : m_isHere ? t.text : t.link;
    // With one line for both, why there is none says more than that.
    const QString none = m_isCompact ? m_link.detail : tr("none");
    write(left, m_link.text.isEmpty() ? none : m_link.text, ink,
          m_link.text.isEmpty() ? Qt::ElideRight : Qt::ElideMiddle);
    if (m_isCompact)
        return;
    top += line;
    painter->setFont(theme->tableFont());
    write(pad, m_link.detail, t.text2, Qt::ElideRight);
}

} // namespace ui
