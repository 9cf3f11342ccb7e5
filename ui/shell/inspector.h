// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>
#include <QPointer>

class QMainWindow;
class QToolButton;

namespace ui {

/// The current object, at the right of the page or wherever it was dragged: to another side, out of the window. Where
/// there is little room it lies over the page instead of taking width from it, and Esc closes it. The content stays its
/// page's. Object name "inspector".
class Inspector final : public QDockWidget
{
    Q_OBJECT
public:
    explicit Inspector(QMainWindow *stage);

    void setContent(QWidget *content); ///< nullptr: closes; the old content goes back to where it came from
    QWidget *content() const { return m_content; }
    void setOverlay(bool overlay);
    bool isOverlay() const { return m_overlay; }
    void setWide(bool wide); ///< 420 instead of 348
    void setChosenWidth(int width); ///< px it was dragged to in an earlier run; 0: none
    int chosenWidth() const { return m_chosen; }
    void showContent(); ///< after docks were put elsewhere: open when there is something to show, closed when not
    void toggle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void reveal();
    void applyOverlay();
    void readTheme();
    void place(); ///< as an overlay
    bool isAtSide(); ///< docked, left or right
    int naturalWidth() const;
    QMainWindow *m_stage;
    QPointer<QWidget> m_content;
    QPointer<QWidget> m_home; ///< the content's parent before it came here
    QWidget *m_bar; ///< what it is dragged by, with the ways out
    QWidget *m_empty; ///< a dock without any content computes negative sizes
    QToolButton *m_float;
    bool m_wantsOverlay = false; ///< there is little room
    bool m_overlay = false;
    bool m_wide = false;
    int m_chosen = 0;
};

} // namespace ui
