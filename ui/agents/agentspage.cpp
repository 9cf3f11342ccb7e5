// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agentspage.h"

#include "models/core/format.h"
#include "models/core/text.h"
#include "models/mesos/rows/agentrows.h"
#include "models/verbs/agents/cordonbook.h"
#include "ui/agents/agentactions.h"
#include "ui/agents/agentinspector.h"
#include "ui/agents/agentmap.h"
#include "ui/agents/maintenancepane.h"
#include "ui/agents/usagewatch.h"
#include "ui/common/segments.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QJsonObject>
#include <QMenu>
#include <QResizeEvent>
#include <QSplitter>
#include <QToolButton>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int sideBySideFrom = 2000; ///< design px of the page

TablePageSetup setup()
{
    TablePageSetup setup;
    setup.key = u"agents"_s;
    setup.noun = AgentsPage::tr("agents");
    setup.filterHint = AgentsPage::tr("Filter agents");
    setup.emptyText = AgentsPage::tr("No agent is registered.");
    setup.noMatchText = AgentsPage::tr("No agent matches `%1`.");
    setup.kind = links::ObjectRef::Kind::Agent;
    setup.sort = { { u"pool"_s, Qt::AscendingOrder }, { u"agent"_s, Qt::AscendingOrder } };
    setup.groupColumns = { u"pool"_s, u"state"_s, u"zone"_s, u"version"_s };
    setup.group = u"pool"_s;
    setup.quickFilters = {
        { AgentsPage::tr("idle"), u"tasks=0"_s, AgentsPage::tr("Agents without tasks") },
        { AgentsPage::tr("disk > 95 %"), u"disk-use>95"_s,
          AgentsPage::tr("Agents whose disk is nearly all allocated") },
        { AgentsPage::tr("not active"), u"!state:active"_s,
          AgentsPage::tr("Cordoned, draining, disconnected, unreachable, gone") },
    };
    return setup;
}

/// What the map needs of the table, taken in the GUI thread and read in the pool.
struct MapWish
{
    mesos::Snapshot snapshot;
    tables::Rows rows;
    tables::Filter filter;
    int groupColumn = -1;
    MapOptions options;
};

std::shared_ptr<const MapPicture> makeMap(MapWish wish)
{
    const mesos::State &state = *wish.snapshot;
    // Rows are in the order of the agents. Those of the next picture can be here a moment early: then nothing is hidden
    // or grouped until the next turn.
    const bool fits = wish.rows && mesos::listedAgents(*wish.rows) == state.agents.size();
    if (fits && !wish.filter.isEmpty()) {
        wish.options.shown = wish.filter.apply(*wish.rows, wish.options.now);
        std::erase_if(*wish.options.shown, [&](uint32_t row) { return row >= state.agents.size(); }); // those are gone
    }
    if (fits && wish.groupColumn >= 0)
        wish.options.groupOf
            = [rows = wish.rows, column = wish.groupColumn](uint32_t agent) { return rows->text(agent, column); };
    return std::make_shared<const MapPicture>(makeMapPicture(wish.snapshot, wish.options));
}

} // namespace

AgentsPage::AgentsPage(PageContext context, QWidget *parent)
    : AgentsPage(context, std::make_shared<UsageBoard>(), parent)
{
}

AgentsPage::AgentsPage(PageContext context, const std::shared_ptr<UsageBoard> &usage, QWidget *parent)
    : TablePageOf(
        context, context.stack->mesos(), setup(),
        [pool = context.stack->config().poolAttribute, usage, gone = context.stack->goneAgents()->board()](
            const mesos::Snapshot &s) { return mesos::agentRows(s, pool, usage->table(), gone->load()); },
        parent)
    , m_map(new AgentMap(context.stack->clock()))
    , m_actions(new AgentActions(context, this))
    , m_inspector(new AgentInspector(context.stack, this))
    , m_usage(new UsageWatch(context.stack, table(), m_inspector, usage, this))
    , m_maintenance(new MaintenancePane(context.stack, this))
    , m_view(new Segments(
          tr("View"), { { {}, u"table"_s, tr("Table") }, { {}, u"map"_s, tr("Map") }, { tr("Both"), {}, {} } }, this))
    , m_emphasis(new QToolButton(this))
{
    m_inspector->hide();
    m_view->setObjectName(u"agentsView"_s);
    m_view->setCurrent(static_cast<int>(View::Both));
    addBarWidgetRight(m_view);
    addAbove(m_map);
    layout()->addWidget(m_maintenance); // under map and table, however these lie
    m_emphasis->setObjectName(u"agentsEmphasis"_s);
    m_emphasis->setPopupMode(QToolButton::InstantPopup);
    m_emphasis->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_emphasis->setMenu(new QMenu(m_emphasis));
    m_emphasis->setText(tr("View: all tasks"));
    connect(m_emphasis->menu(), &QMenu::aboutToShow, this, &AgentsPage::fillEmphasisMenu);
    connect(m_view, &Segments::changed, this, &AgentsPage::showView);
    connect(&m_making, &QFutureWatcherBase::finished, this, &AgentsPage::onMapMade);
    connect(splitter(), &QSplitter::splitterMoved, this, [this] { m_heightIsUsers = true; });
    connect(m_usage, &UsageWatch::inspectedChanged, this, &AgentsPage::refreshInspector);
    connect(context.stack->cordons(), &verbs::CordonBook::changed, this, &AgentsPage::refreshInspector);
    connect(m_usage, &UsageWatch::rowsChanged, this, &AgentsPage::remakeRows);
    connect(context.stack->goneAgents(), &mesos::GoneAgents::changed, this, &AgentsPage::remakeRows);
    connectMap();
}

