// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/notifier.h"

#include "models/links/objectref.h"
#include "models/watch/watcher.h"
#include "ui/notify/desktopnotifications.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"

#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto overview = "overview"_L1;
constexpr auto openButton = "open"_L1;
constexpr auto messageItself = "default"_L1; // a click on it does the same
constexpr auto quietButton = "quiet"_L1;

QString idOf(const stack::Stack *stack, const QString &notice)
{
    return stack->name() + u'\n' + notice;
}

/// What opens it. Plans are for those who look at the window.
const watch::Step *wayTo(const watch::Finding &finding)
{
    const auto step = std::ranges::find_if(
        finding.steps, [](const watch::Step &each) { return !each.link.isEmpty() || !each.page.isEmpty(); });
    return step == finding.steps.end() ? nullptr : &*step;
}

const watch::Finding *findingOf(stack::Stack *stack, const QString &key)
{
    const QList<watch::Finding> &findings = watch::Watcher::of(stack)->findings();
    const auto found = std::ranges::find(findings, key, &watch::Finding::key);
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

Notifier::Notifier(MainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_desktop(new DesktopNotifications(this))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Notifier::lookAtAll);
    connect(m_desktop, &DesktopNotifications::pressed, this, &Notifier::onPressed);
    // Somebody came to look, or went: what they see needs no notification, and what stands is taken back.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, &Notifier::lookAtAll);
    connect(window, &MainWindow::windowTitleChanged, this, &Notifier::lookAtAll); // it names stack and page
    connect(window, &MainWindow::notifyingChanged, this, &Notifier::lookAtAll);
}

void Notifier::setStacks(const QList<stack::Stack *> &stacks)
{
    for (stack::Stack *stack : stacks) {
        if (!m_stacks.contains(stack))
            follow(stack);
    }
}

void Notifier::follow(stack::Stack *stack)
{
    m_stacks.insert(stack, {});
    connect(watch::Watcher::of(stack), &watch::Watcher::findingsChanged, this, [this, stack] { look(stack); });
    connect(watch::Watcher::of(stack), &watch::Watcher::quietKnown, this, [this, stack] { look(stack); });
    connect(watch::Watcher::of(stack), &watch::Watcher::allSeen, this, [this, stack] { look(stack); });
    look(stack);
}

void Notifier::release(stack::Stack *stack)
{
    const Followed followed = m_stacks.take(stack);
    disconnect(watch::Watcher::of(stack), nullptr, this, nullptr);
    for (auto notice = followed.findings.cbegin(); notice != followed.findings.cend(); ++notice)
        m_desktop->close(idOf(stack, notice.key()));
}

void Notifier::lookAtAll()
{
    const QList<stack::Stack *> stacks = m_stacks.keys();
    for (stack::Stack *stack : stacks)
        look(stack);
}

bool Notifier::isSeen(const stack::Stack *stack) const
{
    return m_window->isActiveWindow() && m_window->currentStack() == stack && m_window->currentPage() == overview;
}

void Notifier::look(stack::Stack *stack)
{
    if (!m_window)
        return;
    const watch::Watcher *watcher = watch::Watcher::of(stack);
    const auto followed = m_stacks.find(stack);
    if (followed == m_stacks.end() || !watcher->hasSeenAll() || !watcher->knowsQuiet())
        return;
    // Switched off is as good as seen: what happened until it is switched on is no news then.
    const bool needsNobody = isSeen(stack) || !m_window->isNotifying();
    const watch::Telling telling = followed->notices.look(watcher->findings(), stack->clock().now(), needsNobody);
    for (const QString &id : telling.over) {
        followed->findings.remove(id);
        m_desktop->close(idOf(stack, id));
    }
    for (const watch::Notice &notice : telling.notices) {
        followed->findings.insert(notice.id, notice.finding);
        show(stack, notice);
    }
    if (telling.again > core::Duration::zero() && !m_again.isActive())
        m_again.start(telling.again);
}

void Notifier::show(stack::Stack *stack, const watch::Notice &notice)
{
    const watch::Finding *finding = findingOf(stack, notice.finding);
    const watch::Step *way = finding ? wayTo(*finding) : nullptr;
    DesktopNotifications::Message message;
    message.summary
        = tr("%1 %2: %3").arg(Theme::instance()->frame(stack->config().tier).word, stack->name(), notice.subject);
    message.body = notice.body;
    message.isUrgent = notice.severity == watch::Severity::Failure;
    const QString label = way ? way->label : tr("Open");
    message.buttons = { { messageItself, label }, { openButton, label } };
    if (finding)
        message.buttons += { quietButton, tr("Quiet 30 min") };
    m_desktop->show(idOf(stack, notice.id), message);
}

void Notifier::onPressed(const QString &id, const QString &button)
{
    for (auto followed = m_stacks.begin(); followed != m_stacks.end(); ++followed) {
        stack::Stack *const stack = followed.key();
        const QString notice = id.sliced(std::min(id.size(), stack->name().size() + 1));
        if (!id.startsWith(stack->name() + u'\n') || !followed->findings.contains(notice))
            continue;
        const QString finding = followed->findings.value(notice);
        if (button == quietButton)
            watch::Watcher::of(stack)->quiet(finding, quietSpan); // its notice goes with it
        else
            open(stack, finding);
        return;
    }
}

void Notifier::open(stack::Stack *stack, const QString &key)
{
    m_window->comeForward();
    m_window->showStack(stack->name());
    const watch::Finding *finding = findingOf(stack, key);
    const watch::Step *way = finding ? wayTo(*finding) : nullptr;
    if (!way)
        m_window->showPage(overview); // it is over, or they are several
    else if (!way->link.isEmpty())
        m_window->open(links::fromPath(way->link));
    else
        m_window->openFiltered(way->page, way->filter);
}

} // namespace ui
