// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"

#include <QWidget>

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

signals:
    void nodeRequested(const QByteArray &node);
    void clearRequested(); ///< the first failure with all that waits for it
    void unblockRequested(); ///< the first failure is taken for a success
    void linkClicked(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showJob(); ///< where there is room: the bar below leads there, too

    GlyphLabel *m_glyph;
    TokenLabel *m_title;
    ElidedLabel *m_message;
    QPushButton *m_log;
    QPushButton *m_show;
    QPushButton *m_job;
    QPushButton *m_unblock;
    QPushButton *m_clear;
    bool m_canClear = false;
    QByteArray m_node;
    QString m_jobPath;
};

} // namespace ui
