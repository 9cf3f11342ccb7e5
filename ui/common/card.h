// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace ui {

class TokenLabel;

/// A box of a page: a head with title, a quiet remark and things at its right, and a body. GUI thread.
class Card : public QWidget
{
    Q_OBJECT
public:
    Card(const QString &title, const QString &objectName, QWidget *parent = nullptr);

    void setRemark(const QString &text); ///< beside the title
    void addToHead(QWidget *widget); ///< beside title and remark
    void addToHeadRight(QWidget *widget); ///< at the right end
    QVBoxLayout *body() const { return m_body; }
    void setHeadVisible(bool visible); ///< small windows have no room for it

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyMeasures();

    QWidget *m_headBox;
    QHBoxLayout *m_head;
    QVBoxLayout *m_body;
    TokenLabel *m_title;
    TokenLabel *m_remark;
    int m_left = 2; ///< where the next widget beside the remark goes
};

} // namespace ui
