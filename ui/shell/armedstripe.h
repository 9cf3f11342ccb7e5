// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

/// Amber and black diagonals over the whole window while writing is unlocked; gone when it is locked. Object name
/// "armedStripe". GUI thread.
class ArmedStripe final : public QWidget
{
    Q_OBJECT
public:
    explicit ArmedStripe(QWidget *parent = nullptr);
    void setArmed(bool armed) { setVisible(armed); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
