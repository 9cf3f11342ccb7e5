// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace ui {

/// The border of 2 px in the stack's colour round everything the window shows: by it one knows the cluster from across
/// the room. Object name "frame".
class WindowFrame final : public QWidget
{
    Q_OBJECT
public:
    explicit WindowFrame(QWidget *parent = nullptr);
    void setColour(const QColor &colour);
    QColor colour() const { return m_colour; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
};

} // namespace ui
