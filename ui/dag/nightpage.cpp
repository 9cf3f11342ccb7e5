// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nightpage.h"

#include "models/core/format.h"
#include "models/dag/rows/nightrows.h"
#include "ui/common/segments.h"
#include "ui/dag/eventline.h"
#include "ui/dag/eventreader.h"
#include "ui/dag/failurebar.h"
#include "ui/dag/nighttimes.h"
#include "ui/dag/nodeactions.h"
#include "ui/dag/nodesheet.h"
#include "ui/dag/pauseband.h"
#include "ui/dag/runactions.h"
#include "ui/dag/runhead.h"
#include "ui/shell/chainreader.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

TablePageSetup setup()
{
    const auto tr = [](const char *text) { return NightPage::tr(text); };
    TablePageSetup setup;
    setup.key = u"night"_s;
    setup.kind = links::ObjectRef::Kind::Node;
    setup.noun = tr("nodes");
    setup.filterHint = tr("Filter nodes");
    setup.emptyText = tr("The run has no node.");
    setup.noMatchText = tr("No node matches `%1`.");
    setup.sort = { { u"state"_s, Qt::AscendingOrder }, { u"started"_s, Qt::AscendingOrder } };
    setup.groupColumns = { u"stage"_s, u"state"_s, u"pool"_s };
    setup.quickFilters = {
        { tr("failed"), u"state:failed"_s, {} },
        { tr("blocked"), u"state:blocked"_s, tr("A node before it failed") },
        { tr("running"), u"state:running|pending|retry"_s, {} },
    };
    return setup;
}

} // namespace

NightPage::NightPage(PageContext context, dag::NightBoard *board, QWidget *parent)
    : NightPage(context, board, new NightDesk(board, context.stack->clock(), &GraphView::sizesOf),
                std::make_shared<std::atomic<GraphScope>>(GraphScope::All), parent)
{
}

NightPage::NightPage(PageContext pageContext, dag::NightBoard *board, NightDesk *desk, const RowScope &scope,
                     QWidget *parent)
    : TablePageOf(
        pageContext, board, setup(),
        [shelf = desk->shelf(), scope](const Picture &night) {
            const NightViewPtr view = shelf->view();
            return view ? dag::nightRows(night, view->forecast, &view->comparison, scopeOf(*view, *scope))
                        : dag::nightRows(night, nullptr);
        },
        parent)
    , m_rowScope(scope)
    , m_board(board)
    , m_desk(desk)
    , m_head(new RunHead(board, pageContext.stack->clock(), this))
    , m_pause(new PauseBand(pageContext.stack->clock(), this))
    , m_stack(new QStackedWidget(this))
    , m_graph(new GraphView(pageContext.stack->clock()))
    , m_times(new NightTimes(board, pageContext.stack->clock()))
    , m_failure(new FailureBar(this))
    , m_chain(new ChainReader(this, board))
    , m_events(new EventReader(pageContext.stack, this))
    , m_sheet(new NodeSheet(pageContext.stack->clock(), this))
    , m_view(new Segments(
          tr("View"),
          { { tr("Graph"), {}, {} }, { tr("Times"), {}, tr("Gantt and past nights") }, { tr("List"), {}, {} } }, this))
    , m_scope(new Segments(tr("Shown nodes"),
                           { { tr("All"), {}, {} },
                             { tr("Failure"), {}, tr("Failures and what they hold up") },
                             { tr("Running"), {}, tr("What is under way or about to be") },
                             { tr("Late"), {}, tr("Started later than usual, slower, or over its slow nights") },
                             { tr("Critical path"), {}, {} } },
                           this))
    , m_fit(new QToolButton(this))
    , m_export(new QToolButton(this))
    , m_run(new QToolButton(this))
{
    m_desk->setParent(this);
    m_desk->setCalibrates(true);
    m_sheet->hide();
    table()->setPageKeys(u"lfp.,"_s);
    m_view->setObjectName(u"nightView"_s);
    m_scope->setObjectName(u"nightScope"_s);
    m_fit->setObjectName(u"nightFit"_s);
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("Show the whole graph, and once more its active part (A)"));
    m_export->setObjectName(u"nightExport"_s);
    m_export->setText(tr("Picture"));
    m_export->setToolTip(tr("Write the graph to a file"));
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_export->setMenu(new QMenu(m_export));
    m_export->menu()->addAction(tr("As SVG…"), this, [this] { exportGraph(u"svg"_s); });
    m_export->menu()->addAction(tr("As PDF…"), this, [this] { exportGraph(u"pdf"_s); });
    m_run->setObjectName(u"nightOrders"_s);
    m_run->setText(tr("Run"));
    m_run->setToolTip(tr("Stop, resume, run again, trigger, pause, mark"));
    m_run->setPopupMode(QToolButton::InstantPopup);
    m_run->setMenu(new QMenu(m_run));
    m_run->setVisible(isAirflows());
    m_failure->setCanClear(isAirflows());
    m_failure->setCanHold(pageContext.stack->aws() != nullptr);
    m_stack->addWidget(m_graph);
    m_stack->addWidget(m_times);
    addAbove(m_stack);
    addBarWidgetRight(m_scope);
    addBarWidgetRight(m_fit);
    addBarWidgetRight(m_export);
    addBarWidgetRight(m_run);
    if (auto *column = qobject_cast<QVBoxLayout *>(layout())) {
        column->insertWidget(0, m_head);
        column->insertWidget(1, m_pause);
        column->addWidget(m_failure);
    }
    connectParts();
    showView();
}

