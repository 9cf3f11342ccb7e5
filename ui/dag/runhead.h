// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ForecastChart;
class GlyphLabel;
class TokenLabel;

/// The head of the night (mock-up 09): which run of which data, since when in both zones, how it stands, its parameters
/// to copy; the forecast as a chart and in words. GUI thread.
class RunHead final : public QWidget
{
    Q_OBJECT
public:
    RunHead(dag::NightBoard *board, const core::Clock &clock, QWidget *parent = nullptr);
    void setView(const NightViewPtr &view);
    void setCalibration(const std::optional<dag::Calibration> &calibration);

signals:
    void copied(const QString &what); ///< "transaction"

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void readTheme();
    void fillParameters(const dag::Run &run);
    void fillRuns();
    void fillWords();

    dag::NightBoard *m_board;
    const core::Clock &m_clock;
    NightViewPtr m_view;
    std::optional<dag::Calibration> m_calibration;
    QToolButton *m_run;
    TokenLabel *m_data;
    GlyphLabel *m_glyph;
    TokenLabel *m_verdict;
    QLabel *m_started;
    QLabel *m_running;
    QLabel *m_parameters;
    ForecastChart *m_chart;
    QLabel *m_words;
};

} // namespace ui
