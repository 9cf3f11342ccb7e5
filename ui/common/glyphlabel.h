// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/glyphs.h"

#include <QWidget>

namespace ui {

/// One state glyph as a widget, 13 design px. What it stands for is said by the text beside it. GUI thread.
class GlyphLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit GlyphLabel(QWidget *parent = nullptr, int designPx = 13);
    void setGlyph(Glyph glyph, bool hollow = false);
    void setWord(const QString &word) { setGlyph(word.isEmpty() ? Glyph{} : glyphFor(word)); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    bool m_hollow = false;
    int m_designPx;
};

} // namespace ui
