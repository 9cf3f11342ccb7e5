// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionspage.h"

#include "models/stack/signin.h"
#include "ui/common/notebox.h"
#include "ui/connections/layercard.h"
#include "ui/connections/stackoverview.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ConnectionsPage::ConnectionsPage(PageContext pageContext, QWidget *parent)
    : Page(pageContext, parent)
    , m_notice(new NoteBox)
    , m_stacks(new StackOverview(pageContext, this))
    , m_checkAll(new QPushButton(icon(u"restart"_s), tr("Check all"), this))
{
    m_checkAll->setObjectName(u"checkAll"_s);
    m_notice->setObjectName(u"keyringNotice"_s);
    const Theme *theme = Theme::instance();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(theme->px(8), theme->px(8), theme->px(8), theme->px(8));
    column->setSpacing(theme->px(8));
    column->addWidget(m_notice);
    column->addWidget(m_stacks);
    for (const secrets::Layer layer : secrets::layersOf(context().stack->config())) {
        auto *card = new LayerCard(context().stack, layer);
        m_cards << card;
        column->addWidget(card);
        connect(card, &LayerCard::checked, this, &Page::countsChanged);
        connect(card, &LayerCard::told, this, [this](const QString &sentence) {
            if (context().navigator)
                context().navigator->tell(sentence);
        });
    }
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    connect(m_checkAll, &QPushButton::clicked, this, &ConnectionsPage::checkAll);
    connect(theme, &Theme::changed, this, [this] { m_checkAll->setIcon(icon(u"restart"_s)); });
    connect(stack::loginsOf(context().stack), &secrets::StackLogins::told, this, &ConnectionsPage::readNotice);
    readNotice();
}

QList<QWidget *> ConnectionsPage::barWidgetsRight()
{
    return { m_checkAll };
}

QString ConnectionsPage::counts() const
{
    using State = connections::Step::State;
    int fine = 0;
    int ill = 0;
    for (const LayerCard *card : m_cards) {
        if (!card->lastCheck() || !card->lastCheck()->isOver())
            continue;
        ++(card->lastCheck()->verdict() == State::Failed ? ill : fine);
    }
    const int all = static_cast<int>(m_cards.size());
    const QString layers = all == 1 ? tr("1 layer") : tr("%1 layers").arg(all);
    if (fine + ill == 0)
        return layers;
    return ill == 0 ? tr("%1 · %2 let us in").arg(layers).arg(fine)
                    : tr("%1 · %2 let us in, %3 not").arg(layers).arg(fine).arg(ill);
}

void ConnectionsPage::trigger(const QString &)
{
    checkAll();
}

void ConnectionsPage::setShown(bool shown)
{
    m_stacks->setShown(shown);
}

void ConnectionsPage::checkAll()
{
    for (LayerCard *card : std::as_const(m_cards))
        card->check();
}

void ConnectionsPage::readNotice()
{
    const QString notice = stack::loginsOf(context().stack)->notice();
    if (notice.isEmpty())
        m_notice->setQuiet();
    else
        m_notice->say(NoteBox::Weight::Warning, tr("Nothing is kept"),
                      tr("%1 What is typed is used until Comporta ends, and written nowhere.").arg(notice));
}

PageEntry connectionsPage()
{
    PageEntry entry;
    entry.key = u"connections"_s;
    entry.title = ConnectionsPage::tr("Connections");
    entry.icon = u"connections"_s;
    entry.make = [](const PageContext &context, QWidget *parent) { return new ConnectionsPage(context, parent); };
    entry.actions = { { u"check"_s, u"connections"_s, ConnectionsPage::tr("C&heck all connections"), {} } };
    return entry;
}

} // namespace ui
