// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/agents/mappicture.h"
#include "ui/tablepage/tablepage.h"

#include <QFutureWatcher>

class QSplitter;
class QToolButton;

namespace ui {

class AgentActions;
class AgentInspector;
class AgentMap;
class MaintenancePane;
class Segments;
class UsageBoard;
class UsageWatch;

/// The agents: map over table (ui.md §8, mock-up 02). Both show the same agents in the same groups. GUI thread.
class AgentsPage final : public TablePageOf<mesos::State>
{
    Q_OBJECT
public:
    explicit AgentsPage(PageContext context, QWidget *parent = nullptr);
    ~AgentsPage() override;

    QList<QWidget *> barWidgets() override;
    void setShown(bool shown) override;

    enum class View { Table, Map, Both };
    View view() const;
    void setView(View view);
    AgentMap *map() const { return m_map; }
    void emphasise(const QByteArray &framework); ///< its tasks are drawn strong; empty: all are

protected:
    QWidget *inspectorFor(const QByteArray &key) override;
    QString countsDetail(const mesos::State &state) const override;
    void pictureShown(const mesos::Snapshot &snapshot) override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    QJsonObject saveMore() const override;
    void restoreMore(const QJsonObject &state) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    AgentsPage(PageContext context, const std::shared_ptr<UsageBoard> &usage, QWidget *parent);
    void connectMap();
    void remakeMap();
    void onMapMade();
    void showView();
    void offerGroups();
    void fillEmphasisMenu();
    void giveMapItsHeight();
    QSplitter *splitter() const;

    AgentMap *m_map;
    AgentActions *m_actions;
    AgentInspector *m_inspector;
    UsageWatch *m_usage;
    MaintenancePane *m_maintenance;
    Segments *m_view;
    QToolButton *m_emphasis;
    QFutureWatcher<std::shared_ptr<const MapPicture>> m_making;
    QByteArray m_framework; ///< whose tasks are strong
    bool m_frameworkChosen = false; ///< by the user; else it is the one with most tasks
    bool m_again = false;
    bool m_heightIsUsers = false; ///< dragged, or restored from the last run
    QStringList m_groupColumns;
};

PageEntry agentsPage();

} // namespace ui
