// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/capacitycard.h"

#include "models/core/whendone.h"
#include "ui/common/segments.h"
#include "ui/overview/capacitychart.h"
#include "ui/overview/capacitylegend.h"
#include "ui/overview/figures.h"
#include "ui/style/theme.h"

#include <QFuture>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::array<core::Duration, 4> spans{ 6h, 24h, 7 * 24h, 30 * 24h };
constexpr int dayIndex = 1;
constexpr auto askAgainAfter = 5s; ///< a pixel of 24 h is minutes wide
constexpr core::Duration longestHold = 10min; ///< history keeps one sample each five minutes at least

CapacityFigures figuresOf(const history::CapacitySample &sample, size_t kind)
{
    return { sample.total[kind], sample.allocated[kind], sample.offered[kind] };
}

} // namespace

CapacityCard::CapacityCard(stack::Stack *stack, QWidget *parent)
    : Card(tr("Capacity"), u"capacity"_s, parent)
    , m_stack(stack)
    , m_spans(new Segments(
          tr("Time shown"),
          { { tr("6 h"), {}, {} }, { tr("24 h"), {}, {} }, { tr("7 d"), {}, {} }, { tr("30 d"), {}, {} } }))
{
    m_spans->setObjectName(u"capacitySpan"_s);
    m_spans->setCurrent(dayIndex);
    addToHeadRight(new CapacityLegend);
    addToHeadRight(m_spans);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    for (int kind = 0; kind < capacityKinds; ++kind) {
        auto *cell = new CapacityCell(static_cast<Capacity>(kind));
        connect(cell, &CapacityCell::pointed, this, &CapacityCard::onPointed);
        row->addWidget(cell, 1);
        m_cells[static_cast<size_t>(kind)] = cell;
    }
    body()->addLayout(row);
    m_soon.setSingleShot(true);
    m_soon.setInterval(askAgainAfter);
    connect(&m_soon, &QTimer::timeout, this, &CapacityCard::ask);
    connect(m_spans, &Segments::changed, this, &CapacityCard::ask);
    connect(m_stack->history(), &history::CapacityHistory::changed, this, [this] {
        if (!m_soon.isActive() && m_shown)
            m_soon.start();
    });
}

void CapacityCard::setNow(const mesos::State &state)
{
    const mesos::ResourceSum total = state.total();
    const mesos::ResourceSum used = state.used();
    const mesos::ResourceSum offered = state.offered();
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const auto kind = static_cast<Capacity>(i);
        m_cells[i]->setNow({ amount(total, kind), amount(used, kind), amount(offered, kind) });
    }
}

void CapacityCard::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        ask();
}

int CapacityCard::span() const
{
    return m_spans->current();
}

void CapacityCard::setSpan(int index)
{
    m_spans->setCurrent(index);
}

void CapacityCard::ask()
{
    if (!m_shown)
        return;
    const core::TimePoint to = m_stack->clock().now();
    const core::TimePoint from = to - spans[static_cast<size_t>(m_spans->current())];
    const int points = std::clamp(m_cells[0]->plotWidth() / 2, 60, 400);
    const uint64_t question = ++m_question;
    core::whenDone(m_stack->history()->samples(from, to, points), this,
                   [this, question, from, to](QList<history::CapacitySample> samples) {
                       if (question == m_question)
                           draw(samples, from, to);
                   });
}

void CapacityCard::draw(const QList<history::CapacitySample> &samples, core::TimePoint from, core::TimePoint to)
{
    m_samples = samples;
    const core::Duration holds = std::max(longestHold, (to - from) / 50);
    for (size_t i = 0; i < m_cells.size(); ++i)
        m_cells[i]->setSeries(capacitySeries(samples, static_cast<Capacity>(i), to, holds), from, to);
    emit historyShown();
}

void CapacityCard::onPointed(core::TimePoint time)
{
    const history::CapacitySample *sample = core::isKnown(time) ? sampleAt(m_samples, time) : nullptr;
    for (size_t i = 0; i < m_cells.size(); ++i) {
        if (core::isKnown(time))
            m_cells[i]->point(time, sample, sample ? figuresOf(*sample, i) : CapacityFigures{});
        else
            m_cells[i]->pointAway();
    }
}

void CapacityCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    for (size_t i = 1; i < m_cells.size(); ++i) {
        const QRect cell = m_cells[i]->geometry();
        painter.fillRect(cell.left() - 1, cell.top(), 1, cell.height(), Theme::instance()->tokens().grid);
    }
}

} // namespace ui