NightPage::~NightPage() = default;

void NightPage::connectParts()
{
    const auto openLink = [this](const QString &path) {
        if (Navigator *navigator = context().navigator)
            navigator->open(links::fromPath(path));
    };
    const auto inspect = [this] {
        if (Navigator *navigator = context().navigator)
            navigator->toggleInspector();
    };
    connect(m_desk, &NightDesk::layoutChanged, this, [this] { m_graph->setLayout(m_desk->layout()); });
    connect(m_desk, &NightDesk::viewChanged, this, &NightPage::onViewChanged);
    connect(m_desk, &NightDesk::calibrationChanged, this, [this] { m_head->setCalibration(m_desk->calibration()); });
    connect(m_chain, &ChainReader::changed, this, &NightPage::refreshInspector);
    connect(m_times->events(), &EventLine::linkActivated, this, openLink);
    connect(m_events, &EventReader::read, m_times->events(), &EventLine::setEvents);
    connect(m_view, &Segments::changed, this, &NightPage::showView);
    connect(m_scope, &Segments::changed, this, &NightPage::showScope);
    connect(m_fit, &QToolButton::clicked, m_graph, &GraphView::fit);
    connect(m_graph, &GraphView::currentChanged, this, &NightPage::showNode);
    connect(m_graph, &GraphView::opened, this, [inspect](const QByteArray &) { inspect(); });
    connect(m_graph, &GraphView::inspectRequested, this, inspect);
    connect(m_graph, &GraphView::logRequested, this, [this] { openLog(table()->currentKey()); });
    connect(m_graph, &GraphView::scopeRequested, this,
            [this](GraphScope scope) { m_scope->setCurrent(static_cast<int>(scope)); });
    connect(m_graph, &GraphView::menuRequested, this, &NightPage::openMenu);
    connect(m_graph, &GraphView::foldRequested, m_desk, &NightDesk::setFolded);
    connect(m_times, &NightTimes::currentChanged, this, &NightPage::showNode);
    connect(m_failure, &FailureBar::nodeRequested, this, &NightPage::showNode);
    connect(m_failure, &FailureBar::linkClicked, this, openLink);
    connect(m_failure, &FailureBar::logRequested, this, [this](const QByteArray &node) {
        if (Navigator *navigator = context().navigator)
            navigator->open(links::firstErrorOf(u"node/"_s + QString::fromUtf8(node)));
    });
    connect(m_failure, &FailureBar::holdsWanted, this, &NightPage::addHoldsOf);
    connect(m_failure, &FailureBar::clearRequested, this, &NightPage::clearFirstFailure);
    connect(m_failure, &FailureBar::unblockRequested, this, &NightPage::unblockFirstFailure);
    connect(m_pause, &PauseBand::unpauseRequested, this, [this] {
        const NightViewPtr view = m_desk->view();
        if (view && context().navigator)
            context().navigator->plan(verbs::PauseVerb::request(verbs::PauseVerb::Way::Unpause, view->night->run.dag));
    });
    connect(context().stack->actions(), &actions::ActionCenter::recordChanged, this, &NightPage::showPause);
    connect(context().stack->actions(), &actions::ActionCenter::recordsChanged, this, &NightPage::showPause);
    if (isAirflows())
        connect(context().stack->airflow(), &core::Store::snapshotChanged, this, &NightPage::showPause);
    connect(m_run->menu(), &QMenu::aboutToShow, this, [this] {
        m_run->menu()->clear();
        if (const dag::NightPtr &night = m_board->night(); night && context().navigator)
            addRunActions(m_run->menu(), night->run, { context().stack, context().navigator, this });
    });
    connect(m_sheet, &InspectorSheet::linkActivated, this, openLink);
    connect(table(), &TableView::currentKeyChanged, this, [this](const QByteArray &key) {
        if (key.isEmpty())
            return;
        m_graph->setCurrent(key);
        m_graph->ensureVisible(key);
        m_times->setCurrent(key);
        followChain();
    });
    connect(filterBar(), &FilterBar::filterChanged, this, &NightPage::match);
    connect(m_head, &RunHead::copied, this, [this](const QString &what) {
        if (Navigator *navigator = context().navigator)
            navigator->tell(tr("Copied %1.").arg(what));
    });
    connect(Theme::instance(), &Theme::changed, m_desk, &NightDesk::relayout);
}

