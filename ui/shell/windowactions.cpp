// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowactions.h"

#include "models/core/tr.h"
#include "ui/shell/chaincell.h"
#include "ui/style/theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

class Builder
{
public:
    Builder(QWidget *window, Shortcuts *shortcuts)
        : m_window(window)
        , m_shortcuts(shortcuts)
    {
    }

    void begin(QMenu *menu, const QString &group)
    {
        m_menu = menu;
        m_group = group;
    }

    QAction *add(const QString &id, const QString &icon, const QString &text, const QList<QKeySequence> &keys = {})
    {
        auto *action = new QAction(text, m_window);
        action->setData(icon); // shown in the palette; menus are lists of words
        m_shortcuts->add(id, m_group, action, keys);
        // Also to the window: actions of a hidden menu bar alone hear no keys.
        m_window->addAction(action);
        m_menu->addAction(action);
        return action;
    }

    void separate() { m_menu->addSeparator(); }

private:
    QWidget *m_window;
    Shortcuts *m_shortcuts;
    QMenu *m_menu = nullptr;
    QString m_group;
};

void addSchemes(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("Colours"));
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &id, const QString &text, ColourScheme scheme) {
        QAction *action = menu->addAction(text);
        action->setObjectName(id);
        action->setCheckable(true);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, Theme::instance(),
                         [scheme] { Theme::instance()->setScheme(scheme); });
        const auto show = [action, scheme] { action->setChecked(Theme::instance()->scheme() == scheme); };
        QObject::connect(Theme::instance(), &Theme::changed, action, show);
        show();
    };
    add(u"scheme-desktop"_s, tr("As the desktop"), ColourScheme::FollowDesktop);
    add(u"scheme-light"_s, tr("Light"), ColourScheme::Light);
    add(u"scheme-dark"_s, tr("Dark"), ColourScheme::Dark);
}

void addKeysOfTables(Shortcuts *shortcuts)
{
    const QString group = tr("In tables");
    shortcuts->addFixed(group, tr("Open the object's own page"), Qt::Key_Return);
    shortcuts->addFixed(group, tr("Show it in the inspector"), Qt::Key_Space);
    shortcuts->addFixed(group, tr("Clear the filter, close what floats"), Qt::Key_Escape);
    shortcuts->addFixed(group, tr("Copy rows"), QKeySequence(QKeySequence::Copy));
    shortcuts->addFixed(group, tr("Copy rows as JSON"), Qt::CTRL | Qt::SHIFT | Qt::Key_J);
    shortcuts->addFixed(group, tr("Context menu"), Qt::SHIFT | Qt::Key_F10);
}

} // namespace

