// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/verbs/night/pauseverb.h"

#include <QWidget>

class QPushButton;

namespace ui {

class ElidedLabel;
class GlyphLabel;

/// Above the night while its DAG is paused: who paused it, why and until when, and the way back. GUI thread.
class PauseBand final : public QWidget
{
    Q_OBJECT
public:
    explicit PauseBand(const core::Clock &clock, QWidget *parent = nullptr);
    /// `note`: what this machine knows of it; nullopt: it was paused elsewhere.
    void setPaused(bool paused, const QString &dag, const std::optional<verbs::PauseNote> &note);

signals:
    void unpauseRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const core::Clock &m_clock;
    GlyphLabel *m_glyph;
    ElidedLabel *m_words;
    QPushButton *m_unpause;
};

/// "Paused until 05:00 BRT by ops@here since 03:47 BRT: the loads wait for the new table. No further node begins."
/// Pure.
QString pauseWords(const QString &dag, const std::optional<verbs::PauseNote> &note, core::TimePoint now);

} // namespace ui