bool NightPage::isAirflows() const
{
    return context().stack->airflow() != nullptr;
}

QList<QWidget *> NightPage::barWidgets()
{
    QList<QWidget *> widgets = TablePage::barWidgets();
    widgets.prepend(m_view);
    return widgets;
}

NightPage::View NightPage::view() const
{
    return static_cast<View>(m_view->current());
}

/// A fits and the pictures can wait: the filters and what is shown of the graph keep their room.
void NightPage::resizeEvent(QResizeEvent *event)
{
    constexpr int roomy = 1300; // design px: more than what then is shown needs, or the inspector had no room
    const bool isRoomy = width() >= Theme::instance()->px(roomy);
    m_fit->setVisible(isRoomy);
    m_export->setVisible(isRoomy);
    for (const GraphScope scope : { GraphScope::Running, GraphScope::Late })
        m_scope->button(static_cast<int>(scope))->setVisible(isRoomy);
    TablePageOf::resizeEvent(event);
}

void NightPage::setView(View view)
{
    m_view->setCurrent(static_cast<int>(view));
}

void NightPage::showView()
{
    // Without a picture the table says why there is none.
    const bool isList = view() == View::List || !m_desk->view();
    m_stack->setVisible(!isList);
    table()->setVisible(isList);
    m_head->setVisible(m_desk->view() != nullptr);
    m_stack->setCurrentIndex(view() == View::Times ? 1 : 0);
    const bool isGraph = view() == View::Graph;
    showScope();
    m_fit->setEnabled(isGraph);
    m_export->setEnabled(isGraph);
}

void NightPage::setShown(bool shown)
{
    m_desk->setShown(this, shown);
    m_chain->setShown(shown);
    m_events->setShown(shown);
    TablePageOf::setShown(shown);
}

void NightPage::onViewChanged()
{
    const NightViewPtr view = m_desk->view();
    m_head->setView(view);
    m_graph->setView(view);
    m_times->setView(view);
    m_failure->setView(view);
    followChain();
    m_events->setNight(view ? view->night : nullptr);
    showPause();
    showView();
    remakeRows(); // medians and ends come of the forecast
    refreshInspector();
}

