// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace ui {

class LayerChip;

/// All layers of the shown stack. Where there is little room the chips shrink to their glyphs, and the worst or the
/// oldest is said in words beside them.
class LayerChips final : public QWidget
{
    Q_OBJECT
public:
    explicit LayerChips(QWidget *parent = nullptr);
    void setLayers(const QList<stack::Layer> &layers, core::TimePoint now);
    void setCompact(bool compact);

signals:
    void clicked(QWidget *chip);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void relabel(core::TimePoint now);
    QHBoxLayout *m_row;
    QLabel *m_summary;
    QList<LayerChip *> m_chips;
    QList<stack::Layer> m_layers;
    bool m_compact = false;
};

} // namespace ui
