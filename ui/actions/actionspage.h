// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"
#include "ui/shell/page.h"

class QSplitter;
class QStackedWidget;

namespace ui {

class ActionDetail;
class FilterBar;
class QuickFilters;
class Segments;
class TableView;

/// What was done to the cluster from here: the actions with their steps, journal and ways back, or the audit log.
/// GUI thread.
class ActionsPage final : public Page
{
    Q_OBJECT
public:
    explicit ActionsPage(PageContext context, QWidget *parent = nullptr);

    QList<QWidget *> barWidgets() override;
    QList<QWidget *> barWidgetsRight() override;
    QString counts() const override;
    bool reveal(const links::ObjectRef &ref) override;
    void setFilterText(const QString &text) override;
    void focusFilter() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    void setShown(bool shown) override;

private:
    enum class View { Actions, Audit };
    View view() const;
    void refresh();
    void refreshAudit();
    TableView *table() const;

    actions::ActionCenter *m_center;
    FilterBar *m_filter;
    QuickFilters *m_quick;
    Segments *m_view;
    QStackedWidget *m_stack;
    TableView *m_actions;
    TableView *m_audit;
    ActionDetail *m_detail;
    QSplitter *m_splitter;
    QList<QWidget *> m_right;
    bool m_shown = false;
    static constexpr int mostLines = 5000; ///< of the audit log that are shown
    bool m_auditIsCut = false; ///< there are more
    int m_auditWish = 0; ///< answers to older wishes are dropped
};

PageEntry actionsPage();

} // namespace ui
