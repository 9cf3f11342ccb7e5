// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/poolpane.h"

#include "models/core/format.h"
#include "models/core/whendone.h"
#include "models/pools/rows/differencerows.h"
#include "models/pools/rows/poolrows.h"
#include "ui/common/card.h"
#include "ui/common/labels.h"
#include "ui/pools/panewords.h"
#include "ui/pools/poolchart.h"
#include "ui/pools/pooltools.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto chartSpan = 6h;
constexpr int chartPoints = 72; ///< one in five minutes, as old samples are kept; more would show holes
constexpr int mostDifferencesShown = 4; ///< rows; more scroll

} // namespace

PoolPane::PoolPane(const PageContext &context, PoolTools *tools, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_name(new TokenLabel(&Tokens::text, &Theme::titleFont))
    , m_detail(new TokenLabel(&Tokens::text2, &Theme::tableFont))
    , m_tools(tools)
    , m_grow(makeButton(u"grow"_s, u"poolGrow"_s, tr("Grow…")))
    , m_start(makeButton(u"grow"_s, u"poolStart"_s, tr("Start instances…")))
    , m_elsewhere(makeButton(u"pools"_s, u"poolTryElsewhere"_s, tr("Try these zones…")))
    , m_remedy(makeButton(u"shrink"_s, u"poolRemedy"_s, {}))
    , m_resume(makeButton(u"play"_s, u"poolResume"_s, tr("Resume…")))
    , m_shrink(makeButton(u"shrink"_s, u"poolShrink"_s, tr("Shrink…")))
    , m_cycle(makeButton(u"restart"_s, u"poolCycle"_s, tr("Cycle…")))
    , m_stop(makeButton(u"stop"_s, u"poolStop"_s, tr("Stop instances…")))
    , m_upper(new QWidget)
    , m_chartCard(new Card(tr("Machines: wanted, launched, registered"), u"poolChartCard"_s))
    , m_activityCard(new Card(tr("Activity"), u"poolActivityCard"_s))
    , m_differenceCard(new Card(tr("Difference"), u"poolDifferenceCard"_s))
    , m_machineCard(new Card(tr("Machines"), u"poolMachineCard"_s))
    , m_chart(new PoolChart)
    , m_activities(makeTable(u"poolActivityTable"_s, tr("activities of the group")))
    , m_differences(makeTable(u"poolDifferenceTable"_s, tr("differences between EC2 and Mesos")))
    , m_machines(makeTable(u"poolMachineTable"_s, tr("machines of the pool")))
{
    setObjectName(u"poolPane"_s);
    m_detail->setElides(true);
    m_activities->tableModel()->setColumns(pools::activityColumns());
    m_differences->tableModel()->setColumns(pools::differenceColumns());
    m_machines->tableModel()->setColumns(pools::machineColumns());
    m_activities->setDefaultSort({ { u"at"_s, Qt::DescendingOrder } });
    m_differences->setDefaultSort({ { u"spent"_s, Qt::DescendingOrder } });
    m_machines->setDefaultSort({ { u"state"_s, Qt::AscendingOrder }, { u"instance"_s, Qt::AscendingOrder } });
    m_chartCard->body()->addWidget(m_chart);
    m_activityCard->body()->addWidget(m_activities);
    m_differenceCard->body()->addWidget(m_differences);
    m_machineCard->body()->addWidget(m_machines);

    const Theme *theme = Theme::instance();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme->px(4), 0, theme->px(4), 0);
    head->setSpacing(theme->px(10));
    head->addWidget(m_name);
    head->addWidget(m_detail, 1);
    head->addWidget(m_resume); // at what AWS does not do by itself, which the detail tells
    head->addWidget(m_grow);
    head->addWidget(m_start);
    head->addSpacing(theme->px(14)); // what takes machines away stands apart
    for (QPushButton *button : { m_shrink, m_cycle, m_stop })
        head->addWidget(button);
    m_differenceCard->addToHeadRight(m_elsewhere);
    m_differenceCard->addToHeadRight(m_remedy);
    buildButtons();
    auto *upper = new QHBoxLayout(m_upper);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(theme->px(8));
    upper->addWidget(m_chartCard, 1);
    upper->addWidget(m_activityCard, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(8), theme->px(6), theme->px(8), theme->px(8));
    column->setSpacing(theme->px(8));
    column->addLayout(head);
    column->addWidget(m_upper, 3);
    column->addWidget(m_differenceCard);
    column->addWidget(m_machineCard, 4);
    setMinimumHeight(theme->px(150));
}

