// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/capacityhistory.h"

#include <QPainterPath>
#include <QWidget>

#include <optional>

namespace ui {

/// Machines of one pool over the last hours: registered agents as steps, what was launched and wanted as lines over
/// them, with what is so now at their right end. A hole in the history stays a hole. GUI thread.
class PoolChart final : public QWidget
{
    Q_OBJECT
public:
    explicit PoolChart(QWidget *parent = nullptr);

    void setSamples(const QList<history::CapacitySample> &samples, core::TimePoint from, core::TimePoint to);
    void setNow(std::optional<int> wanted, int launched, int registered);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF plot() const;
    int highest() const;
    void paintAxes(QPainter &painter, const QRectF &plot) const;
    void paintSteps(QPainter &painter, const QRectF &plot) const;
    using Figure = std::optional<int> history::CapacitySample::*;
    /// What it was, as far as that is known, up to `now`; a short stroke where only that is.
    QPainterPath course(const QRectF &plot, Figure figure, int now) const;
    void paintLine(QPainter &painter, const QRectF &plot, Figure figure, int now, const QColor &colour,
                   Qt::PenStyle style) const;
    void paintLabel(QPainter &painter, const QRectF &plot, int value, const QColor &colour, const QString &label) const;
    qreal yOf(const QRectF &plot, double value) const;
    qreal xOf(const QRectF &plot, core::TimePoint time) const;

    QList<history::CapacitySample> m_samples;
    core::TimePoint m_from{};
    core::TimePoint m_to{};
    std::optional<int> m_wanted;
    int m_launched = 0;
    int m_registered = 0;
};

} // namespace ui
