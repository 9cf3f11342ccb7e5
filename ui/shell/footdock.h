// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QDockWidget>
#include <QPointer>

class QLabel;
class QMainWindow;
class QToolButton;

namespace ui {

class GlyphLabel;

/// What is pinned, under the page or wherever it was dragged. Closed until something is pinned. The content stays its
/// stack's. Object name "footDock".
class FootDock final : public QDockWidget
{
    Q_OBJECT
public:
    explicit FootDock(QMainWindow *stage);

    void setContent(FootContent *content); ///< nullptr: closes
    FootContent *content() const { return m_content; }
    void showContent(); ///< after docks were put elsewhere: open when it was, closed without anything to show

signals:
    void openWanted(); ///< the content's object on its own page

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void readTheme();
    void readTitle();
    void onVisible(bool visible);

    QMainWindow *m_stage;
    QPointer<FootContent> m_content;
    QPointer<QWidget> m_home; ///< the content's parent before it came here
    QWidget *m_empty; ///< a dock without any content computes negative sizes
    GlyphLabel *m_glyph;
    QLabel *m_title;
    QToolButton *m_open;
    QToolButton *m_close;
    bool m_isSized = false; ///< it has had a height of its own
};

} // namespace ui
