// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

#include <QWidget>

class QPushButton;

namespace ui {

/// One way out: rank, sentence and remark, how many of the waiting instances it places, and the button to its plan.
/// GUI thread.
class WayOutRow final : public QWidget
{
    Q_OBJECT
public:
    /// `waiting`: instances that wait and do not fit. `whyNot`: why its action cannot be done now; empty: it can.
    WayOutRow(int rank, const explain::WayOut &way, int waiting, const QString &whyNot, QWidget *parent = nullptr);

    const explain::WayOut &way() const { return m_way; }
    QString sentence() const; ///< what it says, without markup
    QPushButton *button() const { return m_button; } ///< nullptr: there is nothing to press
    QSize sizeHint() const override;

signals:
    void chosen(const explain::WayOut &way);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeButton();
    QString placesText() const;

    int m_rank;
    explain::WayOut m_way;
    int m_waiting;
    QPushButton *m_button = nullptr;
};

} // namespace ui
