// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stackswitcher.h"

#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pad = 12;
constexpr int wordPad = 6;
constexpr int gap = 9;
constexpr int chevronRoom = 20;
constexpr int widestName = 220;

QFont wordFont()
{
    QFont font = Theme::instance()->headingFont();
    font.setPixelSize(Theme::instance()->px(10));
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    return font;
}

QFont nameFont()
{
    QFont font = Theme::instance()->uiFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QIcon swatch(config::Tier tier)
{
    const int side = Theme::instance()->px(16);
    QPixmap pixmap(side, side);
    pixmap.fill(Theme::instance()->frame(tier).frame);
    return pixmap;
}

} // namespace

StackSwitcher::StackSwitcher(QWidget *parent)
    : PaintedButton(parent)
{
    setObjectName(u"stackSwitcher"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(this, &StackSwitcher::clicked, this, &StackSwitcher::popUp);
}

void StackSwitcher::setChoices(const QList<Choice> &choices)
{
    m_choices = choices;
}

void StackSwitcher::setFile(const QString &path)
{
    m_file = path;
}

void StackSwitcher::setCurrent(const QString &name)
{
    for (const Choice &choice : m_choices) {
        if (choice.name == name)
            m_current = choice;
    }
    const QString full = Theme::instance()->frame(m_current.tier).word + u' ' + m_current.name;
    setAccessibleName(tr("Stack: %1").arg(full));
    setToolTip(full);
    updateGeometry();
    update();
}

void StackSwitcher::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

QString StackSwitcher::word() const
{
    if (!m_narrow)
        return Theme::instance()->frame(m_current.tier).word;
    switch (m_current.tier) {
    case config::Tier::Production:
        return tr("PROD");
    case config::Tier::Staging:
        return tr("STAGE");
    case config::Tier::Development:
        return tr("DEV");
    case config::Tier::Demo:
        return tr("DEMO");
    }
    Q_UNREACHABLE();
}

QString StackSwitcher::shownName() const
{
    return QFontMetrics(nameFont()).elidedText(m_current.name, Qt::ElideMiddle, Theme::instance()->px(widestName));
}

QSize StackSwitcher::sizeHint() const
{
    const Theme *theme = Theme::instance();
    return { theme->px(pad + 2 * wordPad + gap + 4 + chevronRoom + 4)
                 + QFontMetrics(wordFont()).horizontalAdvance(word())
                 + QFontMetrics(nameFont()).horizontalAdvance(shownName()),
             theme->px(34) };
}

void StackSwitcher::paintContents(QPainter *painter)
{
    const Theme *theme = Theme::instance();
    const FrameColours frame = theme->frame(m_current.tier);
    painter->fillRect(rect(), frame.frame);
    painter->setPen(frame.onFrame);
    painter->setFont(wordFont());
    const int wordWidth = QFontMetrics(wordFont()).horizontalAdvance(word()) + theme->px(2 * wordPad);
    const int wordHeight = theme->px(18);
    const QRect box(theme->px(pad), (height() - wordHeight) / 2, wordWidth, wordHeight);
    drawBox(painter, box, QColor(), frame.onFrame);
    painter->drawText(box, Qt::AlignCenter, word());
    painter->setFont(nameFont());
    const int x = box.right() + 1 + theme->px(gap);
    painter->drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, shownName());
    const QRect chevron(width() - theme->px(chevronRoom + 6), (height() - theme->px(chevronRoom)) / 2,
                        theme->px(chevronRoom), theme->px(chevronRoom));
    if (underMouse())
        drawBox(painter, chevron, QColor(255, 255, 255, 40), QColor());
    drawChevron(painter, chevron, Qt::DownArrow, frame.onFrame);
}

void StackSwitcher::popUp()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"stackMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Choice &choice : m_choices) {
        QAction *action
            = menu->addAction(swatch(choice.tier), Theme::instance()->frame(choice.tier).word + u"  "_s + choice.name);
        action->setObjectName(u"stack-"_s + choice.name);
        connect(action, &QAction::triggered, this, [this, name = choice.name] { emit chosen(name); });
        if (choice.name == m_current.name)
            menu->setActiveAction(action);
    }
    menu->addSeparator();
    QAction *add = menu->addAction(ui::icon(u"grow"_s), tr("Add a cluster…"));
    add->setObjectName(u"stackAdd"_s);
    connect(add, &QAction::triggered, this, &StackSwitcher::addClusterWanted);
    QAction *connections = menu->addAction(ui::icon(u"connections"_s), tr("Connections…"));
    connections->setObjectName(u"stackConnections"_s);
    connect(connections, &QAction::triggered, this, &StackSwitcher::connectionsWanted);
    menu->addAction(tr("Stacks are described in %1").arg(m_file.isEmpty() ? config::defaultStacksPath() : m_file))
        ->setEnabled(false);
    menu->popup(mapToGlobal(QPoint(0, height())));
}

} // namespace ui
