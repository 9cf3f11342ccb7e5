// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/notice.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class GlyphLabel;

/// Shows one Notice: a line where the first row would be, no picture. GUI thread.
class NoticeView final : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeView(QWidget *parent = nullptr);
    void setNotice(const Notice &notice, const QString &details, const QString &tryAgain, bool canClear);
    void setSignInOffered(bool offered); ///< "Give user and password…"
    const Notice &notice() const { return m_notice; }

signals:
    void tryAgainRequested();
    void signInRequested();
    void clearFilterRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readTheme();

    Notice m_notice;
    GlyphLabel *m_glyph;
    QLabel *m_sentence;
    QLabel *m_next;
    QLabel *m_details;
    QPushButton *m_detailsButton;
    QPushButton *m_signIn;
    QPushButton *m_tryAgain;
    QPushButton *m_clear;
};

} // namespace ui
