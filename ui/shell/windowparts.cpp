// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow::Private: what the window is made of, how it fits its width, and what its keys do.
#include "ui/shell/activitystrip.h"
#include "ui/shell/announcer.h"
#include "ui/shell/armedstripe.h"
#include "ui/shell/chainbar.h"
#include "ui/shell/configband.h"
#include "ui/shell/findfield.h"
#include "ui/shell/footdock.h"
#include "ui/shell/header.h"
#include "ui/shell/healthpopup.h"
#include "ui/shell/inspector.h"
#include "ui/shell/layouts.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/menukey.h"
#include "ui/shell/pagebar.h"
#include "ui/shell/palette.h"
#include "ui/shell/preferencesdialog.h"
#include "ui/shell/rail.h"
#include "ui/shell/savedviews.h"
#include "ui/shell/shortcutssheet.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windowframe.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Below, the rail shows icons, chips lose their words and the inspector floats (ui.md §2).
constexpr int narrowBelow = 1200;
constexpr int wideFrom = 2200;
constexpr int lowBelow = 720;

} // namespace

MainWindow::Private::Private(MainWindow *window, QList<stack::Stack *> stackList, QList<PageEntry> pageList)
    : q(window)
    , stacks(std::move(stackList))
    , entries(std::move(pageList))
    , shortcuts(new Shortcuts(window))
{
    badges.setSingleShot(true);
    badges.setInterval(std::chrono::milliseconds(200));
}

void MainWindow::Private::buildParts()
{
    frame = new WindowFrame(q);
    stripe = new ArmedStripe(frame);
    header = new Header(frame);
    configBand = new ConfigBand(frame);
    rail = new Rail(entries, frame);
    // A window inside the window: the inspector docks beside the page, but not beside header and rail.
    stage = new QMainWindow(frame);
    stage->setWindowFlags(Qt::Widget); // its constructor insists on a window
    stage->setObjectName(u"stage"_s);
    stage->setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    auto *centre = new QWidget(stage);
    pageBar = new PageBar(centre);
    pages = new QStackedWidget(centre);
    pages->setObjectName(u"pages"_s);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(pageBar);
    column->addWidget(pages, 1);
    chain = new ChainBar(centre);
    column->addWidget(chain);
    stage->setCentralWidget(centre);
    inspector = new Inspector(stage);
    foot = new FootDock(stage);
    stage->setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea); // the inspector keeps its height
    layouts = new Layouts(stage, inspector, foot, &session, q);
    views = new SavedViews(entries, &session, q);
    strip = new ActivityStrip(frame);
    announcer = new Announcer(strip, q);

    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(rail);
    middle->addWidget(stage, 1);
    auto *all = new QVBoxLayout(frame);
    const QMargins border = frame->contentsMargins();
    frame->setContentsMargins({});
    all->setContentsMargins(border);
    all->setSpacing(0);
    all->addWidget(stripe);
    all->addWidget(header);
    all->addWidget(configBand);
    all->addLayout(middle, 1);
    all->addWidget(strip);
    q->setCentralWidget(frame);
    // The parts adapt to the width they get; their minimum of now must not keep the window from getting it.
    q->layout()->setSizeConstraint(QLayout::SetNoConstraint);
    q->setMinimumSize(640, 400);

    makeWindowActions(q, shortcuts, q->menuBar(), entries);
    q->menuBar()->hide();
    offerStacks();
}

