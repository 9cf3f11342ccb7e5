// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"

#include <QFutureWatcher>
#include <QWidget>

class QHBoxLayout;
class QMenu;

namespace ui {

class Navigator;
struct PageContext;

QString chainWord(links::ObjectRef::Kind kind); ///< "Node", "Task"
QString chainIcon(links::ObjectRef::Kind kind); ///< icons.h

/// Under the page: what the current object belongs together with, from the node of the night down to its machine and
/// log, each a link (mock-up 09's chain bar). Names where there is room, else the layers' words alone. Hidden while
/// nothing leads anywhere. Looked up in the pool. Object name "chainBar". GUI thread.
class ChainBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ChainBar(QWidget *parent = nullptr);

    void showObject(const stack::Stack *stack, const links::ObjectRef &object); ///< an invalid one: nothing

signals:
    void chosen(const links::ObjectRef &ref);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void look();
    void take(const QList<chain::Link> &links);
    void fit();

    QHBoxLayout *m_row;
    QFutureWatcher<QList<chain::Link>> m_watcher;
    chain::Pictures m_pictures;
    links::ObjectRef m_object;
    QList<chain::Link> m_links; ///< the first of each kind
};

/// The same as a submenu "Go to", with all that belong to it; and an entry that copies the object's own link
/// ("comporta://…"). GUI thread.
void addGoToMenu(QMenu *menu, const PageContext &context, const links::ObjectRef &object);

} // namespace ui
