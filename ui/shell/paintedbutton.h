// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ui {

/// Base of the header's and rail's own-drawn buttons: hover, the focus outline, and a name for screen readers.
class PaintedButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PaintedButton(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) final;
    virtual void paintContents(QPainter *painter) = 0;
    void keyPressEvent(QKeyEvent *event) override; ///< Enter presses too, as everywhere else
};

} // namespace ui
