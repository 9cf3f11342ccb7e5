// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

/// "■ allocated ■ offered □ idle — total", in the head of the capacity card. GUI thread.
class CapacityLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit CapacityLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
