// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QWidget>

namespace ui {

/// The time in the desk's zone and in UTC, as runs and logs are in UTC. One line where they are the same, or narrow.
class ClockPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ClockPanel(QWidget *parent = nullptr);
    void setTime(core::TimePoint now);
    void setNarrow(bool narrow);
    void setUtcFirst(bool first);
    QString firstLine() const;
    QString secondLine() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString local() const;
    QString utc() const;
    core::TimePoint m_now{};
    bool m_narrow = false;
    bool m_utcFirst = false;
};

} // namespace ui