AgentsPage::~AgentsPage() = default;

void AgentsPage::connectMap()
{
    Navigator *navigator = context().navigator;
    const auto open = [navigator](links::ObjectRef::Kind kind, const QByteArray &id) {
        if (navigator)
            navigator->open({ kind, id });
    };
    connect(m_map, &AgentMap::agentSelected, this, [this](const QByteArray &key) { table()->select(key); });
    connect(m_map, &AgentMap::agentOpened, this,
            [open](const QByteArray &key) { open(links::ObjectRef::Kind::Agent, key); });
    connect(m_map, &AgentMap::taskOpened, this,
            [open](const QByteArray &key) { open(links::ObjectRef::Kind::Task, key); });
    connect(table(), &TableView::currentKeyChanged, this, [this](const QByteArray &key) {
        if (!key.isEmpty())
            m_map->setCurrentKey(key);
    });
    const auto openLink = [navigator](const QString &path) {
        if (navigator)
            navigator->open(links::fromPath(path));
    };
    connect(m_inspector, &AgentInspector::linkClicked, this, openLink);
    connect(m_inspector, &AgentInspector::actionRequested, m_actions,
            [this](AgentActions::Action action, const QString &agent) { m_actions->ask(action, { agent }); });
    connect(m_maintenance, &MaintenancePane::linkClicked, this, openLink);
    connect(context().stack->mesos(), &mesos::Store::freshnessChanged, this,
            [this] { m_map->setOld(context().stack->mesos()->freshness().isOld()); });
}

QList<QWidget *> AgentsPage::barWidgets()
{
    QList<QWidget *> widgets = TablePage::barWidgets();
    widgets += m_emphasis;
    return widgets;
}

QSplitter *AgentsPage::splitter() const
{
    return findChild<QSplitter *>(u"agentsSplitter"_s);
}

void AgentsPage::setShown(bool shown)
{
    TablePageOf::setShown(shown);
    m_usage->setShown(shown);
}

QWidget *AgentsPage::inspectorFor(const QByteArray &key)
{
    m_usage->setInspected(key);
    m_inspector->setAgent(shownPicture(), key);
    return m_inspector;
}

QString AgentsPage::countsDetail(const mesos::State &state) const
{
    int idle = 0;
    std::array<int, 8> phases{};
    for (const mesos::Agent &agent : state.agents) {
        ++phases.at(static_cast<size_t>(agent.phase));
        idle += agent.phase == mesos::AgentPhase::Active && agent.liveTasks == 0;
    }
    QStringList parts;
    if (idle > 0)
        parts += tr("%1 idle").arg(core::formatCount(idle));
    for (size_t phase = 1; phase < phases.size(); ++phase) {
        if (phases[phase] == 0)
            continue;
        const std::string_view word = mesos::word(static_cast<mesos::AgentPhase>(phase));
        parts += core::formatCount(phases[phase]) + u' ' + core::toQString(word);
    }
    return parts.join(u", "_s);
}

void AgentsPage::fillMenu(QMenu *menu, const QByteArray &key)
{
    const mesos::GoneAgentsPtr gone = context().stack->goneAgents()->picture();
    const auto isGone = [&gone](const QByteArray &agent) {
        return gone && gone->agent({ agent.constData(), static_cast<size_t>(agent.size()) });
    };
    QList<QByteArray> selected = table()->selectedKeys();
    if (selected.isEmpty())
        selected << key;
    QStringList agents;
    for (const QByteArray &agent : std::as_const(selected)) {
        if (!isGone(agent))
            agents << QString::fromUtf8(agent);
    }
    if (agents.isEmpty())
        return; // nothing can be done to what is not there
    m_actions->fillMenu(menu, agents);
}

void AgentsPage::pictureShown(const mesos::Snapshot &snapshot)
{
    m_usage->setPicture(snapshot);
    m_maintenance->setPicture(snapshot);
    offerGroups();
    if (!m_frameworkChosen)
        m_framework = dominantFramework(*snapshot);
    remakeMap();
}

