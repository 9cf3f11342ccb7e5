// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow::Private: stacks, pages and the ways between them.
#include "models/stack/signin.h"
#include "ui/common/mfadialog.h"
#include "ui/shell/activitystrip.h"
#include "ui/shell/announcer.h"
#include "ui/shell/armedstripe.h"
#include "ui/shell/chainbar.h"
#include "ui/shell/chaincell.h"
#include "ui/shell/footdock.h"
#include "ui/shell/header.h"
#include "ui/shell/inspector.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/pagebar.h"
#include "ui/shell/rail.h"
#include "ui/style/glyphs.h"

#include <QStackedWidget>

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// What a reader's user must not find out by chance: a failure, a layer lost and back. The rest is in the list.
bool isWorthSaying(const history::Event &event)
{
    return event.glyph == u"live"_s || glyphFor(event.glyph).tone == Tone::Fail;
}

} // namespace

WindowNavigator::WindowNavigator(MainWindow *window, MainWindow::Private *d)
    : Navigator(window)
    , m_window(window)
    , m_d(d)
{
}

void WindowNavigator::open(const links::ObjectRef &ref)
{
    m_window->open(ref);
}

void WindowNavigator::openFiltered(const QString &page, const QString &filter)
{
    m_window->openFiltered(page, filter);
}

void WindowNavigator::showInspector(QWidget *content)
{
    m_d->inspect(content);
}

void WindowNavigator::toggleInspector()
{
    m_d->inspector->toggle();
}

void WindowNavigator::tell(const QString &sentence)
{
    m_d->strip->tell(sentence);
}

void WindowNavigator::pin(const links::ObjectRef &ref)
{
    m_d->pin(ref);
}

void WindowNavigator::showWork(const Work &work)
{
    m_d->strip->showWork(work);
}

const PageEntry *MainWindow::Private::entry(const QString &key) const
{
    const auto it = std::ranges::find(entries, key, &PageEntry::key);
    return it == entries.end() ? nullptr : &*it;
}

const PageEntry *MainWindow::Private::entryFor(const links::ObjectRef &ref) const
{
    if (ref.kind == links::ObjectRef::Kind::Page)
        return entry(QString::fromUtf8(ref.id));
    // The shown page first: an object that is on it need not throw us elsewhere.
    if (const PageEntry *here = entry(page); here && here->opens.contains(ref.kind))
        return here;
    const auto it = std::ranges::find_if(entries, [&](const PageEntry &e) { return e.opens.contains(ref.kind); });
    return it == entries.end() ? nullptr : &*it;
}

WindowNavigator *MainWindow::Private::navigator()
{
    PageSet &set = sets[stack];
    if (!set.navigator)
        set.navigator = new WindowNavigator(q, this);
    return set.navigator;
}

void MainWindow::Private::showHeadline()
{
    QPointer<QWidget> &headline = sets[stack].headline;
    for (const PageEntry &e : entries) {
        if (headline || !e.headline)
            continue;
        headline = e.headline({ stack, navigator() }, header);
        if (headline)
            connect(headline, &QWidget::windowTitleChanged, q, [this] { retitle(); });
    }
    header->setHeadline(headline);
}

Page *MainWindow::Private::current() const
{
    return shown;
}

void MainWindow::Private::leaveStack()
{
    if (shown) {
        shown->setShown(false);
        shown = nullptr;
        inspector->setContent(nullptr);
        showChain();
    }
    if (stack) {
        sets[stack].isFootOpen = !foot->isHidden();
        foot->setContent(nullptr);
        header->setHeadline(nullptr);
        disconnect(stack, nullptr, q, nullptr);
        disconnect(stack->actions()->arming(), nullptr, stripe, nullptr);
        stack->actions()->arming()->lock(); // nothing is armed that is not seen
    }
    stack = nullptr;
}

void MainWindow::Private::offerStacks()
{
    QList<StackSwitcher::Choice> choices;
    for (stack::Stack *each : std::as_const(stacks)) {
        choices.append({ each->name(), each->config().tier });
        if (stack::AwsSignIn *aws = stack::awsSignInOf(each)) {
            aws->setMfaPrompt([each = QPointer(each), window = QPointer<QWidget>(q)](const QString &serial) {
                return MfaDialog::ask(each, window, serial);
            });
        }
    }
    header->switcher()->setChoices(choices);
    for (const PageSet &set : std::as_const(sets)) {
        if (set.navigator)
            emit set.navigator->stacksChanged();
    }
}

void MainWindow::Private::enterStack(stack::Stack *next)
{
    const bool wasShown = shown;
    leaveStack();
    stack = next;
    // A scan of the picture: a few times a second, however often it changes.
    const auto count = [this] {
        if (!badges.isActive())
            badges.start();
    };
    header->setStack(stack);
    showHeadline();
    showFoot();
    strip->setStack(stack);
    actions::Arming *arming = stack->actions()->arming();
    connect(arming, &actions::Arming::changed, stripe, [this, arming] { stripe->setArmed(arming->isArmed()); });
    stripe->setArmed(arming->isArmed());
    connect(stack, &stack::Stack::layersChanged, q, count);
    connect(stack, &stack::Stack::poolsChanged, q, count);
    connect(stack, &stack::Stack::eventHappened, q, [this](const history::Event &event) {
        if (isWorthSaying(event))
            announcer->announce(event.text);
    });
    recolour();
    countBadges();
    if (wasShown || q->isVisible())
        enterPage(page);
    else
        retitle();
    sleepOrWake();
}

