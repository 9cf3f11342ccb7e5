// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"
#include "ui/style/tokens.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int leastWidth = 132;
constexpr int iconWidth = 44;
constexpr int titleLeft = 35;
constexpr int badgeRight = 5; ///< from the rail's edge
constexpr auto connectionsKey = "connections"_L1;

QFont titleFont(bool current)
{
    QFont font = Theme::instance()->uiFont();
    font.setWeight(current ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace

RailButton::RailButton(const QString &key, const QString &iconName, const QString &title, QWidget *parent)
    : PaintedButton(parent)
    , m_icon(iconName)
{
    setObjectName(u"rail-"_s + key);
    setText(title);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailButton::setTier(config::Tier tier)
{
    m_tier = tier;
    update();
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setToolTip(narrow ? text() : QString());
    updateGeometry();
}

void RailButton::setBadge(Badge badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    setAccessibleName(badge.count() ? tr("%1, %n need you", nullptr, badge.count()).arg(text()) : text());
    update();
}

int RailButton::fullWidth() const
{
    const Theme *theme = Theme::instance();
    const int badge = QFontMetrics(theme->headingFont()).horizontalAdvance(u"00"_s) + theme->px(8);
    return theme->px(titleLeft) + QFontMetrics(titleFont(true)).horizontalAdvance(text()) + theme->px(4) + badge
        + theme->px(badgeRight);
}

QSize RailButton::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return { theme->px(m_narrow ? iconWidth : leastWidth), theme->px(m_narrow ? 36 : 32) };
}

QRect RailButton::badgeRect() const
{
    if (m_badge.count() <= 0)
        return {};
    const Theme *theme = Theme::instance();
    const int across = QFontMetrics(theme->headingFont()).horizontalAdvance(badgeText()) + theme->px(8);
    const QSize size(std::max(theme->px(17), across), theme->px(m_narrow ? 14 : 16));
    const QPoint at = m_narrow ? QPoint(width() - size.width(), theme->px(2))
                               : QPoint(width() - size.width() - theme->px(badgeRight), (height() - size.height()) / 2);
    return { at, size };
}

QString RailButton::badgeText() const
{
    return m_badge.count() > 99 ? u"99+"_s : QString::number(m_badge.count());
}

void RailButton::paintContents(QPainter *painter)
{
    const Theme *theme = Theme::instance();
    const FrameColours frame = theme->frame(m_tier);
    QColor veil = frame.onRail;
    veil.setAlpha(isChecked() ? 40 : underMouse() ? 20 : 0);
    painter->fillRect(rect(), veil);
    if (isChecked())
        painter->fillRect(0, 0, theme->px(3), height(), frame.onRail);
    const int side = theme->px(16);
    const int x = m_narrow ? (width() - side) / 2 : theme->px(12);
    ui::icon(m_icon, frame.onRail).paint(painter, QRect(x, (height() - side) / 2, side, side));
    const QRect badge = badgeRect();
    if (!m_narrow) {
        const QFont font = titleFont(isChecked());
        painter->setFont(font);
        painter->setPen(frame.onRail);
        const int left = theme->px(titleLeft);
        const int room = (badge.isNull() ? width() : badge.x()) - left;
        painter->drawText(QRect(left, 0, room, height()), Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(text(), Qt::ElideRight, room));
    }
    if (badge.isNull())
        return;
    // Mostly the rail is dark in both themes: the light tints stand out on it, the dark ones drown.
    const Tokens &t = lightTokens();
    const bool failing = m_badge.failures > 0;
    drawBox(painter, badge, failing ? t.failTint : t.warnTint, QColor());
    painter->setFont(theme->headingFont());
    painter->setPen(failing ? t.failWord : t.warnWord);
    painter->drawText(badge, Qt::AlignCenter, badgeText());
}

Rail::Rail(const QList<PageEntry> &pages, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Pages"));
    m_column->setSpacing(0);
    for (const PageEntry &page : pages) {
        if (page.key == connectionsKey)
            continue; // at the foot
        RailButton *button = add(page.key, page.icon, page.title);
        button->setCheckable(true);
        // Checked means "the shown page", which the window decides, not the click.
        connect(button, &RailButton::clicked, this, [this, button, key = page.key] {
            button->setChecked(!button->isChecked());
            emit pageChosen(key);
        });
    }
    m_column->addStretch(1);
    m_connections = add(QString(connectionsKey), u"connections"_s, tr("Connections"));
    m_connections->setCheckable(true);
    connect(m_connections, &RailButton::clicked, this, [this] {
        m_connections->setChecked(!m_connections->isChecked());
        emit connectionsClicked();
    });
    connect(add(u"preferences"_s, u"preferences"_s, tr("Preferences")), &RailButton::clicked, this,
            &Rail::preferencesClicked);
    connect(add(u"menu"_s, u"menu"_s, tr("Menu")), &RailButton::clicked, this, &Rail::menuClicked);
    relayout();
    connect(Theme::instance(), &Theme::changed, this, &Rail::relayout);
}

RailButton *Rail::add(const QString &key, const QString &iconName, const QString &title)
{
    auto *button = new RailButton(key, iconName, title, this);
    m_column->addWidget(button);
    m_buttons.append(button);
    return button;
}

void Rail::setCurrent(const QString &key)
{
    for (RailButton *button : m_buttons)
        button->setChecked(button->isCheckable() && button->objectName() == u"rail-"_s + key);
}

void Rail::setTier(config::Tier tier)
{
    m_tier = tier;
    for (RailButton *button : m_buttons)
        button->setTier(tier);
    update();
}

void Rail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    relayout();
}

void Rail::setBadge(const QString &key, Badge badge)
{
    for (RailButton *button : m_buttons) {
        if (button->objectName() == u"rail-"_s + key)
            button->setBadge(badge);
    }
}

void Rail::relayout()
{
    const Theme *theme = Theme::instance();
    int wanted = theme->px(leastWidth);
    for (const RailButton *button : std::as_const(m_buttons)) {
        if (button->isCheckable() && button != m_connections) // the others never have a badge
            wanted = std::max(wanted, button->fullWidth());
    }
    setFixedWidth(m_narrow ? theme->px(iconWidth) : wanted);
    m_column->setContentsMargins(0, theme->px(m_narrow ? 4 : 6), 0, theme->px(6));
    for (RailButton *button : m_buttons)
        button->setNarrow(m_narrow);
    update();
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::instance()->frame(m_tier).rail);
}

} // namespace ui
