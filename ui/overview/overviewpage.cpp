// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "models/core/format.h"
#include "models/pools/board.h"
#include "models/watch/watcher.h"
#include "ui/common/consoledialog.h"
#include "ui/common/databand.h"
#include "ui/overview/capacitycard.h"
#include "ui/overview/eventscard.h"
#include "ui/overview/figures.h"
#include "ui/overview/handingover.h"
#include "ui/overview/meterscard.h"
#include "ui/overview/needsyoucard.h"
#include "ui/overview/nightcard.h"
#include "ui/overview/poolscard.h"
#include "ui/overview/sharescard.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr int normalFrom = 1160; ///< design px of the page: from here on the events have a column of their own
constexpr int wideFrom = 2000; ///< and from here on the shares have one
constexpr auto ageStep = 10s;
constexpr auto handOverAction = "handover"_L1;
constexpr auto bundleAction = "bundle"_L1;

} // namespace

OverviewPage::OverviewPage(PageContext context, QWidget *parent)
    : Page(context, parent)
    , m_watcher(watch::Watcher::of(context.stack))
    , m_band(new DataBand(context.stack, context.stack->mesos()))
    , m_placeholder(new Placeholder(context.stack, context.stack->mesos()))
    , m_scroll(new QScrollArea)
    , m_content(new QWidget)
    , m_needsYou(new NeedsYouCard(m_content))
    , m_capacity(new CapacityCard(context.stack, m_content))
    , m_meters(new MetersCard(m_content))
    , m_pools(new PoolsCard(context.stack->clock(), m_content))
    , m_shares(new SharesCard(context.stack->clock(), m_content))
    , m_events(new EventsCard(context.stack, m_content))
    , m_copy(new QPushButton(tr("Copy status line"), this))
{
    m_copy->setObjectName(u"copyStatusLine"_s);
    m_copy->setIcon(icon(u"copy"_s));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_content);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_band);
    column->addWidget(m_placeholder, 1);
    column->addWidget(m_scroll, 1);
    m_ages.setInterval(ageStep);
    if (dag::NightBoard *night = context.stack->night())
        m_night = new NightCard(night, context.stack->clock(), m_content);
    connectCards();
    showData(!m_placeholder->isNeeded());
    arrange(Arrangement::Normal);
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::connectCards()
{
    const stack::Stack *stack = context().stack;
    connect(stack->mesos(), &mesos::Store::snapshotChanged, this, &OverviewPage::refresh);
    connect(stack->mesos(), &mesos::Store::freshnessChanged, this, [this] {
        // Heartbeats confirm the picture again and again; only when it becomes old or young it looks different.
        if (context().stack->mesos()->freshness().isOld() != m_old)
            refresh();
    });
    connect(stack->poolBoard(), &pools::Board::snapshotChanged, this, &OverviewPage::refreshPools);
    connect(stack->poolBoard(), &pools::Board::freshnessChanged, this,
            [this] { m_pools->setOld(context().stack->poolBoard()->freshness().isOld()); });
    connect(m_watcher, &watch::Watcher::findingsChanged, this, &OverviewPage::refreshFindings);
    connect(m_placeholder, &Placeholder::neededChanged, this, [this] { showData(!m_placeholder->isNeeded()); });
    connect(&m_ages, &QTimer::timeout, this, &OverviewPage::refresh);
    // A scroll area follows Tab from one of its own to the next, not from outside to the first one.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_content->isAncestorOf(now) && now->visibleRegion().isEmpty())
            m_scroll->ensureWidgetVisible(now);
    });
    connect(m_needsYou, &NeedsYouCard::stepTaken, this, [this](const watch::Step &step) {
        if (!step.console.isEmpty())
            ConsoleDialog::open(context().stack, step.console, this);
        else if (step.plan)
            context().navigator->plan(*step.plan);
        else if (!step.link.isEmpty())
            openPath(step.link);
        else
            context().navigator->openFiltered(step.page, step.filter);
    });
    connect(m_needsYou, &NeedsYouCard::quietWanted, m_watcher, &watch::Watcher::quiet);
    connect(m_needsYou, &NeedsYouCard::quietEnded, m_watcher, &watch::Watcher::endQuiet);
    connect(m_watcher, &watch::Watcher::noticed, this,
            [this](const QString &notice) { context().navigator->tell(notice); });
    connect(m_pools, &PoolsCard::poolOpened, this, &OverviewPage::openPool);
    connect(m_pools, &PoolsCard::allOpened, this, [this] { context().navigator->openFiltered(u"pools"_s, {}); });
    if (m_night)
        connect(m_night, &NightCard::opened, this, [this] { context().navigator->openFiltered(u"night"_s, {}); });
    connect(m_shares, &SharesCard::linkClicked, this, &OverviewPage::openPath);
    connect(m_events, &EventsCard::linkClicked, this, &OverviewPage::openPath);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(statusText());
        context().navigator->tell(tr("Copied the status line"));
    });
    connect(Theme::instance(), &Theme::changed, this,
            [this] { arrange(std::exchange(m_arrangement, Arrangement::None)); });
}