void MainWindow::Private::connectParts()
{
    connect(header->switcher(), &StackSwitcher::chosen, q, &MainWindow::showStack);
    connect(header->findField(), &FindField::clicked, q, [this] { q->openPalette(); });
    connect(header->findField(), &FindField::typed, q, &MainWindow::openPalette);
    connect(header, &Header::layerClicked, q, [this](QWidget *chip) { showHealth(chip); });
    connect(header, &Header::unlockRequested, q, [this] { unlock(); });
    connect(strip, &ActivityStrip::actionPressed, q, [this](const QString &id) { pressAction(id); });
    connect(strip, &ActivityStrip::actionShown, q, [this](const QString &id) {
        q->open({ links::ObjectRef::Kind::Action, id.toUtf8() });
    });
    connect(header, &Header::ticked, strip, &ActivityStrip::refresh);
    connect(rail, &Rail::pageChosen, q, &MainWindow::showPage);
    const auto showConnections = [this] { q->showPage(u"connections"_s); };
    connect(rail, &Rail::connectionsClicked, q, showConnections);
    connect(header->switcher(), &StackSwitcher::connectionsWanted, q, showConnections);
    connect(header->switcher(), &StackSwitcher::addClusterWanted, q, &MainWindow::addClusterWanted);
    connect(rail, &Rail::preferencesClicked, q, [this] { showPreferences(); });
    connect(rail, &Rail::menuClicked, q, [this] { showMenuBar(q->menuBar()->isHidden()); });
    connect(chain, &ChainBar::chosen, q, &MainWindow::open);
    connect(&badges, &QTimer::timeout, q, [this] { countBadges(); });
    connect(shortcuts, &Shortcuts::changed, q, [this] { header->findField()->setKey(shortcuts->key(u"palette"_s)); });
    header->findField()->setKey(shortcuts->key(u"palette"_s));
    connect(new MenuKey(q), &MenuKey::pressedAlone, q, [this] { showMenuBar(q->menuBar()->isHidden()); });
}

void MainWindow::Private::connectActions()
{
    const auto on = [this](const char *id, auto &&what) {
        QObject::connect(shortcuts->action(QString::fromLatin1(id)), &QAction::triggered, q,
                         std::forward<decltype(what)>(what));
    };
    on("refresh", [this] {
        if (stack)
            stack->refresh();
        if (current())
            current()->askAnew();
    });
    on("stacks", [this] { header->switcher()->popUp(); });
    on("add-cluster", [this] { emit q->addClusterWanted(); });
    on("lock", [this] { toggleLock(); });
    on("health", [this] { showHealth(header->findField()); });
    on("preferences", [this] { showPreferences(); });
    on("quit", [this] { q->close(); });
    on("inspector", [this] { inspector->toggle(); });
    on("foot", [this] { toggleFoot(); });
    connect(foot, &FootDock::openWanted, q, [this] { q->open(foot->content()->pinned()); });
    on("layout-reset", [this] { layouts->reset(); });
    connect(layouts, &Layouts::applied, q, [this] { adapt(); });
    if (auto *menu = q->menuBar()->findChild<QMenu *>(u"layoutMenu"_s))
        connect(menu, &QMenu::aboutToShow, layouts, [this, menu] { layouts->fillMenu(menu); });
    on("views", [this] { popUpViews(); });
    connect(pageBar, &PageBar::viewsRequested, q, [this] { popUpViews(); });
    connect(views, &SavedViews::chosen, q, [this](const QString &key, const QString &name) { showView(key, name); });
    if (auto *menu = q->menuBar()->findChild<QMenu *>(u"viewMenu"_s))
        connect(menu, &QMenu::aboutToShow, q, [this, menu] { fillViewMenu(menu); });
    on("full-screen", [this] { q->setWindowState(q->windowState() ^ Qt::WindowFullScreen); });
    on("menu", [this] { showMenuBar(q->menuBar()->isHidden()); });
    on("font-larger", [] { Theme::instance()->setFontSize(Theme::instance()->fontSize() + 1); });
    on("font-smaller", [] { Theme::instance()->setFontSize(Theme::instance()->fontSize() - 1); });
    on("font-standard", [] { Theme::instance()->setFontSize(Theme::defaultFont); });
    on("palette", [this] { q->openPalette(); });
    on("filter", [this] {
        if (current())
            current()->focusFilter();
    });
    on("back", [this] {
        if (const auto place = places.back())
            goTo(*place);
    });
    on("forward", [this] {
        if (const auto place = places.forward())
            goTo(*place);
    });
    for (const links::ObjectRef::Kind kind : chain::keyed)
        QObject::connect(shortcuts->action(u"chain-"_s + links::kindName(kind)), &QAction::triggered, q,
                         [this, kind] { goAlong(kind); });
    on("next-pane", [this] { focusPane(1); });
    on("previous-pane", [this] { focusPane(-1); });
    on("shortcuts", [this] { showShortcuts(); });
    on("about", [this] { showAbout(); });
    for (const PageEntry &entry : entries) {
        QObject::connect(shortcuts->action(u"page-"_s + entry.key), &QAction::triggered, q,
                         [this, key = entry.key] { q->showPage(key); });
        for (const PageAction &action : entry.actions) {
            QObject::connect(shortcuts->action(entry.key + u'-' + action.id), &QAction::triggered, q,
                             [this, key = entry.key, id = action.id] {
                                 q->showPage(key);
                                 if (current())
                                     current()->trigger(id);
                             });
        }
    }
}

