// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dag/nightscope.h"
#include "ui/forecast/nightdesk.h"

#include <QAbstractScrollArea>

#include <array>

namespace ui {

class EventLine;

/// Gantt and grid of the night (mock-up 10): a row a node with its last 30 nights, its median and tonight's bar:
/// waiting thin, tries apart, the usual span behind, the forecast dashed. Grouped by the critical path, what is under
/// way, what is held up, what is over. A cell tells its night on hover, a double click looks at that run. GUI thread.
class NightTimes final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    NightTimes(dag::NightBoard *board, const core::Clock &clock, QWidget *parent = nullptr);

    void setView(NightViewPtr view);
    void setScope(GraphScope scope);
    void setCurrent(const QByteArray &node);
    EventLine *events() const { return m_line; } ///< under the bars, on their axis
    QStringList asText() const; ///< what it shows, a line a row; for screen readers and tests

signals:
    void currentChanged(const QByteArray &node);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Row
    {
        dag::NodeIndex node = -1; ///< -1: heading of a group
        QString text; ///< of a heading
        QString remark;
    };
    struct Measures
    {
        int row, names, cell, cells, median, axis; ///< widths; `cells`: how many nights
        int axisLeft() const { return names + cell * cells + median; }
    };
    Measures measures() const;
    void arrange();
    void placeScrollBar();
    double x(core::TimePoint t) const;
    int firstNight(const Measures &m) const; ///< index in the history of the leftmost cell; below 0: it is empty
    const dag::PastNight *nightAt(QPoint place) const; ///< whose cell is there
    QString cellText(const dag::PastNight &night, dag::NodeIndex node) const;
    int rowAt(QPoint place) const; ///< -1: none
    void paintHeader(QPainter *painter, const Measures &m);
    void paintRow(QPainter *painter, const Measures &m, const Row &row, int top);
    void paintCells(QPainter *painter, const Measures &m, dag::NodeIndex node, int top);
    void paintBar(QPainter *painter, const Measures &m, dag::NodeIndex node, int top);
    void makeCurrent(int row);
    int rowOf(dag::NodeIndex node) const;

    dag::NightBoard *m_board;
    const core::Clock &m_clock;
    EventLine *m_line;
    NightViewPtr m_view;
    std::vector<Row> m_rows;
    core::TimePoint m_from{};
    core::TimePoint m_until{};
    GraphScope m_scope = GraphScope::All;
    QByteArray m_current;
};

} // namespace ui
