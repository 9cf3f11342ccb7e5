// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "ui/shell/page.h"

class QPushButton;

namespace ui {

class Card;
class PoolChart;
class PoolTools;
class TableView;
class TokenLabel;

/// One pool, looked at: its history, what happened to it, where EC2 and Mesos disagree, its machines. GUI thread.
class PoolPane final : public QWidget
{
    Q_OBJECT
public:
    /// `tools`: outlives it.
    PoolPane(const PageContext &context, PoolTools *tools, QWidget *parent = nullptr);

    void setPicture(const pools::Snapshot &picture);
    void setPool(const QString &pool); ///< a null one: none is chosen, the differences of all are shown
    QString pool() const { return m_pool; }
    void selectMachine(const QByteArray &instance); ///< of the pool; a wish, until the machine is in its rows
    void focusDifferences();
    QByteArray machine() const; ///< the selected one as EC2 knows it; empty: none

signals:
    void machineChanged();
    void linkActivated(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    TableView *makeTable(const QString &name, const QString &accessibleName);
    void refresh();
    QPushButton *makeButton(const QString &icon, const QString &name, const QString &text);
    void buildButtons();
    void refreshHead(const pools::Pool *pool);
    void refreshButtons(const pools::Pool *pool);
    void refreshSuspended(const pools::Pool *pool);
    void refreshDifferences(const pools::Pool *pool);
    void refreshChart(const pools::Pool *pool);
    void arrange(); ///< what there is no room for gives way: first the chart

    PageContext m_context;
    pools::Snapshot m_picture;
    QString m_pool;
    TokenLabel *m_name;
    TokenLabel *m_detail;
    PoolTools *m_tools;
    QPushButton *m_grow;
    QPushButton *m_start;
    QPushButton *m_elsewhere; ///< at the refusals
    QPushButton *m_remedy; ///< at machines nobody needs: the dearest of them
    QPushButton *m_resume;
    QPushButton *m_shrink;
    QPushButton *m_cycle;
    QPushButton *m_stop;
    QWidget *m_upper; ///< chart and activity
    Card *m_chartCard;
    Card *m_activityCard;
    Card *m_differenceCard;
    Card *m_machineCard;
    PoolChart *m_chart;
    TableView *m_activities;
    TableView *m_differences;
    TableView *m_machines;
    int m_wish = 0; ///< answers of the history to older wishes are dropped
};

} // namespace ui
