// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/overview/capacityseries.h"

#include <QWidget>

namespace ui {

class CapacityChart;
class TokenLabel;

/// Figures of one kind at one moment.
struct CapacityFigures
{
    double total = 0;
    double allocated = 0;
    double offered = 0;
    double idle() const { return total - allocated - offered; }
};

/// One kind of the capacity card: its figures over its chart. GUI thread.
class CapacityCell final : public QWidget
{
    Q_OBJECT
public:
    explicit CapacityCell(Capacity kind, QWidget *parent = nullptr);

    void setNow(const CapacityFigures &now); ///< shown while nothing is pointed at
    void setSeries(const CapacitySeries &series, core::TimePoint from, core::TimePoint to);
    /// Shows the figures of a moment in place of those of now; `known` false: a hole in the history.
    void point(core::TimePoint time, bool known, const CapacityFigures &then);
    void pointAway();
    CapacityChart *chart() const { return m_chart; } ///< nullptr: there was none of this kind so far
    int plotWidth() const; ///< of the chart, made or not

signals:
    void pointed(core::TimePoint time);

private:
    void show(const CapacityFigures &figures, const QString &when);
    void makeChart();

    Capacity m_kind;
    CapacityFigures m_now;
    TokenLabel *m_name;
    TokenLabel *m_share;
    TokenLabel *m_ofTotal;
    TokenLabel *m_idle;
    TokenLabel *m_when;
    TokenLabel *m_offered;
    struct Drawn
    {
        CapacitySeries series;
        core::TimePoint from{};
        core::TimePoint to{};
    };
    Drawn m_drawn; ///< for a chart that is made later
    CapacityChart *m_chart = nullptr; ///< made when there is something to draw: a window opens without any
};

} // namespace ui
