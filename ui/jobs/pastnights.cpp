// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/pastnights.h"

#include "models/core/format.h"
#include "ui/forecast/forecasttext.h"
#include "ui/forecast/nightdesk.h"
#include "ui/forecast/nighttime.h"
#include "ui/jobs/nightbars.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// "failed 41 min"; what never ran has its word alone.
QString wordWith(const QString &word, const NightBar &bar)
{
    return bar.isFailed && bar.took.count() > 0 ? word + u' ' + shortSpan(bar.took) : word;
}

NightBar barOf(const dag::NodeNight &night)
{
    NightBar bar;
    bar.day = shortDay(night.day);
    bar.took = night.took();
    bar.isFailed = night.node.state == dag::NodeState::Failed;
    const QString word = dag::stateWord(night.node.state);
    const QString took = bar.took.count() > 0 ? shortSpan(bar.took) : QString();
    const bool isUsual = night.node.state == dag::NodeState::Done && !took.isEmpty();
    bar.above = isUsual ? took : wordWith(word, bar);
    QStringList tip{ bar.day, word };
    if (!took.isEmpty())
        tip << PastNights::tr("took %1").arg(took);
    if (night.node.tries > 1)
        tip << PastNights::tr("%1 tries").arg(night.node.tries);
    if (!night.node.host.isEmpty())
        tip << night.node.host;
    bar.tip = tip.join(u", "_s);
    return bar;
}

NightBar tonightOf(const NightView &view, dag::NodeIndex index, core::TimePoint now)
{
    const dag::NodeRun &run = view.night->nodes[dag::at(index)];
    const QString word = dag::stateWord(run.state);
    NightBar bar;
    bar.day = PastNights::tr("tonight");
    bar.isTonight = true;
    bar.isFailed = run.state == dag::NodeState::Failed;
    const bool isOver = core::isKnown(run.ended) && dag::isOver(run.state);
    if (core::isKnown(run.started))
        bar.took = std::max((isOver ? run.ended : now) - run.started, core::Duration(0)) + dag::pastOf(run).lost;
    bar.above = isOver && run.state == dag::NodeState::Done ? shortSpan(bar.took) : wordWith(word, bar);
    if (view.forecast && !dag::isOver(run.state)) {
        const dag::NodeForecast &forecast = view.forecast->nodes[dag::at(index)];
        const core::TimePoint from = core::isKnown(run.started) ? run.started : forecast.start.median;
        bar.expected = std::max(forecast.end.median - from, core::Duration(0));
        bar.above = PastNights::tr("ends ~%1").arg(shortTime(forecast.end.median, now));
    }
    bar.tip = PastNights::tr("tonight: %1, %2").arg(word, bar.above);
    return bar;
}

} // namespace

PastNights::PastNights(stack::Stack *stack, QWidget *parent)
    : QWidget(parent)
    , m_stack(stack)
    , m_desk(stack->night() ? NightDesk::of(stack->night(), stack->clock()) : nullptr)
    , m_words(new QLabel(this))
    , m_bars(new NightBars(this))
{
    setObjectName(u"pastNights"_s);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_words->setObjectName(u"pastNightsWords"_s);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bars->setAccessibleName(tr("Run time of the last nights"));
    auto *column = new QVBoxLayout(this);
    const int margin = Theme::instance()->px(12);
    column->setContentsMargins(margin, margin / 2, margin, margin / 2);
    column->addWidget(m_words);
    column->addWidget(m_bars, 1);
    if (m_desk)
        connect(m_desk, &NightDesk::viewChanged, this, &PastNights::refresh);
    connect(Theme::instance(), &Theme::changed, this, &PastNights::refresh);
}

void PastNights::setJob(std::optional<aurora::JobKey> job)
{
    m_job = std::move(job);
    refresh();
}

void PastNights::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_desk)
        m_desk->setShown(this, true);
    refresh();
}

void PastNights::hideEvent(QHideEvent *event)
{
    if (m_desk)
        m_desk->setShown(this, false);
    QWidget::hideEvent(event);
}

void PastNights::refresh()
{
    constexpr size_t nightsShown = 30;
    if (!isVisible() || !m_job)
        return;
    const auto say = [this](const QString &why) {
        m_words->setText(why);
        m_bars->setBars({}, {});
    };
    const NightViewPtr view = m_desk ? m_desk->view() : nullptr;
    if (!view) {
        say(m_desk ? tr("The night is not read yet.") : tr("No night is followed here."));
        return;
    }
    const std::vector<dag::Node> &nodes = view->night->graph->nodes;
    const auto node = std::ranges::find(nodes, m_job->text().toUtf8(), &dag::Node::job);
    if (node == nodes.end()) {
        say(tr("No node of %1 runs this job.").arg(view->night->graph->dag));
        return;
    }
    const auto index = static_cast<dag::NodeIndex>(node - nodes.begin());
    std::vector<NightBar> bars;
    const dag::HistoryPtr history = m_stack->night()->history();
    if (history)
        std::ranges::transform(dag::lastNightsOf(*history, node->id, nightsShown), std::back_inserter(bars), barOf);
    bars.push_back(tonightOf(*view, index, m_stack->clock().now()));
    QString words = tr("Node %1").arg(node->label);
    core::Duration median{ 0 };
    if (const dag::NodeEstimate *const estimate
        = view->forecast ? &view->forecast->nodes[dag::at(index)].estimate : nullptr;
        estimate && !estimate->isGuess) {
        median = estimate->median;
        words += tr(" · median of %1 nights %2, 80 % within %3–%4")
                     .arg(estimate->nights)
                     .arg(shortSpan(median), shortSpan(estimate->early), shortSpan(estimate->late));
    } else {
        words += tr(" · no past night of it is known");
    }
    m_words->setText(words);
    m_bars->setBars(std::move(bars), median);
}

} // namespace ui
