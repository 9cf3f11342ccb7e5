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

    /// Where a click leads to the log of the process; an empty rectangle: it never ran.
    QRect linkAt(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void logRequested(const QString &process, int run); ///< `run` counts from 0, as the sandbox's folders do

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
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
        QString process; ///< as Thermos names it
        int number = -1; ///< of its last run, from 0; negative: it never ran
        int lane = 0; ///< column of its dot
    };
    void addRow(const aurora::ThermosTask &task, const aurora::executor::ProcessGraph &graph, int node, int lane,
                core::TimePoint now);
    int rowAt(const QPoint &point) const; ///< −1: none whose log can be opened
    int nextLink(int from, int step) const; ///< −1: none
    void open(int row);
    int gutter() const;
    QPointF dot(int row) const;
    QRect cell(int row, int column) const;
    void drawLines(QPainter *painter) const;

    QList<Row> m_rows;
    QList<std::pair<int, int>> m_edges; ///< of rows: from, to
    int m_lanes = 1;
    int m_current = -1; ///< row that Enter opens
    QString m_trouble; ///< processes that wait for each other
};

} // namespace ui