QPushButton *PoolPane::makeButton(const QString &iconName, const QString &name, const QString &text)
{
    auto *button = new QPushButton(icon(iconName), text, this);
    button->setObjectName(name);
    button->hide();
    return button;
}

void PoolPane::buildButtons()
{
    connect(m_grow, &QPushButton::clicked, this, [this] { m_tools->scale(m_pool, 1); });
    connect(m_start, &QPushButton::clicked, this, [this] { m_tools->launch(m_pool); });
    connect(m_elsewhere, &QPushButton::clicked, this,
            [this] { m_tools->tryElsewhere(m_pool, m_elsewhere->mapToGlobal(QPoint(0, m_elsewhere->height()))); });
    connect(m_remedy, &QPushButton::clicked, this, [this] { m_tools->remedy(m_tools->dearestUnneeded(m_pool)); });
    m_differences->setMenuHook(
        [this](QMenu *menu, const QByteArray &key) { m_tools->fillDifferenceMenu(menu, QString::fromUtf8(key)); });
    connect(m_resume, &QPushButton::clicked, this, [this] { m_tools->resume(m_pool); });
    connect(m_shrink, &QPushButton::clicked, this, [this] { m_tools->scaleIn(m_pool); });
    connect(m_cycle, &QPushButton::clicked, this, [this] { m_tools->cycle(m_pool); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_tools->stop(m_pool); });
    m_machines->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_machines, &TableView::currentKeyChanged, this, &PoolPane::machineChanged);
    m_machines->setMenuHook([this](QMenu *menu, const QByteArray &) {
        QStringList instances;
        for (const QByteArray &key : m_machines->selectedKeys()) {
            if (key.startsWith("i-")) // agents that AWS does not know have no instance
                instances << QString::fromUtf8(key);
        }
        m_tools->fillMachineMenu(menu, m_pool, instances);
    });
}

TableView *PoolPane::makeTable(const QString &name, const QString &accessibleName)
{
    auto *table = new TableView(name, m_context.stack->clock());
    table->setAccessibleName(accessibleName);
    connect(table, &TableView::linkClicked, this, &PoolPane::linkActivated);
    return table;
}

void PoolPane::setPicture(const pools::Snapshot &picture)
{
    m_picture = picture;
    refresh();
}

void PoolPane::setPool(const QString &pool)
{
    m_pool = pool;
    refresh();
}

void PoolPane::selectMachine(const QByteArray &instance)
{
    m_machines->select(instance); // the table keeps what is not there yet as a wish
}

void PoolPane::focusDifferences()
{
    m_differences->setFocus(Qt::OtherFocusReason);
}

QByteArray PoolPane::machine() const
{
    const QByteArray key = m_machineCard->isHidden() ? QByteArray() : m_machines->currentKey();
    return key.startsWith("i-") ? key : QByteArray(); // agents that AWS does not know have no instance
}

void PoolPane::refresh()
{
    if (!m_picture)
        return;
    const pools::Pool *pool = m_pool.isNull() ? nullptr : m_picture->pool(m_pool);
    refreshHead(pool);
    refreshChart(pool);
    const QString shown = pool ? m_pool : QString();
    m_activities->setRows(pools::activityRows(m_picture, shown));
    m_machines->setRows(pools::machineRows(m_picture, shown));
    refreshDifferences(pool);
    arrange();
}