void makeWindowActions(QWidget *window, Shortcuts *shortcuts, QMenuBar *bar, const QList<PageEntry> &pages)
{
    Builder b(window, shortcuts);
    b.begin(bar->addMenu(tr("&File")), tr("Window"));
    b.add(u"refresh"_s, u"refresh"_s, tr("&Refresh now"), { Qt::Key_F5 });
    b.add(u"stacks"_s, u"stack"_s, tr("Switch &stack…"), { Qt::CTRL | Qt::SHIFT | Qt::Key_S });
    b.add(u"add-cluster"_s, u"grow"_s, tr("&Add a cluster…"));
    b.add(u"lock"_s, u"unlock"_s, tr("&Unlock or lock writing"), { Qt::CTRL | Qt::SHIFT | Qt::Key_U });
    b.add(u"health"_s, u"connections"_s, tr("What each &layer says"));
    b.separate();
    b.add(u"preferences"_s, u"preferences"_s, tr("&Preferences…"), { Qt::CTRL | Qt::Key_Comma });
    b.add(u"quit"_s, u"close"_s, tr("&Quit"), { Qt::CTRL | Qt::Key_Q });

    QMenu *view = bar->addMenu(tr("&View"));
    b.begin(view, tr("View"));
    b.add(u"inspector"_s, u"columns"_s, tr("&Inspector"), { Qt::CTRL | Qt::Key_B });
    b.add(u"foot"_s, u"logs"_s, tr("L&og at the foot"), { Qt::CTRL | Qt::Key_L });
    QMenu *views = view->addMenu(tr("Saved &views"));
    views->setObjectName(u"viewMenu"_s);
    b.add(u"views"_s, u"views"_s, tr("Views of this &page…"), { Qt::CTRL | Qt::SHIFT | Qt::Key_V });
    QMenu *layouts = view->addMenu(tr("La&youts"));
    layouts->setObjectName(u"layoutMenu"_s);
    b.add(u"layout-reset"_s, u"restart"_s, tr("Reset la&yout"));
    b.add(u"full-screen"_s, u"host"_s, tr("&Full screen"), { Qt::Key_F11 });
    b.add(u"menu"_s, u"menu"_s, tr("&Menu bar"), { Qt::Key_F10 });
    b.separate();
    b.add(u"font-larger"_s, u"grow"_s, tr("&Larger font"), { Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal });
    b.add(u"font-smaller"_s, u"shrink"_s, tr("&Smaller font"), { Qt::CTRL | Qt::Key_Minus });
    b.add(u"font-standard"_s, u"mark"_s, tr("S&tandard font"), { Qt::CTRL | Qt::Key_0 });
    b.separate();
    addSchemes(view);

    b.begin(bar->addMenu(tr("&Go")), tr("Go"));
    b.add(u"palette"_s, u"search"_s, tr("&Find or do…"), { Qt::CTRL | Qt::Key_K });
    b.add(u"filter"_s, u"filter"_s, tr("F&ilter this page"), { Qt::Key_Slash, Qt::CTRL | Qt::Key_F });
    b.separate();
    b.add(u"back"_s, u"chevron-left"_s, tr("&Back"), { Qt::ALT | Qt::Key_Left });
    b.add(u"forward"_s, u"chevron-right"_s, tr("F&orward"), { Qt::ALT | Qt::Key_Right });
    b.add(u"next-pane"_s, u"table"_s, tr("&Next pane"), { Qt::Key_F6 });
    b.add(u"previous-pane"_s, u"table"_s, tr("&Previous pane"), { Qt::SHIFT | Qt::Key_F6 });
    b.separate();
    int number = 0;
    for (const links::ObjectRef::Kind kind : chain::keyed) {
        const QKeyCombination key(Qt::AltModifier, static_cast<Qt::Key>(Qt::Key_1 + number++));
        b.add(u"chain-"_s + links::kindName(kind), chainIcon(kind), tr("Its %1").arg(chainWord(kind).toLower()),
              { QKeySequence(key) });
    }
    b.separate();
    for (qsizetype i = 0; i < pages.size(); ++i) {
        QList<QKeySequence> keys;
        if (i < 9)
            keys.append(QKeySequence(QKeyCombination(Qt::ControlModifier, static_cast<Qt::Key>(Qt::Key_1 + i))));
        b.add(u"page-"_s + pages[i].key, pages[i].icon, pages[i].title, keys);
    }

    const bool anyActions = std::ranges::any_of(pages, [](const PageEntry &page) { return !page.actions.isEmpty(); });
    if (anyActions)
        b.begin(bar->addMenu(tr("&Do")), tr("Do"));
    for (const PageEntry &page : pages) {
        for (const PageAction &action : page.actions)
            b.add(page.key + u'-' + action.id, action.icon, action.text, action.keys);
    }

    b.begin(bar->addMenu(tr("&Help")), tr("Help"));
    b.add(u"shortcuts"_s, u"help"_s, tr("&Shortcuts"), { Qt::Key_F1 });
    b.add(u"about"_s, u"help"_s, tr("&About Comporta"));
    addKeysOfTables(shortcuts);
    for (const PageEntry &page : pages) {
        for (const PageKey &key : page.keys)
            shortcuts->addFixed(tr("On the page %1").arg(page.title), key.text, key.key);
    }
}

} // namespace ui
