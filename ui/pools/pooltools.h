// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/verbs/pools/remedy.h"
#include "ui/shell/page.h"

class QMenu;

namespace ui {

/// What can be done to pools and their machines, from menus and buttons. Everything is planned first; nothing ends a
/// task. GUI thread.
class PoolTools final : public QObject
{
    Q_OBJECT
public:
    PoolTools(PageContext context, QObject *parent);

    void setPicture(const pools::Snapshot &picture) { m_picture = picture; }

    void scale(const QString &pool, int by); ///< a dialog, `by` being proposed
    void scaleIn(const QString &pool); ///< the same, for fewer: one that is idle, if there are some
    /// What AWS refuses this pool, asked for where it offers it: another group grown by as much, or further zones of
    /// this one. Of several ways a menu at `place`, in global coordinates, lets choose.
    void tryElsewhere(const QString &pool, const QPoint &place);
    bool canTryElsewhere(const QString &pool) const;
    void launch(const QString &pool); ///< a dialog: machines started one by one; empty: of which pool is chosen there
    bool canLaunch(const QString &pool) const; ///< the stacks file says how; empty: of any pool
    void resume(const QString &pool); ///< what AWS does not do by itself any more
    bool canResume(const QString &pool) const;
    void cycle(const QString &pool); ///< a dialog: how many at once
    void stop(const QString &pool); ///< all machines of a pool that is no group
    void release(const QString &pool, const QStringList &instances);
    QString dearestUnneeded(const QString &pool) const; ///< key of a difference's row; empty: the pool has none
    std::optional<verbs::Remedy> remedyFor(const QString &difference) const; ///< by the key of its row
    void remedy(const QString &difference);
    void showConsole(const QString &instance); ///< what it wrote while it started
    void fillDifferenceMenu(QMenu *menu, const QString &difference);
    void fillMenu(QMenu *menu, const QString &pool);
    void fillMachineMenu(QMenu *menu, const QString &pool, const QStringList &instances);

private:
    void openScale(const pools::Pool &pool, int by, const QString &note);
    void fillElsewhere(QMenu *menu, const pools::Pool &refused);
    void plan(const actions::Request &request);
    const pools::Pool *pool(const QString &name) const;

    const PageContext m_context;
    pools::Snapshot m_picture;
};

} // namespace ui
