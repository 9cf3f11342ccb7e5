// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>
#include <QPointer>

class QMainWindow;

namespace ui {

/// The current object, at the right of the page. Where there is little room it floats over the page instead of taking
/// width from it, and Esc closes it. The content stays its page's. Object name "inspector".
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
    void setChosenWidth(int width); ///< px of an earlier run; 0: none
    void toggle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void reveal();
    void place(); ///< as an overlay
    int naturalWidth() const;
    QMainWindow *m_stage;
    QPointer<QWidget> m_content;
    QPointer<QWidget> m_home; ///< the content's parent before it came here
    QWidget *m_bar;
    QWidget *m_empty; ///< a dock without any content computes negative sizes
    bool m_overlay = false;
    bool m_wide = false;
    int m_chosen = 0;
};

} // namespace ui
