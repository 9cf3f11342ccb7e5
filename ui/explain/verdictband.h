// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace ui {

class GlyphLabel;

/// The answer in one sentence, with what is nearest and since when, and room for one button. GUI thread.
class VerdictBand final : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictBand(QWidget *parent = nullptr);
    void setVerdict(const explain::Verdict &verdict);
    void setButton(QWidget *button); ///< takes it over; nullptr: none

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();

    GlyphLabel *m_glyph;
    QLabel *m_sentence;
    QLabel *m_detail;
    QHBoxLayout *m_line;
    QWidget *m_button = nullptr;
    bool m_fits = false;
};

} // namespace ui
