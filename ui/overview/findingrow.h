// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/watch/finding.h"

#include <QList>
#include <QWidget>

class QPushButton;

namespace ui {

/// One line of the "Needs you" card: glyph, sentence of fact, sentence of cause, up to two buttons; in its menu them
/// and for how long it shall be quiet. GUI thread.
class FindingRow final : public QWidget
{
    Q_OBJECT
public:
    explicit FindingRow(QWidget *parent = nullptr);

    void setFinding(const watch::Finding &finding, core::TimePoint now);
    const watch::Finding &finding() const { return m_finding; }
    void setCompact(bool compact); ///< one line: the cause goes
    /// Filled with the failure tint: the first failure of the card.
    void setTinted(bool tinted);
    QString sentence() const; ///< what it says, without markup

    QSize sizeHint() const override;

signals:
    void stepTaken(const watch::Step &step);
    void quietWanted(std::chrono::minutes span);
    void quietEnded();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void placeButtons();
    int textRight() const;

    watch::Finding m_finding;
    QString m_age; ///< and until when it is quiet
    QList<QPushButton *> m_buttons;
    bool m_compact = false;
    bool m_tinted = false;
};

} // namespace ui
