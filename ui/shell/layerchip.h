// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/shell/paintedbutton.h"

namespace ui {

/// One layer in the header: glyph, name and the age of its data; what is not well gets a tint and its cause in words.
/// Compact: the glyph alone. Object name "layerChip-Mesos".
class LayerChip final : public PaintedButton
{
    Q_OBJECT
public:
    explicit LayerChip(QWidget *parent = nullptr);

    void setLayer(const stack::Layer &layer, core::TimePoint now);
    const stack::Layer &layer() const { return m_layer; }
    QString words() const { return m_words; }
    void setCompact(bool compact);

    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintContents(QPainter *painter) override;

private:
    stack::Layer m_layer;
    core::TimePoint m_now{};
    QString m_words;
    bool m_compact = false;
};

} // namespace ui
