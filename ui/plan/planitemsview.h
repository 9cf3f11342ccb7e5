// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace ui {

class PlanItemsModel;

/// One table of a plan: what is touched, row by row, each of which can be unticked (Space or a click). A locked row is
/// unlocked by typing its name (a click on what says why, a double click, or Enter). Object name "planItems". GUI
/// thread.
class PlanItemsView final : public QWidget
{
    Q_OBJECT
public:
    explicit PlanItemsView(QWidget *parent = nullptr);
    void setTable(const actions::ItemTable &table);
    QTableView *view() const { return m_view; }

signals:
    void tickRequested(const QString &key, bool ticked, bool tickedAtFirst);
    void unlockRequested(const QString &name); ///< its name was typed in full

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readTheme();
    void fitHeight();
    void fitColumns();
    void toggleCurrent();
    void askForName(int row);

    QLabel *m_title;
    QTableView *m_view;
    PlanItemsModel *m_model;
};

} // namespace ui
