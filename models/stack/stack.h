// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"
#include "models/airflow/store.h"
#include "models/aurora/store.h"
#include "models/aws/store.h"
#include "models/config/stackconfig.h"
#include "models/history/capacityhistory.h"
#include "models/mesos/agentusage.h"
#include "models/mesos/goneagents.h"
#include "models/mesos/store.h"

#include <QObject>

#include <memory>

namespace dag {
class NightBoard;
}

namespace pools {
class Board;
}

namespace verbs {
class CordonBook;
}

namespace stack {

/// One layer's health, as the header's chips and the diagnosis card show it.
struct Layer
{
    enum class State { Live, Slow, Old, Down, Refused, NeverAsked };
    QString name; ///< "Mesos"
    State state = State::NeverAsked;
    core::Freshness freshness;
    std::chrono::milliseconds latency{ 0 };
    std::optional<core::Duration> clockOffset;
    QString detail; ///< "stream from 10.0.1.11:5050", for hover
    bool operator==(const Layer &) const = default;
};

/// "live", "never asked": the one word for it, which is the glyph's name, too.
QString stateWord(Layer::State state);

/// One row of evidence on the "which layer is ill" card.
struct Evidence
{
    QString layer;
    QString asked; ///< "GET /state on 10.130.96.11:5050"
    QString answer; ///< "no answer in 5 s"
    QString means; ///< "masters run, none leads"
    Layer::State state = Layer::State::NeverAsked;
};

struct Diagnosis
{
    bool ill = false;
    QString layer; ///< which one it is about: "Mesos"
    Layer::State state = Layer::State::NeverAsked; ///< of that layer
    core::TimePoint since{}; ///< of its first failure; not known: it answers, and is ill all the same
    QString verdict; ///< "Mesos has no leading master since 03:44:00 BRT."
    QString consequence;
    QList<Evidence> evidence;
    QStringList steps; ///< what to do, in order
};

/// Capacity by pool (agents with the same value of the pool attribute).
struct Pool
{
    QString name;
    int agents = 0;
    int busy = 0;
    int idle = 0;
    int tasks = 0;
    mesos::ResourceSum total;
    mesos::ResourceSum used;
    mesos::ResourceSum offered;
    bool operator==(const Pool &) const = default;
};

/// One cluster: owns its endpoints, stores, history and actions. Several can be open; deleting one stops all its work.
/// Thread: GUI thread.
class Stack : public QObject
{
    Q_OBJECT
public:
    /// `authority`: whether actions need the stack armed (a window), or bring their consent with them (a command).
    /// `awsKeys`: null: found as other tools of AWS find them.
    Stack(config::StackConfig config, net::Credentials credentials, const core::Clock &clock, QString dataDir,
          actions::ActionOptions::Authority authority = actions::ActionOptions::Authority::Armed,
          std::shared_ptr<aws::KeySource> awsKeys = nullptr, QObject *parent = nullptr);
    ~Stack() override;

    const config::StackConfig &config() const;
    QString name() const { return config().name; }
    const core::Clock &clock() const;
    QString fileFor(const QString &name) const; ///< among what is kept of this stack; ":memory:": nothing is

    void start();
    void refresh(); ///< F5: everything now
    void setHidden(bool hidden); ///< nobody looks: ask less often
    void setCredentials(net::Credentials credentials);

    mesos::Store *mesos() const;
    mesos::AgentUsage *agentUsage() const; ///< what agents use; only those that somebody looks at are asked
    mesos::GoneAgents *goneAgents() const; ///< that left the masters' lists within a day, as far as we looked
    aurora::Store *aurora() const; ///< nullptr: the stack has none
    airflow::Store *airflow() const; ///< nullptr: the stack has none
    aws::Store *aws() const; ///< nullptr: the stack has none
    pools::Board *poolBoard() const; ///< its machines by pool; without AWS its agents alone
    dag::NightBoard *night() const; ///< the nightly run; nullptr: the stack has neither Airflow nor a definition of it
    actions::ActionCenter *actions() const; ///< every write to this cluster
    verbs::CordonBook *cordons() const; ///< by whom, why and until when agents are cordoned, machines held
    history::CapacityHistory *history() const;
    QList<Layer> layers() const; ///< one per layer that is configured, from the machines up
    Diagnosis diagnosis() const; ///< of the lowest layer that is ill, with the evidence of all
    /// Of each layer that is ill, in the order of layers(); of the tunnel alone, while it is closed.
    QList<Diagnosis> troubles() const;
    QList<Pool> pools() const; ///< of the shown picture, by name
    double requestRate() const;
    /// Tells these figures instead of measured ones from now on: for pictures that must be the same each time.
    void fixFigures(std::chrono::milliseconds latency, double requestRate);

signals:
    void layersChanged();
    void poolsChanged();
    void eventHappened(const history::Event &event);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stack
