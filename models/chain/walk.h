// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"
#include "models/tasklogs/place.h"

namespace chain {

/// Collects links by walking along the layers from one object. A layer that does not know the object ends the walk in
/// its direction. Of each kind the one that is worth looking at comes first. Any thread.
class Walk
{
public:
    explicit Walk(const Pictures &pictures); ///< outlive the walk

    void from(const links::ObjectRef &ref);

    const Pictures &pictures() const { return m_pictures; }
    const QList<Link> &links() const { return m_links; } ///< as they were met
    bool has(links::ObjectRef::Kind kind) const; ///< one that leads nowhere counts
    links::ObjectRef::Kind begin() const { return m_begin; } ///< where it began; of a log, whose log it is
    bool waitsForAgent() const { return m_waits; } ///< the task that is worth looking at was placed nowhere yet

private:
    using Kind = links::ObjectRef::Kind;

    void add(const Link &link);
    void addNodesOf(const QByteArray &job);
    void addPlaces(const QList<tasklogs::Place> &places);
    void addPlace(const tasklogs::Place &place);
    void addHost(const tasklogs::Place &place);
    void addAgent(const mesos::Agent &agent);
    void addMachine(const pools::Machine &machine);
    void addPool(const QString &name);

    void fromNode(const QString &id);
    void fromJob(const QString &job, std::optional<int> instance); ///< `instance`: that one's task alone
    void fromTask(const QString &framework, const QString &task);
    void fromAgent(const QByteArray &id);
    void fromMachine(const QString &id);
    void fromPool(const QString &name);

    const Pictures &m_pictures;
    QList<Link> m_links;
    Kind m_begin = Kind::None;
    bool m_waits = false;
};

} // namespace chain
