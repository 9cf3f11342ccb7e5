// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/card.h"
#include "ui/forecast/nightdesk.h"

class QLabel;

namespace ui {

class ForecastChart;
class GlyphLabel;
class TokenLabel;

/// Will we make it? (mock-up 01): tonight against the nights before, the forecast with its deadlines, and how the nodes
/// stand. GUI thread.
class NightCard final : public Card
{
    Q_OBJECT
public:
    /// `board` outlives the card.
    NightCard(dag::NightBoard *board, const core::Clock &clock, QWidget *parent = nullptr);

    void setShown(bool shown); ///< nothing is worked out while nobody looks
    void setCompact(bool compact); ///< a low chart, and of the words the forecast alone, in the head

signals:
    void opened(); ///< "Open night"

private:
    void measure();
    void refresh();

    const core::Clock &m_clock;
    NightDesk *m_desk;
    ForecastChart *m_chart;
    GlyphLabel *m_glyph;
    TokenLabel *m_verdict;
    QLabel *m_words;
    QWidget *m_beside; ///< the chart: verdict and words
    TokenLabel *m_brief; ///< compact: when it ends
    bool m_compact = false;
};

} // namespace ui