void NightPage::showNode(const QByteArray &node)
{
    table()->select(node);
    m_graph->setCurrent(node);
    m_graph->ensureVisible(node);
    m_times->setCurrent(node);
    followChain();
    refreshInspector();
}

dag::NodeIndex NightPage::indexOf(const QByteArray &node) const
{
    const NightViewPtr view = m_desk->view();
    if (!view || node.isEmpty())
        return -1;
    const auto &nodes = view->night->graph->nodes;
    const auto found = std::ranges::find(nodes, QString::fromUtf8(node), &dag::Node::id);
    return found == nodes.end() ? -1 : static_cast<dag::NodeIndex>(found - nodes.begin());
}

/// Of nobody else, the first failure.
links::ObjectRef NightPage::currentObject() const
{
    const NightViewPtr view = m_desk->view();
    if (!view)
        return {};
    dag::NodeIndex node = indexOf(m_graph->current());
    if (node < 0 && !view->failures.empty())
        node = view->failures.front().node;
    if (node < 0)
        return {};
    return { links::ObjectRef::Kind::Node, view->night->graph->nodes[static_cast<size_t>(node)].id.toUtf8() };
}

void NightPage::followChain()
{
    const links::ObjectRef object = currentObject();
    if (m_chain->object() == object)
        return;
    m_chain->setObject(context().stack, object);
    emit currentObjectChanged();
}

bool NightPage::reveal(const links::ObjectRef &ref)
{
    if (ref.kind == links::ObjectRef::Kind::Run) {
        const QString run = QString::fromUtf8(ref.id);
        m_board->selectRun(run.section(u'/', 0, 0), run.section(u'/', 1));
        return true;
    }
    const bool isWidened = ref.kind == links::ObjectRef::Kind::Node && widenFor(indexOf(ref.id));
    if (!TablePageOf::reveal(ref) && !isWidened) // else its row comes with the others
        return false;
    showNode(ref.id);
    return true;
}

void NightPage::pictureShown(const Picture &)
{
    match();
}

QWidget *NightPage::inspectorFor(const QByteArray &key)
{
    const dag::NodeIndex node = indexOf(key);
    if (node < 0)
        return nullptr;
    const bool isItsChain = m_chain->cells() && m_chain->object().id == key;
    m_sheet->show(*m_desk->view(), node, isItsChain ? &*m_chain->cells() : nullptr);
    return m_sheet;
}

QString NightPage::countsDetail(const dag::Night &night) const
{
    const dag::NightCounts counts = dag::countsOf(night);
    QStringList parts;
    const auto add = [&parts](int count, const QString &word) {
        if (count > 0)
            parts << word.arg(core::formatCount(count));
    };
    add(counts.failed, tr("%1 failed"));
    add(counts.blocked, tr("%1 blocked"));
    add(counts.retrying, tr("%1 up for retry"));
    add(counts.pending, tr("%1 pending"));
    add(counts.running, tr("%1 running"));
    add(counts.done, tr("%1 done"));
    add(counts.waiting, tr("%1 waiting"));
    add(counts.held, tr("%1 held"));
    return parts.join(u" · "_s);
}

QJsonObject NightPage::saveMore() const
{
    QJsonArray folded;
    for (const QString &group : m_desk->folded())
        folded.append(group);
    return { { u"view"_s, m_view->current() },
             { u"scope"_s, m_scope->current() },
             { u"folded"_s, folded },
             { u"place"_s, QString::fromLatin1(m_graph->savePlace()) } };
}

void NightPage::restoreMore(const QJsonObject &state)
{
    m_view->setCurrent(std::clamp(state.value("view"_L1).toInt(), 0, 2));
    m_scope->setCurrent(std::clamp(state.value("scope"_L1).toInt(), 0, static_cast<int>(GraphScope::Critical)));
    QSet<QString> folded;
    for (const auto &group : state.value("folded"_L1).toArray())
        folded.insert(group.toString());
    m_desk->setFoldedGroups(folded);
    m_graph->restorePlace(state.value("place"_L1).toString().toLatin1());
}

} // namespace ui
