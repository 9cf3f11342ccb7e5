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

    QString line() const; ///< the night in a line to be sent to others; empty: it is not read yet
    void setCompact(bool compact); ///< where there is little room: as high as its words
    void setShown(bool shown); ///< nothing is worked out while nobody looks

signals:
    void opened(); ///< "Open night"

private:
    void refresh();
    void measure();

    const dag::NightBoard *m_board;
    const core::Clock &m_clock;
    NightDesk *m_desk;
    ForecastChart *m_chart;
    GlyphLabel *m_glyph;
    TokenLabel *m_verdict;
    QLabel *m_words;
    bool m_compact = false;
};

} // namespace ui
