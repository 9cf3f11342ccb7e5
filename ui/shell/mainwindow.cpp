// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/shell/activitystrip.h"
#include "ui/shell/configband.h"
#include "ui/shell/footdock.h"
#include "ui/shell/header.h"
#include "ui/shell/inspector.h"
#include "ui/shell/layouts.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/palette.h"
#include "ui/style/theme.h"

#include <QCloseEvent>
#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

MainWindow::MainWindow(QList<stack::Stack *> stacks, QList<PageEntry> pages, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, std::move(stacks), std::move(pages)))
{
    setObjectName(u"mainWindow"_s);
    Theme *theme = Theme::instance();
    d->buildParts();
    d->connectParts();
    d->connectActions();
    connect(theme, &Theme::changed, this, [this] {
        d->recolour();
        d->adapt();
    });
    if (!d->entries.isEmpty())
        d->page = d->entries.first().key;
    if (!d->stacks.isEmpty())
        d->enterStack(d->stacks.first());
    resize(theme->px(1600), theme->px(1000));
    d->adapt();
}

MainWindow::~MainWindow()
{
    // Pages are told while all of the window is still there.
    if (d->shown)
        d->shown->setShown(false);
    if (FootContent *content = d->foot->content())
        content->setShown(false);
}

void MainWindow::release(stack::Stack *stack)
{
    if (!d->stacks.removeOne(stack))
        return;
    d->saveFoot(stack);
    if (stack == d->stack) {
        d->released = stack->name();
        closePalette();
        d->leaveStack();
        d->header->setStack(nullptr);
        d->strip->setStack(nullptr);
    }
    const PageSet set = d->sets.take(stack);
    for (auto page = set.pages.cbegin(); page != set.pages.cend(); ++page) {
        d->session.setPageState(stack->name(), page.key(), page.value()->saveState());
        delete page.value();
    }
    delete set.foot;
    delete set.headline;
    delete set.navigator;
}

void MainWindow::setStacks(QList<stack::Stack *> stacks)
{
    d->stacks = std::move(stacks);
    d->offerStacks();
    if (!d->stack && !d->stacks.isEmpty()) {
        const auto same = std::ranges::find(d->stacks, d->released, &stack::Stack::name);
        d->enterStack(same == d->stacks.end() ? d->stacks.first() : *same);
    }
    d->recolour();
    d->sleepOrWake();
}

void MainWindow::setConfigMistakes(const QString &file, const QStringList &mistakes)
{
    d->header->switcher()->setFile(file);
    d->configBand->setMistakes(file, mistakes);
}

void MainWindow::showPage(const QString &key)
{
    if (!d->entry(key))
        return;
    d->enterPage(key);
    d->places.visit({ d->stack ? d->stack->name() : QString(), key, {} });
}

QString MainWindow::currentPage() const
{
    return d->page;
}

Page *MainWindow::page(const QString &key)
{
    const PageEntry *entry = d->entry(key);
    if (!entry || !d->stack)
        return nullptr;
    Page *&made = d->sets[d->stack].pages[key];
    if (!made) {
        made = entry->make({ d->stack, d->navigator() }, this);
        made->setObjectName(u"page-"_s + key);
        made->setAccessibleName(entry->title);
        made->hide();
        connect(made, &Page::currentObjectChanged, this, [this, made] {
            if (made == d->shown)
                d->showChain();
        });
        const QByteArray state = d->session.pageState(d->stack->name(), key);
        if (!state.isEmpty())
            made->restoreState(state);
    }
    return made;
}

stack::Stack *MainWindow::currentStack() const
{
    return d->stack;
}

void MainWindow::showStack(const QString &name)
{
    for (stack::Stack *stack : d->stacks) {
        if (stack->name() == name && stack != d->stack) {
            d->enterStack(stack);
            if (!d->walking)
                d->places.visit({ name, d->page, {} });
        }
    }
}