QList<QWidget *> OverviewPage::barWidgetsRight()
{
    return { m_copy };
}

void OverviewPage::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        m_ages.start();
    else
        m_ages.stop();
    m_capacity->setShown(shown && m_arrangement != Arrangement::Narrow);
    m_events->setShown(shown);
    if (m_night)
        m_night->setShown(shown);
    if (shown)
        refresh();
}

void OverviewPage::trigger(const QString &action)
{
    if (action == handOverAction)
        copyHandOver(context(), this);
    else if (action == bundleAction)
        saveIncident(context(), this);
}

void OverviewPage::showData(bool there)
{
    m_placeholder->setVisible(!there);
    m_scroll->setVisible(there);
}

void OverviewPage::refresh()
{
    const mesos::Snapshot snapshot = context().stack->mesos()->snapshot();
    if (!m_shown || !snapshot)
        return;
    m_old = context().stack->mesos()->freshness().isOld();
    m_capacity->setNow(*snapshot);
    refreshPools();
    m_shares->setSnapshot(snapshot);
    m_shares->setOld(m_old);
    refreshCounts(*snapshot);
    refreshFindings();
}

void OverviewPage::refreshPools()
{
    const pools::Board *board = context().stack->poolBoard();
    if (const pools::Snapshot picture = board->pools(); m_shown && picture) {
        m_pools->setPools(picture, context().stack->clock().now());
        m_pools->setOld(board->freshness().isOld()); // AWS leads it, where there is one
    }
}

void OverviewPage::refreshFindings()
{
    if (m_shown && m_watcher->hasLooked())
        m_needsYou->setFindings(m_watcher->findings(), context().stack->clock().now());
}

void OverviewPage::refreshCounts(const mesos::State &state)
{
    const Counts counts = countsOf(state, context().stack->clock().now());
    m_meters->setState(state, counts);
    QString text = counts.agents == 1 ? tr("1 agent") : tr("%1 agents").arg(core::formatCount(counts.agents));
    text += u" · "_s;
    text += counts.running == 1 ? tr("1 task running") : tr("%1 tasks running").arg(core::formatCount(counts.running));
    if (counts.starting > 0)
        text += tr(", %1 starting").arg(core::formatCount(counts.starting));
    if (counts.failedLately > 0)
        text += tr(", %1 failed").arg(core::formatCount(counts.failedLately));
    if (std::exchange(m_counts, text) != text)
        emit countsChanged();
}

QString OverviewPage::statusText() const
{
    const stack::Stack *stack = context().stack;
    const mesos::Snapshot snapshot = stack->mesos()->snapshot();
    if (!snapshot)
        return tr("%1: nothing is known yet").arg(stack->name());
    const core::TimePoint now = stack->clock().now();
    const core::TimePoint fetched = stack->mesos()->freshness().fetchedAt;
    return statusLine(stack->name(), *snapshot, m_watcher->tally(), m_night ? m_night->line() : QString(),
                      core::isKnown(fetched) ? fetched : now, now);
}

void OverviewPage::openPath(const QString &path)
{
    if (const links::ObjectRef ref = links::fromPath(path); ref.isValid())
        context().navigator->open(ref);
}

