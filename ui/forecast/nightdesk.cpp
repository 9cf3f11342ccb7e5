// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forecast/nightdesk.h"

#include "models/dag/forecast/boardinput.h"

#include <QMutexLocker>
#include <QtConcurrentRun>

#include <chrono>
#include <utility>

namespace ui {

namespace {

using namespace std::chrono_literals;

NightViewPtr viewOf(const dag::ForecastInput &input)
{
    auto view = std::make_shared<NightView>();
    const dag::Night &night = *input.night;
    view->night = input.night;
    view->structure = std::make_shared<const dag::Structure>(*night.graph);
    view->failures = dag::failuresOf(night, *view->structure);
    view->isInCascade.assign(night.nodes.size(), 0);
    for (const dag::Failure &failure : view->failures) {
        for (const dag::NodeIndex node : failure.cascade)
            view->isInCascade[static_cast<size_t>(node)] = 1;
    }
    auto forecast = std::make_shared<const dag::Forecast>(dag::forecastOf(input));
    view->isCritical.assign(night.nodes.size(), 0);
    for (const dag::NodeIndex node : forecast->criticalPath)
        view->isCritical[static_cast<size_t>(node)] = 1;
    view->forecast = std::move(forecast);
    if (input.history)
        view->past = dag::pastProgress(*night.graph, *input.history, night.run.started);
    view->comparison = dag::comparisonOf(night, input.history.get(), view->forecast.get(), input.now);
    return view;
}

} // namespace

void NightShelf::put(NightViewPtr view)
{
    const QMutexLocker lock(&m_mutex);
    m_view = std::move(view);
}

NightViewPtr NightShelf::view() const
{
    const QMutexLocker lock(&m_mutex);
    return m_view;
}

NightDesk::NightDesk(dag::NightBoard *board, const core::Clock &clock, SizesOf sizesOf, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_clock(clock)
    , m_sizesOf(std::move(sizesOf))
    , m_shelf(std::make_shared<NightShelf>())
{
    m_calm.setSingleShot(true);
    m_calm.setInterval(1s);
    connect(&m_calm, &QTimer::timeout, this, &NightDesk::calibrate);
    m_aging.setInterval(1min);
    connect(&m_aging, &QTimer::timeout, this, &NightDesk::lookThrough);
    connect(m_board, &core::Store::snapshotChanged, this, &NightDesk::follow);
    connect(m_board, &core::Store::freshnessChanged, this, [this] {
        if (std::exchange(m_isOld, m_board->freshness().isOld()) != m_isOld)
            lookThrough();
    });
    connect(m_board, &dag::NightBoard::historyChanged, this, &NightDesk::lookThrough);
    connect(m_board, &dag::NightBoard::fillingChanged, this, &NightDesk::lookThrough);
    connect(m_board, &dag::NightBoard::deadlinesChanged, this, &NightDesk::lookThrough);
    connect(&m_looking, &QFutureWatcherBase::finished, this, &NightDesk::onLooked);
    connect(&m_layingOut, &QFutureWatcherBase::finished, this, &NightDesk::onLaidOut);
    connect(&m_calibrating, &QFutureWatcherBase::finished, this, [this] {
        m_calibration = m_calibrating.result();
        emit calibrationChanged();
    });
}

NightDesk::~NightDesk() = default;

NightDesk *NightDesk::of(dag::NightBoard *board, const core::Clock &clock)
{
    const QString name = QStringLiteral("sharedDesk");
    if (auto *known = board->findChild<NightDesk *>(name, Qt::FindDirectChildrenOnly))
        return known;
    auto *desk = new NightDesk(board, clock, {}, board);
    desk->setObjectName(name);
    return desk;
}

void NightDesk::setShown(const QObject *viewer, bool shown)
{
    const bool wasShown = !m_viewers.isEmpty();
    if (shown)
        m_viewers.insert(viewer);
    else
        m_viewers.remove(viewer);
    if (wasShown == !m_viewers.isEmpty())
        return;
    if (shown) {
        m_board->watch();
        m_aging.start();
        follow();
    } else {
        m_board->unwatch();
        m_aging.stop();
    }
}

bool NightDesk::isAtRest() const
{
    const bool works = m_looking.isRunning() || m_layingOut.isRunning() || m_calibrating.isRunning();
    return !works && !m_calm.isActive();
}

void NightDesk::follow()
{
    if (m_viewers.isEmpty() || !m_board->night())
        return;
    if (!m_layout || m_layout->graph != m_board->night()->graph)
        layOut();
    lookThrough();
}

void NightDesk::lookThrough()
{
    if (m_viewers.isEmpty() || !m_board->night())
        return;
    m_lookAgain = m_looking.isRunning();
    if (m_lookAgain)
        return;
    // What nobody confirms any more goes on nowhere: it is judged by the time it was true.
    const core::Freshness &freshness = m_board->freshness();
    dag::ForecastInput input = dag::inputOf(*m_board, freshness.isOld() ? freshness.fetchedAt : m_clock.now());
    input.assumptions = m_assumptions;
    m_looking.setFuture(QtConcurrent::run([input] { return viewOf(input); }));
}

void NightDesk::onLooked()
{
    m_view = m_looking.future().takeResult();
    m_shelf->put(m_view);
    if (m_lookAgain)
        lookThrough();
    if (m_calibrates && m_calibrated != m_board->history())
        m_calm.start();
    emit viewChanged();
}

void NightDesk::calibrate()
{
    if (m_calibrating.isRunning()) {
        m_calm.start();
        return;
    }
    if (!m_view || !m_board->history() || m_board->isFilling())
        return;
    m_calibrated = m_board->history();
    constexpr double third = 1.0 / 3; // of the night: late enough to tell something, early enough to act
    constexpr int nights = 400;
    m_calibrating.setFuture(QtConcurrent::run([graph = m_view->night->graph, history = m_calibrated] {
        return dag::calibrate(graph, *history, third, nights);
    }));
}

void NightDesk::layOut()
{
    if (!m_sizesOf)
        return;
    m_layOutAgain = m_layingOut.isRunning();
    if (m_layOutAgain || !m_board->night())
        return;
    const dag::GraphPtr graph = m_board->night()->graph;
    const auto sizes = m_sizesOf(*graph);
    m_layingOut.setFuture(QtConcurrent::run([graph, sizes, folded = m_folded, previous = m_layout]() -> dag::LayoutPtr {
        dag::LayoutInput input;
        input.graph = graph;
        input.sizes = sizes;
        input.folded = folded;
        input.previous = previous;
        return std::make_shared<const dag::Layout>(dag::layOut(input));
    }));
}

void NightDesk::onLaidOut()
{
    m_layout = m_layingOut.future().takeResult();
    if (m_layOutAgain)
        layOut();
    emit layoutChanged();
}

void NightDesk::relayout()
{
    layOut();
}

void NightDesk::setFolded(const QString &group, bool folded)
{
    QSet<QString> groups = m_folded;
    if (folded)
        groups.insert(group);
    else
        groups.remove(group);
    setFoldedGroups(groups);
}

void NightDesk::setFoldedGroups(const QSet<QString> &groups)
{
    if (std::exchange(m_folded, groups) != groups)
        layOut();
}

void NightDesk::setAssumptions(const dag::Assumptions &assumptions)
{
    if (std::exchange(m_assumptions, assumptions) != assumptions)
        lookThrough();
}

} // namespace ui
