// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"

#include <QWidget>

class QMenu;
class QPushButton;

namespace ui {

class ElidedLabel;
class GlyphLabel;
class TokenLabel;

/// Under the graph while something failed: the first real failure in the error's own words, what follows from it, and
/// the way there. GUI thread.
class FailureBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FailureBar(QWidget *parent = nullptr);
    void setView(const NightViewPtr &view); ///< hides itself when nothing failed
    void setCanClear(bool can); ///< the night is Airflow's, so that its nodes can be cleared
    void setCanHold(bool can); ///< there is AWS, whose machines can be kept up

signals:
    void nodeRequested(const QByteArray &node);
    void clearRequested(); ///< the first failure with all that waits for it
    void unblockRequested(); ///< the first failure is taken for a success
    void logRequested(const QByteArray &node); ///< at its first error
    void holdsWanted(QMenu *menu, const QString &job); ///< the machines it failed on: the menu is about to be shown
    void linkClicked(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void readTheme();
    void arrange(); ///< where there is little room, ways that other keys go give way

    GlyphLabel *m_glyph;
    TokenLabel *m_title;
    ElidedLabel *m_message;
    QPushButton *m_log;
    QPushButton *m_show;
    QPushButton *m_job;
    QPushButton *m_hold;
    QPushButton *m_unblock;
    QPushButton *m_clear;
    bool m_canClear = false;
    bool m_canHold = false;
    QByteArray m_node;
    QString m_jobPath;
};

} // namespace ui
