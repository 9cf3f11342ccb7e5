// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/capacityhistory.h"

#include <QWidget>

#include <vector>

namespace ui {

/// What happened in all layers (H7), as glyphs on the time axis above it; what lies together is one mark with the worst
/// of its glyphs. At the left the words of the mark that is looked at: by the pointer, or by Left and Right; Enter
/// opens its object. Below it what the drawing's signs mean. GUI thread.
class EventLine final : public QWidget
{
    Q_OBJECT
public:
    explicit EventLine(const core::Clock &clock, QWidget *parent = nullptr);

    void setEvents(QList<history::Event> events); ///< ascending
    void setAxis(int left, int width, core::TimePoint from, core::TimePoint until);
    QSize sizeHint() const override;

    QStringList asText() const; ///< each mark's words; for tests
    QRect rectOf(int mark) const;

signals:
    void linkActivated(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Mark
    {
        int x = 0; ///< its middle
        std::vector<qsizetype> events; ///< oldest first
        qsizetype worst = 0;
    };
    void arrange();
    int markAt(QPoint place) const; ///< -1: none
    void choose(int mark);
    QString wordsOf(const history::Event &event) const;
    QString linkOf(const Mark &mark) const; ///< of the worst that leads somewhere
    void paintLegend(QPainter *painter, const QRect &row);

    const core::Clock &m_clock;
    QList<history::Event> m_events;
    std::vector<Mark> m_marks;
    int m_left = 0;
    int m_width = 1;
    core::TimePoint m_from{};
    core::TimePoint m_until{};
    int m_current = -1;
};

} // namespace ui
