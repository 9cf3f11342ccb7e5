// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/agents/cordons.h"

#include <QObject>

namespace actions {
class ActionCenter;
}
namespace mesos {
class Store;
}
namespace pools {
class Board;
}

namespace verbs {

/// Who cordoned the agents that are cordoned now, and why the machines are held that are: asked of the journal by their
/// names, so that it is known however many actions came later. It is asked, in its own thread, when these agents and
/// machines are others or an action has ended. GUI thread.
class CordonBook final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    CordonBook(actions::ActionCenter *center, const mesos::Store *mesos, const pools::Board *board);

    const Cordons &cordons() const { return m_cordons; }
    QString whyHeld(const QString &instance) const { return m_whyHeld.value(instance); } ///< empty: nobody said

signals:
    void changed();

private:
    QStringList objectsNow() const;
    void look();
    void ask();
    void take(const QList<actions::Touch> &touches);

    actions::ActionCenter *m_center;
    const mesos::Store *m_mesos;
    const pools::Board *m_board;
    QStringList m_objects; ///< that are cordoned or held
    Cordons m_cordons;
    QHash<QString, QString> m_whyHeld; ///< by instance
    bool m_asking = false;
    bool m_again = false;
};

} // namespace verbs
