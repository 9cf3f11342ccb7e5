// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "models/nodechain/nodechain.h"
#include "ui/shell/page.h"

#include <QFutureWatcher>

namespace ui {

class ChainCell;

/// The foot of the night (ui.md §2): the current node, its job, task, agent, machine, pool and log, each with its
/// state; a click or Alt+1…7 opens it, and what is missing says why. Follows all pictures it is read from while it is
/// shown, and has Aurora tell the ended tasks of the node's job. Read in the pool. GUI thread.
class NodeChainBar final : public QWidget
{
    Q_OBJECT
public:
    explicit NodeChainBar(PageContext context, QWidget *parent = nullptr);
    ~NodeChainBar() override;

    /// -1: none; the bar then hides itself.
    void setNode(const dag::NightPtr &night, dag::NodeIndex node);
    void setShown(bool shown); ///< while hidden it reads nothing
    const std::optional<nodechain::Chain> &chain() const
    {
        return m_chain;
    } ///< of the current node; none: not read yet
    void openLink(nodechain::Kind kind);

signals:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    void onRead();

    PageContext m_context;
    std::array<ChainCell *, nodechain::kinds> m_cells{};
    dag::NightPtr m_night;
    dag::NodeIndex m_node = -1;
    QByteArray m_job; ///< that Aurora is asked to watch
    aurora::Store::Watch m_watch;
    std::optional<nodechain::Chain> m_chain;
    QFutureWatcher<nodechain::Chain> m_reading;
    bool m_again = false;
    bool m_shown = false;
};

} // namespace ui
