// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/mainwindow.h"
#include "ui/shell/placehistory.h"
#include "ui/shell/session.h"
#include "ui/shell/shortcuts.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

class QMenu;
class QStackedWidget;

namespace ui {

class ActivityStrip;
class Announcer;
class ArmedStripe;
class ChainBar;
class ConfigBand;
class FootDock;
class Header;
class Inspector;
class Layouts;
class PageBar;
class Palette;
class Rail;
class SavedViews;
class WindowFrame;

/// What a page of one stack may ask of the window.
class WindowNavigator final : public Navigator
{
    Q_OBJECT
public:
    WindowNavigator(MainWindow *window, MainWindow::Private *d);
    void open(const links::ObjectRef &ref) override;
    void openFiltered(const QString &page, const QString &filter) override;
    void showInspector(QWidget *content) override;
    void toggleInspector() override;
    void tell(const QString &sentence) override;
    void pin(const links::ObjectRef &ref) override;
    void whenArmed(const std::function<void()> &then) override;
    void showWork(const Work &work) override;
    void plan(const actions::Request &request) override;
    void act(const actions::Request &request) override;
    QList<stack::Stack *> stacks() const override;
    void showStack(const QString &name) override;

private:
    MainWindow *m_window;
    MainWindow::Private *m_d;
};

/// The pages of one stack that were shown so far.
struct PageSet
{
    WindowNavigator *navigator = nullptr;
    QHash<QString, Page *> pages;
    QPointer<QWidget> headline; ///< in the header
    QPointer<FootContent> foot; ///< what is pinned
    bool isFootOpen = false; ///< when another stack was entered
    QHash<QString, QPointer<QWidget>> inspected; ///< what each page had in the inspector
};

struct MainWindow::Private
{
    Private(MainWindow *window, QList<stack::Stack *> stackList, QList<PageEntry> pageList);

    void buildParts();
    void connectParts();
    void connectActions();
    void adapt(); ///< to the window's width
    void recolour();
    void retitle();

    void enterStack(stack::Stack *next);
    WindowNavigator *navigator(); ///< of the shown stack
    void showHeadline();
    void leaveStack();
    void offerStacks();
    void enterPage(const QString &key);
    void goTo(const Place &place);
    void follow(const links::ObjectRef &ref);
    const PageEntry *entry(const QString &key) const;
    const PageEntry *entryFor(const links::ObjectRef &ref) const;
    Page *current() const;
    void showChain(); ///< of the current object
    void goAlong(links::ObjectRef::Kind kind); ///< to what of this kind the current object belongs together with
    void inspect(QWidget *content);
    static constexpr links::ObjectRef::Kind footKind = links::ObjectRef::Kind::Log; ///< what Ctrl+L pins
    FootContent *footContent();
    void showFoot();
    void saveFoot(stack::Stack *of);
    void toggleFoot();
    void pin(const links::ObjectRef &ref);
    void orderTabs(); ///< header, rail, page bar, page, foot, inspector, whenever they were made
    void countBadges();
    void sleepOrWake(); ///< nobody looks: ask less often

    void showHealth(QWidget *below);
    void showPreferences();
    void showShortcuts();
    void unlock();
    void toggleLock();
    void plan(const actions::Request &request);
    void act(const actions::Request &request);
    void whenArmed(const std::function<void()> &then);
    void pressAction(const QString &id);
    void showAbout();
    void showMenuBar(bool visible);
    void showView(const QString &key, const QString &name);
    void askForView(const QString &renamed); ///< empty: the view of now is kept
    void fillViewMenu(QMenu *menu);
    void popUpViews();
    void focusPane(int step);

    MainWindow *q;
    QList<stack::Stack *> stacks;
    QList<PageEntry> entries;
    QHash<stack::Stack *, PageSet> sets;
    stack::Stack *stack = nullptr;
    QString released; ///< name of the stack that was shown when it went
    QString page;
    QPointer<Page> shown;
    Shortcuts *shortcuts;
    Session session;
    PlaceHistory places;
    QTimer badges;
    QTimer saving; ///< of the session
    bool utcFirst = false;
    bool notifying = true;
    bool walking = false; ///< back or forward is under way: nothing to remember

    WindowFrame *frame = nullptr;
    ArmedStripe *stripe = nullptr;
    Header *header = nullptr;
    ConfigBand *configBand = nullptr;
    Rail *rail = nullptr;
    QMainWindow *stage = nullptr; ///< page bar and pages, with inspector and foot docked
    PageBar *pageBar = nullptr;
    QStackedWidget *pages = nullptr;
    ChainBar *chain = nullptr;
    Inspector *inspector = nullptr;
    FootDock *foot = nullptr;
    Layouts *layouts = nullptr;
    SavedViews *views = nullptr;
    Announcer *announcer = nullptr;
    ActivityStrip *strip = nullptr;
    Palette *palette = nullptr; ///< made when it is first opened
};

} // namespace ui
