// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/forecasttext.h"
#include "ui/shell/paintedbutton.h"

#include <QPointer>

namespace ui {

/// The night in the header (ui.md §2): what it is and until when something must be done. A click opens its page. Gives
/// way to its glyph and its last words where it would take more than a quarter of the header. GUI thread.
class RunChip final : public PaintedButton
{
    Q_OBJECT
public:
    RunChip(dag::NightBoard *board, const core::Clock &clock, QWidget *parent = nullptr);
    ~RunChip() override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintContents(QPainter *painter) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void fitHeader();
    QString shortText(bool isRoomy) const;
    int widthOf(const QString &bold, const QString &plain) const;

    QPointer<NightDesk> m_desk; ///< the stack's
    QPointer<const dag::NightBoard> m_board;
    const core::Clock &m_clock;
    Headline m_line;
    bool m_isTight = false; ///< the last words must do
};

} // namespace ui