void PoolPane::refreshDifferences(const pools::Pool *pool)
{
    const QString shown = pool ? m_pool : QString();
    const QList<pools::Difference> differences = pool ? m_picture->differencesOf(shown) : m_picture->differences;
    m_differences->setRows(pools::differenceRows(m_picture, shown));
    m_differenceCard->setRemark(differencesInWords(differences));
    const int rows = std::clamp(static_cast<int>(differences.size()), 0, mostDifferencesShown);
    const Theme *theme = Theme::instance();
    m_differences->setVisible(rows > 0);
    const int height = theme->px(26) + rows * theme->rowHeight() + theme->px(2);
    m_differences->setMinimumHeight(height);
    m_differences->setMaximumHeight(pool ? height : QWIDGETSIZE_MAX); // of all pools: nothing else is below the table
    const auto remedy = m_tools->remedyFor(m_tools->dearestUnneeded(pool ? m_pool : QString()));
    m_remedy->setVisible(pool && remedy);
    if (!remedy)
        return;
    m_remedy->setText(remedy->label);
    m_remedy->setIcon(icon(remedy->icon));
    m_remedy->setToolTip(tr("Opens a plan; nothing is sent before you consent."));
}

void PoolPane::refreshHead(const pools::Pool *pool)
{
    refreshButtons(pool);
    m_name->setText(pool ? (pool->name.isEmpty() ? tr("no pool") : pool->name) : tr("All pools"));
    m_detail->setText(pool ? detailOf(*pool) : tr("Choose a pool above to see its machines."));
    m_machineCard->setRemark(
        pool ? tr("%1 launched, %2 registered, %3 idle").arg(pool->launched).arg(pool->registered).arg(pool->idle)
             : QString());
    refreshSuspended(pool);
}

/// What AWS does not do by itself stands where one looks for what it does.
void PoolPane::refreshSuspended(const pools::Pool *pool)
{
    const QStringList suspended = pool ? pool->suspended : QStringList();
    m_resume->setVisible(pool && m_tools->canResume(pool->name));
    if (pool && !pool->isGroup())
        m_activityCard->setRemark(tr("AWS keeps none of machines that are in no group"));
    else
        m_activityCard->setRemark(suspended.isEmpty() ? QString() : tr("suspended: %1").arg(suspended.join(u", "_s)));
    m_resume->setToolTip(tr("AWS does not do by itself: %1. Opens a plan that tells how many machines it may end at "
                            "once; nothing is sent before you consent.")
                             .arg(suspended.join(u", "_s)));
}

void PoolPane::refreshButtons(const pools::Pool *pool)
{
    const bool isAws = pool && m_context.stack->aws() && pool->kind != pools::Pool::Kind::Outside;
    for (QPushButton *button : { m_grow, m_shrink, m_cycle })
        button->setVisible(isAws && pool->isGroup());
    m_stop->setVisible(isAws && !pool->isGroup());
    m_start->setVisible(pool ? !pool->isGroup() && m_tools->canLaunch(pool->name) : m_tools->canLaunch({}));
    m_elsewhere->setVisible(isAws && m_tools->canTryElsewhere(pool->name));
    if (!m_elsewhere->isHidden()) {
        m_elsewhere->setToolTip(tr("AWS offers %1. Opens a wish or a plan; nothing is sent before you consent.")
                                    .arg(pool->refusal->error.otherZones.join(u", "_s)));
    }
    if (!isAws)
        return;
    m_shrink->setEnabled(pool->wanted.value_or(0) > 0);
    m_cycle->setEnabled(pool->launched > 0);
    m_stop->setEnabled(pool->launched > 0);
}

void PoolPane::refreshChart(const pools::Pool *pool)
{
    if (!pool || !isVisible())
        return;
    m_chart->setNow(pool->wanted, pool->launched, pool->registered);
    const core::TimePoint to = m_context.stack->clock().now();
    const core::TimePoint from = to - chartSpan;
    const int wish = ++m_wish;
    m_chartCard->setRemark(tr("since %1").arg(core::formatClock(from, to)));
    core::whenDone(m_context.stack->history()->samples(from, to, chartPoints, pool->name), this,
                   [this, wish, from, to](const QList<history::CapacitySample> &samples) {
                       if (wish == m_wish)
                           m_chart->setSamples(samples, from, to);
                   });
}

void PoolPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PoolPane::arrange()
{
    const Theme *theme = Theme::instance();
    const bool roomy = height() >= theme->px(380);
    const bool chosen = !m_pool.isNull();
    m_upper->setVisible(roomy && chosen);
    m_machineCard->setVisible(chosen);
    m_differenceCard->setVisible(height() >= theme->px(240) || !chosen);
}

} // namespace ui