/// Besides what every agent has, any attribute can group.
void AgentsPage::offerGroups()
{
    QStringList keys{ u"pool"_s, u"state"_s, u"zone"_s, u"version"_s };
    const tables::Rows rows = table()->tableModel()->rows();
    const QList<tables::Column> columns = rows ? rows->columns() : QList<tables::Column>();
    for (qsizetype column = mesos::agentColumns().size(); column < columns.size(); ++column)
        keys += columns[column].key;
    if (std::exchange(m_groupColumns, keys) != keys)
        setGroupColumns(keys);
}

void AgentsPage::remakeMap()
{
    const mesos::Snapshot snapshot = shownPicture();
    if (!snapshot || view() == View::Table)
        return;
    if (m_making.isRunning()) {
        m_again = true;
        return;
    }
    const tables::TableModel *model = table()->tableModel();
    MapWish wish{ snapshot, model->rows(), model->filter(), model->groupColumn(), {} };
    wish.options.ungrouped = model->groupColumn() < 0 ? tr("all") : tr("none");
    wish.options.framework = m_framework;
    wish.options.now = context().stack->clock().now();
    m_making.setFuture(QtConcurrent::run(makeMap, std::move(wish)));
}

void AgentsPage::onMapMade()
{
    const auto picture = m_making.future().takeResult();
    m_map->setPicture(picture);
    QString legend = tr("Height: the scarcer of cpus and memory. One block: one task.");
    QString emphasised = tr("all tasks");
    if (!m_framework.isEmpty() && picture->snapshot) {
        const auto &frameworks = picture->snapshot->frameworks;
        const auto found = std::ranges::find_if(frameworks, [&](const mesos::Framework &f) {
            return picture->snapshot->string(f.id).toUtf8() == m_framework;
        });
        if (found != frameworks.end()) {
            emphasised = picture->snapshot->string(found->name);
            legend += u' ' + tr("Dark: %1.").arg(emphasised);
        }
    }
    m_emphasis->setText(tr("View: %1").arg(emphasised));
    m_map->setLegend(legend);
    giveMapItsHeight();
    if (std::exchange(m_again, false))
        remakeMap();
}

/// The map is as high as what it shows, until somebody drags it.
void AgentsPage::giveMapItsHeight()
{
    if (m_heightIsUsers || !m_map->picture() || view() != View::Both || splitter()->orientation() != Qt::Vertical)
        return;
    const int wanted = std::min(m_map->sizeHint().height(), height() * 46 / 100); // two whole rows at 1024×600
    if (wanted == m_map->height() || height() <= wanted)
        return;
    splitter()->setSizes({ wanted, height() - wanted });
}

AgentsPage::View AgentsPage::view() const
{
    return static_cast<View>(m_view->current());
}

void AgentsPage::setView(View view)
{
    m_view->setCurrent(static_cast<int>(view));
}

void AgentsPage::showView()
{
    m_map->setVisible(view() != View::Table);
    table()->setVisible(view() != View::Map);
    remakeMap();
}

void AgentsPage::emphasise(const QByteArray &framework)
{
    m_framework = framework;
    m_frameworkChosen = true;
    remakeMap();
}

void AgentsPage::fillEmphasisMenu()
{
    QMenu *menu = m_emphasis->menu();
    menu->clear();
    const auto add = [this, menu](const QString &text, const QByteArray &framework) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_framework == framework);
        connect(action, &QAction::triggered, this, [this, framework] { emphasise(framework); });
    };
    add(tr("All tasks"), {});
    const mesos::Snapshot snapshot = shownPicture();
    if (!snapshot)
        return;
    menu->addSeparator();
    for (const mesos::Framework &framework : snapshot->frameworks) {
        if (framework.liveTasks > 0)
            add(snapshot->string(framework.name), snapshot->string(framework.id).toUtf8());
    }
}

void AgentsPage::resizeEvent(QResizeEvent *event)
{
    TablePage::resizeEvent(event);
    const bool sideBySide = event->size().width() >= Theme::instance()->px(sideBySideFrom);
    const Qt::Orientation wanted = sideBySide ? Qt::Horizontal : Qt::Vertical;
    if (splitter()->orientation() != wanted) {
        splitter()->setOrientation(wanted);
        m_heightIsUsers = false;
    }
    giveMapItsHeight();
}

QJsonObject AgentsPage::saveMore() const
{
    QJsonObject state{ { u"view"_s, m_view->current() } };
    if (m_frameworkChosen)
        state.insert(u"framework"_s, QString::fromUtf8(m_framework));
    return state;
}

void AgentsPage::restoreMore(const QJsonObject &state)
{
    m_view->setCurrent(state.value("view"_L1).toInt(static_cast<int>(View::Both)));
    m_heightIsUsers = true; // the splitter has been restored
    if (state.contains("framework"_L1))
        emphasise(state.value("framework"_L1).toString().toUtf8());
}

} // namespace ui
