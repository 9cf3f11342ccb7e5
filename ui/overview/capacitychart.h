// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/overview/capacityseries.h"

#include <QChartView>

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace ui {

/// One of the small capacity charts: stacked steps, total as a line, times below. The pointer's time is told by a
/// signal, so that all four charts show the same moment; there is no tool tip. GUI thread.
class CapacityChart final : public QChartView
{
    Q_OBJECT
public:
    explicit CapacityChart(const QString &name, QWidget *parent = nullptr);
    ~CapacityChart() override;

    void setSeries(const CapacitySeries &series, core::TimePoint from, core::TimePoint to);
    void setMark(core::TimePoint time); ///< a vertical line; not known: none
    int plotWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void pointed(core::TimePoint time); ///< not known: the pointer has left

protected:
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    struct Layer
    {
        QAreaSeries *area = nullptr;
        QLineSeries *upper = nullptr;
        QLineSeries *lower = nullptr;
    };
    /// What draws one stretch. Kept and filled again, as making series is dear.
    struct Drawn
    {
        Layer idle, offered, allocated;
        QLineSeries *total = nullptr;
    };
    Layer addLayer();
    void setStretches(int count);
    void placePlot();
    void applyColours();
    void paintTimes(QPainter *painter, const QRectF &plot) const;

    QValueAxis *m_x;
    QValueAxis *m_y;
    QList<Drawn> m_drawn;
    core::TimePoint m_from{};
    core::TimePoint m_to{};
    core::TimePoint m_mark{};
    bool m_empty = true;
};

} // namespace ui
