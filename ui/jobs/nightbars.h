// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QWidget>

#include <vector>

namespace ui {

/// One night of a job's node.
struct NightBar
{
    QString day; ///< below it: "14 Nov", "tonight"
    QString above; ///< "1 h 32", "failed 41 min", "ends ~05:04"
    QString tip; ///< all that is known of it, in words
    core::Duration took{ 0 }; ///< so far, if it runs; 0: it did not run
    core::Duration expected{ 0 }; ///< tonight, in all; 0: nothing is expected
    bool isFailed = false;
    bool isTonight = false;
    bool operator==(const NightBar &) const = default;
};

/// Bars side by side, as many of the last ones as there is room for, under the dashed line of their median. GUI thread.
class NightBars final : public QWidget
{
    Q_OBJECT
public:
    explicit NightBars(QWidget *parent = nullptr);

    /// `median`: 0: none is known.
    void setBars(std::vector<NightBar> bars, core::Duration median);
    const std::vector<NightBar> &bars() const { return m_bars; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int slotWidth() const;
    size_t firstShown() const;

    std::vector<NightBar> m_bars;
    core::Duration m_median{ 0 };
};

} // namespace ui
