// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/paintedbutton.h"

class QVBoxLayout;

namespace ui {

/// One line of the rail: icon, title, badge. Object name "rail-agents".
class RailButton final : public PaintedButton
{
    Q_OBJECT
public:
    RailButton(const QString &key, const QString &icon, const QString &title, QWidget *parent);
    void setTier(config::Tier tier);
    void setNarrow(bool narrow);
    void setBadge(Badge badge);
    Badge badge() const { return m_badge; }
    int fullWidth() const; ///< px that icon, title and a badge of two digits need

    QSize sizeHint() const override;

protected:
    void paintContents(QPainter *painter) override;

private:
    QRect badgeRect() const;
    QString badgeText() const;
    QString m_icon;
    config::Tier m_tier = config::Tier::Production;
    bool m_narrow = false;
    Badge m_badge;
};

/// The pages at the left, in the stack's colour; Connections, Preferences and Menu at the foot. Object name "rail".
class Rail final : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(const QList<PageEntry> &pages, QWidget *parent = nullptr);
    void setCurrent(const QString &key);
    void setTier(config::Tier tier);
    void setNarrow(bool narrow);
    void setBadge(const QString &key, Badge badge);

signals:
    void pageChosen(const QString &key);
    void connectionsClicked();
    void preferencesClicked();
    void menuClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RailButton *add(const QString &key, const QString &icon, const QString &title);
    void relayout();
    QVBoxLayout *m_column;
    QList<RailButton *> m_buttons;
    RailButton *m_connections = nullptr; ///< a page, too, at the foot
    config::Tier m_tier = config::Tier::Production;
    bool m_narrow = false;
};

} // namespace ui
