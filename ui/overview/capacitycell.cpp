// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/capacitycell.h"

#include "models/core/format.h"
#include "ui/common/labels.h"
#include "ui/overview/capacitychart.h"
#include "ui/overview/figures.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

CapacityCell::CapacityCell(Capacity kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_name(new TokenLabel(&Tokens::text, &Theme::uiFont))
    , m_share(new TokenLabel(&Tokens::text, &Theme::verdictFont))
    , m_ofTotal(new TokenLabel(&Tokens::text2, &Theme::tableFont))
    , m_idle(new TokenLabel(&Tokens::text2, &Theme::tableFont))
    , m_when(new TokenLabel(&Tokens::text3, &Theme::tableFont))
    , m_offered(new TokenLabel(&Tokens::text2, &Theme::tableFont))
{
    m_name->setText(capacityName(kind));
    m_name->setBold(true);
    const auto line = [](TokenLabel *left, TokenLabel *right) {
        auto *row = new QHBoxLayout;
        left->setElides(true);
        right->setAlignment(Qt::AlignRight);
        row->addWidget(left, 1);
        row->addWidget(right);
        return row;
    };
    const Theme *theme = Theme::instance();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(4));
    column->setSpacing(1);
    column->addLayout(line(m_name, m_share));
    column->addLayout(line(m_ofTotal, m_idle));
    column->addLayout(line(m_when, m_offered));
    column->addSpacing(theme->px(2));
    column->addStretch(0);
    setNow({});
}

void CapacityCell::makeChart()
{
    m_chart = new CapacityChart(capacityName(m_kind), this);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->count() - 1, m_chart, 1);
    connect(m_chart, &CapacityChart::pointed, this, &CapacityCell::pointed);
    if (m_drawn.to > m_drawn.from)
        m_chart->setSeries(m_drawn.series, m_drawn.from, m_drawn.to);
    m_drawn = {};
}

int CapacityCell::plotWidth() const
{
    return m_chart ? m_chart->plotWidth() : std::max(1, contentsRect().width());
}

void CapacityCell::setNow(const CapacityFigures &now)
{
    m_now = now;
    pointAway();
}

void CapacityCell::setSeries(const CapacitySeries &series, core::TimePoint from, core::TimePoint to)
{
    if (m_chart)
        m_chart->setSeries(series, from, to);
    else
        m_drawn = { series, from, to };
}

void CapacityCell::point(core::TimePoint time, bool known, const CapacityFigures &then)
{
    if (m_chart)
        m_chart->setMark(time);
    const QString when = tr("at %1").arg(core::formatClockBare(time).left(5));
    if (known) {
        show(then, when);
        return;
    }
    m_share->setText(QString::fromUtf16(core::notKnown));
    m_ofTotal->setText(tr("not observed"));
    m_idle->setText({});
    m_offered->setText({});
    m_when->setText(when);
}

void CapacityCell::pointAway()
{
    if (m_chart)
        m_chart->setMark({});
    show(m_now, {});
}

void CapacityCell::show(const CapacityFigures &figures, const QString &when)
{
    const bool none = !(figures.total > 0);
    if (!m_chart && m_now.total > 0)
        makeChart();
    if (m_chart)
        m_chart->setVisible(m_now.total > 0);
    m_share->setColour(none ? &Tokens::text3 : &Tokens::text);
    m_when->setText(when);
    if (none) {
        m_share->setText(tr("none"));
        m_ofTotal->setText(tr("No agent offers %1").arg(capacityName(m_kind).toLower()));
        m_idle->setText({});
        m_offered->setText({});
        return;
    }
    const Unit unit = Unit::of(m_kind, figures.total);
    m_share->setText(percent(figures.allocated, figures.total));
    m_ofTotal->setText(unit.withUnit(tr("%1 of %2").arg(unit.number(figures.allocated), unit.number(figures.total))));
    m_idle->setText(tr("idle %1").arg(unit.number(figures.idle())));
    m_offered->setText(tr("offered %1").arg(unit.number(figures.offered)));
}

} // namespace ui