void OverviewPage::openPool(const QString &pool)
{
    context().navigator->open({ links::ObjectRef::Kind::Pool, pool.toUtf8() });
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const Theme *theme = Theme::instance();
    const int width = event->size().width();
    arrange(width < theme->px(normalFrom)     ? Arrangement::Narrow
                : width < theme->px(wideFrom) ? Arrangement::Normal
                                              : Arrangement::Wide);
}

void OverviewPage::arrange(Arrangement arrangement)
{
    if (arrangement == m_arrangement)
        return;
    m_arrangement = arrangement;
    const Theme *theme = Theme::instance();
    const int gap = theme->px(8);
    const bool narrow = arrangement == Arrangement::Narrow;
    delete m_content->layout();
    auto *columns = new QHBoxLayout(m_content);
    columns->setContentsMargins(gap, gap, gap, gap);
    columns->setSpacing(gap);
    auto *left = new QVBoxLayout;
    left->setSpacing(gap);
    columns->addLayout(left, 1);

    m_needsYou->setCompact(narrow);
    m_needsYou->setMostRows(narrow || m_night ? 4 : 5);
    m_capacity->setVisible(!narrow);
    m_meters->setVisible(narrow);
    m_events->setVisible(!narrow);
    left->addWidget(m_needsYou);
    if (m_night) {
        m_night->setCompact(narrow);
        if (!narrow)
            left->addWidget(m_night);
    }
    // Where there is room for one of them, whether the night ends in time comes before who has how much.
    m_shares->setVisible(!narrow || !m_night);
    if (narrow) {
        auto *middle = new QHBoxLayout;
        middle->setSpacing(gap);
        if (m_night)
            middle->addWidget(m_night, 1);
        else
            middle->addWidget(m_shares, 1);
        middle->addWidget(m_meters);
        left->addLayout(middle, 1);
        left->addWidget(m_pools);
    } else {
        left->addWidget(m_capacity, 3);
        left->addWidget(m_pools);
        if (arrangement == Arrangement::Wide) {
            left->addStretch(1);
            m_shares->setMaximumWidth(theme->px(900));
            columns->addWidget(m_shares);
        } else {
            left->addWidget(m_shares);
        }
        m_events->setFixedWidth(theme->px(arrangement == Arrangement::Wide ? 480 : 400));
        columns->addWidget(m_events);
    }
    m_shares->setMinimumHeight(theme->px(28 + 24) + 3 * theme->rowHeight());
    if (arrangement != Arrangement::Wide)
        m_shares->setMaximumWidth(QWIDGETSIZE_MAX);
    // Beside the events it is as high as its rows, and the charts have the rest.
    m_shares->setSizePolicy(QSizePolicy::Preferred,
                            arrangement == Arrangement::Normal ? QSizePolicy::Maximum : QSizePolicy::Expanding);
    m_capacity->setShown(m_shown && !narrow);
}

QByteArray OverviewPage::saveState() const
{
    const QJsonObject state{ { u"span"_s, m_capacity->span() }, { u"shares"_s, static_cast<int>(m_shares->by()) } };
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void OverviewPage::restoreState(const QByteArray &state)
{
    const QJsonObject saved = QJsonDocument::fromJson(state).object();
    m_capacity->setSpan(saved.value("span"_L1).toInt(m_capacity->span()));
    m_shares->setBy(saved.value("shares"_L1).toInt() == 1 ? ShareBy::Framework : ShareBy::Role);
}

PageEntry overviewPage()
{
    PageEntry entry;
    entry.key = u"overview"_s;
    entry.title = OverviewPage::tr("Overview");
    entry.icon = u"overview"_s;
    entry.actions = { { handOverAction, u"copy"_s, OverviewPage::tr("Copy &hand-over note"), {} },
                      { bundleAction, u"bundle"_s, OverviewPage::tr("Save an incident &bundle…"), {} } };
    entry.keys = { { OverviewPage::tr("Quiet for a while, in the menu of a row of what needs you"),
                     QKeySequence(Qt::SHIFT | Qt::Key_F10) } };
    entry.make = [](const PageContext &context, QWidget *parent) { return new OverviewPage(context, parent); };
    entry.badge = [](const stack::Stack &stack) {
        const watch::Tally tally = watch::Watcher::of(&stack)->tally();
        return Badge{ tally.failures, tally.warnings };
    };
    return entry;
}

} // namespace ui
