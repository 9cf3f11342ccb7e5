// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dag/graphview.h"
#include "ui/tablepage/tablepage.h"

#include <atomic>
#include <memory>

class QStackedWidget;
class QToolButton;

namespace ui {

class ChainReader;
class EventReader;
class FailureBar;
class NightTimes;
class NodeSheet;
class PauseBand;
class RunHead;
class Segments;

/// The night (ui.md §8, mock-ups 09 and 10): what failed first, what waits for it, when it will be done. A head, then
/// graph, times or list of the same nodes with the same current one. GUI thread.
class NightPage final : public TablePageOf<dag::Night>
{
    Q_OBJECT
public:
    /// `board` outlives the page.
    NightPage(PageContext context, dag::NightBoard *board, QWidget *parent = nullptr);
    ~NightPage() override;

    enum class View { Graph, Times, List };
    View view() const;
    void setView(View view);
    GraphView *graph() const { return m_graph; }
    NightDesk *desk() const { return m_desk; }

    QList<QWidget *> barWidgets() override;
    bool reveal(const links::ObjectRef &ref) override;
    links::ObjectRef currentObject() const override;
    void setShown(bool shown) override;
    void trigger(const QString &action) override; ///< of nightentry.cpp's list

protected:
    QWidget *inspectorFor(const QByteArray &key) override;
    QString countsDetail(const dag::Night &night) const override;
    void pictureShown(const Picture &picture) override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    QJsonObject saveMore() const override;
    void restoreMore(const QJsonObject &state) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// Read by whoever makes rows, in the pool.
    using RowScope = std::shared_ptr<std::atomic<GraphScope>>;
    NightPage(PageContext context, dag::NightBoard *board, NightDesk *desk, const RowScope &scope, QWidget *parent);
    void connectParts();
    void showView();
    void showNode(const QByteArray &node);
    dag::NodeIndex indexOf(const QByteArray &node) const; ///< -1: the night has no such node, or is not there yet
    void followChain();
    void onViewChanged();
    void match();
    GraphScope scope() const;
    void showScope();
    bool widenFor(dag::NodeIndex node); ///< whether it had to be
    void goToFailure(int step);
    bool pressed(int key); ///< false: it means nothing here
    void clearFirstFailure();
    void unblockFirstFailure();
    void showPause();
    bool isAirflows() const; ///< whether its nodes and runs can be acted on
    void exportGraph(const QString &suffix);
    void openMenu(const QByteArray &node, const QPoint &globalPos);
    void openLog(const QByteArray &node);
    std::vector<dag::NodeIndex> chosenWith(const QByteArray &key) const;
    void addHoldsOf(QMenu *menu, const QString &job);

    RowScope m_rowScope; ///< of the table
    dag::NightBoard *m_board;
    NightDesk *m_desk;
    RunHead *m_head;
    PauseBand *m_pause;
    QStackedWidget *m_stack;
    GraphView *m_graph;
    NightTimes *m_times;
    FailureBar *m_failure;
    ChainReader *m_chain; ///< of the current node, for the inspector
    EventReader *m_events;
    NodeSheet *m_sheet;
    Segments *m_view;
    Segments *m_scope;
    QToolButton *m_fit;
    QToolButton *m_export;
    QToolButton *m_run; ///< what can be done to the run and its DAG
};

} // namespace ui
