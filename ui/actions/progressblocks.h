// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"

#include <QWidget>

namespace ui {

/// One block a step: filled when its state was reached, half when it was sent, red when it failed, empty before. Above
/// forty steps the blocks become proportional stretches. GUI thread.
class ProgressBlocks final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressBlocks(QWidget *parent = nullptr);
    void setSteps(const QList<actions::StepRecord> &steps);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<actions::StepState> m_states;
};

} // namespace ui