void MainWindow::Private::enterPage(const QString &key)
{
    Page *next = q->page(key);
    page = key;
    rail->setCurrent(key);
    retitle();
    if (!next || next == shown)
        return;
    if (shown)
        shown->setShown(false);
    // The inspector shows what the page had in it before; nothing of another page.
    inspector->setContent(nullptr);
    if (pages->indexOf(next) < 0)
        pages->addWidget(next);
    pages->setCurrentWidget(next);
    shown = next;
    showChain();
    pageBar->showPage(next, entry(key)->title);
    next->setShown(true);
    if (QWidget *content = sets[stack].inspected.value(key); content && !inspector->isOverlay())
        inspector->setContent(content);
    orderTabs();
    next->setFocus(Qt::OtherFocusReason);
}

void MainWindow::Private::goTo(const Place &place)
{
    walking = true;
    q->showStack(place.stack);
    if (stack && stack->name() == place.stack) {
        enterPage(place.page);
        if (place.object.isValid() && shown)
            shown->reveal(place.object);
    } else {
        strip->tell(tr("%1 is not open any more.").arg(place.stack));
    }
    walking = false;
}

void MainWindow::Private::follow(const links::ObjectRef &ref)
{
    const PageEntry *target = entryFor(ref);
    if (!target || !stack) {
        strip->tell(tr("No page shows a %1.").arg(links::kindName(ref.kind)));
        return;
    }
    enterPage(target->key);
    if (ref.kind == links::ObjectRef::Kind::Page) {
        places.visit({ stack->name(), target->key, {} });
        return;
    }
    if (shown && !shown->reveal(ref))
        strip->tell(
            tr("%1 %2 is not in the picture of now.").arg(links::kindName(ref.kind), QString::fromUtf8(ref.id)));
    places.visit({ stack->name(), target->key, ref });
}

void MainWindow::Private::showChain()
{
    const PageEntry *here = shown ? entry(page) : nullptr;
    chain->setVisible(here && std::ranges::any_of(chain::keyed, [here](links::ObjectRef::Kind kind) {
                          return here->opens.contains(kind);
                      }));
    chain->showObject(stack, shown ? shown->currentObject() : links::ObjectRef());
}

void MainWindow::Private::goAlong(links::ObjectRef::Kind kind)
{
    if (!stack || !shown)
        return;
    const links::ObjectRef object = shown->currentObject();
    if (!object.isValid())
        return strip->tell(tr("Nothing is selected."));
    // Read anew: the bar may not have read it yet.
    const chain::Link link = chain::cellOf(chain::cellsOf(chain::picturesOf(*stack), object), kind);
    if (link.leads())
        return q->open(link.ref);
    const QString why = link.detail.isEmpty() ? tr("none is known") : link.detail;
    strip->tell(tr("%1: %2.").arg(chainWord(kind), why));
}

void MainWindow::Private::inspect(QWidget *content)
{
    const bool other = inspector->content() != content;
    inspector->setContent(content);
    if (other)
        orderTabs();
    if (stack)
        sets[stack].inspected.insert(page, content);
}

void MainWindow::Private::orderTabs()
{
    // Pages and what they put into bar and inspector are made late, so that Qt has them in the order of their making.
    std::array<QList<QWidget *>, 6> parts;
    const std::array<const QWidget *, 6> owners{ header, rail, pageBar, shown.data(), foot, inspector };
    for (QWidget *widget = q->nextInFocusChain(); widget && widget != q; widget = widget->nextInFocusChain()) {
        if (!(widget->focusPolicy() & Qt::TabFocus))
            continue;
        for (size_t i = 0; i < owners.size(); ++i) {
            if (owners[i] && owners[i]->isAncestorOf(widget))
                parts[i] += widget;
        }
    }
    parts[2] = pageBar->tabOrder();
    QWidget *before = nullptr;
    for (const QList<QWidget *> &part : parts) {
        for (QWidget *widget : part) {
            if (before)
                QWidget::setTabOrder(before, widget);
            before = widget;
        }
    }
}

void MainWindow::Private::countBadges()
{
    for (const PageEntry &e : entries) {
        if (e.badge && stack)
            rail->setBadge(e.key, e.badge(*stack));
    }
}

void MainWindow::Private::sleepOrWake()
{
    const bool seen = q->isVisible() && !q->isMinimized();
    for (stack::Stack *each : stacks)
        each->setHidden(each != stack || !seen);
    chain->setShown(seen);
    if (shown)
        shown->setShown(seen);
    if (FootContent *content = foot->content())
        content->setShown(seen && foot->isVisible());
}

} // namespace ui