void MainWindow::Private::adapt()
{
    const Theme *theme = Theme::instance();
    const bool narrow = q->width() < theme->px(narrowBelow);
    header->setNarrow(narrow);
    rail->setNarrow(narrow);
    pageBar->setNarrow(narrow);
    strip->setNarrow(narrow);
    inspector->setWide(q->width() >= theme->px(wideFrom));
    inspector->setOverlay(narrow);
    chain->setCompact(q->height() < theme->px(lowBelow));
}

void MainWindow::Private::recolour()
{
    const config::Tier tier = stack ? stack->config().tier : config::Tier::Development;
    frame->setColour(Theme::instance()->frame(tier).frame);
    rail->setTier(tier);
    header->switcher()->setCurrent(stack ? stack->name() : QString());
}

void MainWindow::Private::retitle()
{
    const PageEntry *shownEntry = entry(page);
    const QString pageTitle = shownEntry ? shownEntry->title : QString();
    if (!stack)
        return q->setWindowTitle(u"Comporta"_s);
    const QString words
        = u"%1 %2 – %3 – Comporta"_s.arg(Theme::instance()->frame(stack->config().tier).word, stack->name(), pageTitle);
    // First how it stands: a task bar shows the beginning of it.
    const QWidget *headline = sets.value(stack).headline;
    const QString state = headline ? headline->windowTitle() : QString();
    q->setWindowTitle(state.isEmpty() ? words : state + u" — "_s + words);
}

void MainWindow::Private::showHealth(QWidget *below)
{
    if (!stack)
        return;
    auto *popup = new HealthPopup(stack, q);
    // Under the chip; always wholly on the screen.
    QPoint at = below->mapToGlobal(QPoint(0, below->height() + 2));
    const QRect room = q->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - popup->width())));
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - popup->height())));
    popup->move(at);
    popup->show();
}

void MainWindow::Private::showPreferences()
{
    auto *dialog = new PreferencesDialog(utcFirst, notifying, q);
    connect(dialog, &PreferencesDialog::notifyingChanged, q, &MainWindow::setNotifying);
    connect(dialog, &PreferencesDialog::utcFirstChanged, q, [this](bool first) {
        utcFirst = first;
        header->setUtcFirst(first);
    });
    connect(dialog, &PreferencesDialog::shortcutsRequested, q, [this] { showShortcuts(); });
    dialog->open();
}

void MainWindow::Private::showShortcuts()
{
    (new ShortcutsSheet(shortcuts, q))->open();
}

void MainWindow::Private::showAbout()
{
    auto *about = new QMessageBox(QMessageBox::NoIcon, tr("About Comporta"),
                                  tr("Comporta %1\nOne console over Mesos, Aurora, Airflow and EC2.\nGPL 3.0 or later")
                                      .arg(QStringLiteral(COMPORTA_VERSION)),
                                  QMessageBox::Close, q);
    about->setObjectName(u"about"_s);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->open();
}

void MainWindow::Private::showMenuBar(bool visible)
{
    q->menuBar()->setVisible(visible);
    // Not setActiveAction(): that would unfold the first menu.
    if (visible)
        q->menuBar()->setFocus(Qt::MenuBarFocusReason);
}

void MainWindow::Private::focusPane(int step)
{
    const QList<QWidget *> panes{ header, rail, pageBar, pages, foot, inspector };
    qsizetype at = step > 0 ? -1 : 0;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (QApplication::focusWidget() && panes[i]->isAncestorOf(QApplication::focusWidget()))
            at = i;
    }
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        at = (at + step + panes.size()) % panes.size();
        QWidget *pane = panes[at];
        if (!pane->isVisible())
            continue;
        // The focus chain runs through the whole window; the first stop inside the pane is its beginning.
        for (QWidget *w = pane->nextInFocusChain(); w != pane; w = w->nextInFocusChain()) {
            if (pane->isAncestorOf(w) && w->focusPolicy() & Qt::TabFocus && w->isVisible() && w->isEnabled()) {
                w->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
}

} // namespace ui