void MainWindow::open(const links::ObjectRef &ref)
{
    d->follow(links::ObjectRef(ref)); // whoever names it may show another one before it is opened
}

bool MainWindow::openLink(const links::Address &link)
{
    if (std::ranges::find(d->stacks, link.stack, &stack::Stack::name) == d->stacks.end())
        return false;
    showStack(link.stack);
    open(link.object);
    comeForward();
    return true;
}

void MainWindow::openFiltered(const QString &page, const QString &filter)
{
    if (!d->entry(page))
        return;
    showPage(page);
    if (d->shown)
        d->shown->setFilterText(filter);
}

void MainWindow::comeForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

bool MainWindow::isNotifying() const
{
    return d->notifying;
}

void MainWindow::setNotifying(bool notifying)
{
    if (std::exchange(d->notifying, notifying) != notifying)
        emit notifyingChanged();
}

void MainWindow::openPalette(const QString &text)
{
    if (!d->palette) {
        d->palette = new Palette(d->entries, *d->shortcuts, *d->views, this);
        connect(d->palette, &Palette::chosen, this, &MainWindow::open);
        connect(d->palette, &Palette::actionChosen, this, [this](const std::function<void(Navigator *)> &run) {
            if (d->stack)
                run(d->navigator());
        });
    }
    d->palette->open(d->stack, d->page, text);
}

void MainWindow::closePalette()
{
    if (d->palette && d->palette->isVisible())
        d->palette->dismiss();
}

void MainWindow::restoreSession()
{
    Theme *theme = Theme::instance();
    theme->setScheme(d->session.scheme());
    theme->setFontSize(d->session.fontSize());
    d->shortcuts->apply(d->session.shortcuts());
    d->utcFirst = d->session.utcFirst();
    d->header->setUtcFirst(d->utcFirst);
    setNotifying(d->session.notifying());
    d->inspector->setChosenWidth(d->session.inspectorWidth());
    restoreGeometry(d->session.geometry());
    d->layouts->restore();
    const QString page = d->session.page();
    if (d->entry(page))
        d->page = page;
    showStack(d->session.stack());
    showPage(d->page);
}

void MainWindow::saveSession()
{
    const Theme *theme = Theme::instance();
    Session &s = d->session;
    s.setScheme(theme->scheme());
    s.setFontSize(theme->fontSize());
    s.setShortcuts(d->shortcuts->changes());
    s.setUtcFirst(d->utcFirst);
    s.setNotifying(d->notifying);
    s.setGeometry(saveGeometry());
    s.setPage(d->page);
    d->layouts->save();
    if (d->inspector->isVisible() && !d->inspector->isOverlay() && !d->inspector->isFloating())
        s.setInspectorWidth(d->inspector->width());
    if (d->stack)
        s.setStack(d->stack->name());
    for (stack::Stack *each : std::as_const(d->stacks))
        d->saveFoot(each);
    for (auto set = d->sets.cbegin(); set != d->sets.cend(); ++set) {
        for (auto page = set->pages.cbegin(); page != set->pages.cend(); ++page)
            s.setPageState(set.key()->name(), page.key(), page.value()->saveState());
    }
}

void MainWindow::keepSaving(std::chrono::milliseconds every)
{
    d->saving.callOnTimeout(this, &MainWindow::saveSession, Qt::UniqueConnection);
    d->saving.start(every);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveSession();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::WindowStateChange)
        d->sleepOrWake();
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    d->adapt();
}

void MainWindow::showEvent(QShowEvent *event)
{
    // The first page is built when it is first seen, so that a restored one is not preceded by another.
    if (!d->shown && d->stack)
        showPage(d->page);
    QMainWindow::showEvent(event);
    d->sleepOrWake();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    d->sleepOrWake();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && d->inspector->isOverlay() && d->inspector->isVisible()) {
        d->inspector->hide();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

} // namespace ui
