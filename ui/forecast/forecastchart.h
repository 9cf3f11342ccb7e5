// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"

#include <QWidget>

namespace ui {

/// Share of nodes done over the night (ui.md §5): tonight solid, the median dashed on the band of past nights, the
/// forecast dotted on its own band, now, deadlines and the latest restart for them. GUI thread.
class ForecastChart final : public QWidget
{
    Q_OBJECT
public:
    explicit ForecastChart(const core::Clock &clock, QWidget *parent = nullptr);
    /// `oldSince`: when it was true, where nobody confirms it any more: nothing is drawn of what became of it since.
    void setView(NightViewPtr view, core::TimePoint oldSince = {});
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const core::Clock &m_clock;
    NightViewPtr m_view;
    core::TimePoint m_oldSince{};
};

} // namespace ui
