// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/common/card.h"
#include "ui/overview/capacitycell.h"

#include <QTimer>

namespace ui {

class Segments;

/// Capacity now and over time: four charts side by side, which show the figures of the pointer's time together.
/// Reads the local history; asks again at most every few seconds and only while visible. GUI thread.
class CapacityCard final : public Card
{
    Q_OBJECT
public:
    explicit CapacityCard(stack::Stack *stack, QWidget *parent = nullptr);

    void setNow(const mesos::State &state);
    void setShown(bool shown);
    int span() const; ///< index of the switch: 6 h, 24 h, 7 d, 30 d
    void setSpan(int index);
    /// Samples that are drawn now, for tests.
    const QList<history::CapacitySample> &samples() const { return m_samples; }

signals:
    void historyShown();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void ask();
    void draw(const QList<history::CapacitySample> &samples, core::TimePoint from, core::TimePoint to);
    void onPointed(core::TimePoint time);

    stack::Stack *m_stack;
    std::array<CapacityCell *, capacityKinds> m_cells{};
    Segments *m_spans;
    QTimer m_soon;
    QList<history::CapacitySample> m_samples;
    uint64_t m_question = 0; ///< answers to older ones are dropped
    bool m_shown = false;
};

} // namespace ui
