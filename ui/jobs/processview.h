// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/executor/processgraph.h"
#include "models/aurora/observer/thermostask.h"

#include <QWidget>

namespace ui {

/// The processes of a Thermos task as a small drawn graph (features T13): a row each in the order they run, beside it
/// the lines of who waits for whom; then the run's number, how it ended, cores and memory. Object name "processView".
/// GUI thread.
class ProcessView final : public QWidget
{
    Q_OBJECT
public:
    explicit ProcessView(QWidget *parent = nullptr);

    void setTask(const aurora::ThermosTask &task, core::TimePoint now);
    QString asText() const; ///< a line each, columns with " | " between; for readers of the screen and tests

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Row
    {
        QString glyph;
        QString name;
        QString run;
        QString exit; ///< "0, 14 s", "runs", "waits for fetch-jar"
        QString cpus;
        QString memory; ///< GiB
        QString command; ///< on hover
        int lane = 0; ///< column of its dot
    };
    void addRow(const aurora::ThermosTask &task, const aurora::executor::ProcessGraph &graph, int node, int lane,
                core::TimePoint now);
    int gutter() const;
    QPointF dot(int row) const;
    QRect cell(int row, int column) const;
    void drawLines(QPainter *painter) const;

    QList<Row> m_rows;
    QList<std::pair<int, int>> m_edges; ///< of rows: from, to
    int m_lanes = 1;
    QString m_trouble; ///< processes that wait for each other
};

} // namespace ui
