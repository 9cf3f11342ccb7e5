// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/demo.h"
#include "models/actions/actioncenter.h"
#include "models/net/httpclient.h"
#include "models/verbs/allverbs.h"
#include "models/verbs/night/freshrun.h"
#include "tests/support/wait.h"

#include <QTest>
#include <qcoro/qcorotask.h>

/// The demo's night standing still, and the verbs of a stack over its Aurora, Airflow and Mesos, without the stack: no
/// polls, and the paces of the framework made short. What went out is read from the simulator's own log.
class VerbWorld
{
public:
    /// `journal`: where the actions are kept; ":memory:": nowhere.
    explicit VerbWorld(sim::Demo::Options options = standing(), const QString &journal = QStringLiteral(":memory:"));

    static sim::Demo::Options standing();

    sim::Demo &demo() { return m_demo; }
    aurora::Client &client() { return *m_store.client(); }
    airflow::Client &airflow() { return *m_airflow.client(); }
    mesos::Operator &mesos() { return m_operator; }
    actions::ActionCenter &center() { return *m_center; }
    verbs::Context context();

    template <typename Value>
    static Value wait(QCoro::Task<Value> task)
    {
        return test::wait(std::move(task));
    }

    core::Result<actions::Plan> plan(const actions::Request &request) { return wait(m_center->plan(request)); }
    /// Consents to whatever the plan asks, and stays until it is over.
    actions::Record carryOut(const actions::Plan &plan);
    actions::Record finish(const QString &id);
    /// Consents and returns the action's id; nothing was sent yet.
    core::Result<QString> confirm(const actions::Plan &plan);
    /// Plans and carries out; the plan must be there and not empty.
    actions::Record act(const actions::Request &request);
    std::optional<actions::Request> wayBack(const actions::Record &record) { return m_center->undoRequest(record.id); }

    std::vector<sim::LoggedCall> sent(); ///< since the last forget()
    QStringList methods(); ///< of sent(), in order
    void forget();

    std::optional<aurora::JobSummary> job(const QString &key);
    QList<aurora::Task> active(const QString &key);
    QList<aurora::UpdateDetails> updates(const QString &key); ///< newest first
    aurora::JobConfiguration settled(const QString &key); ///< as the job is now, its own update in flight ended

    QString dagId() const { return QStringLiteral("prod-dagao"); }
    const QString &runId() const { return m_runId; } ///< tonight's
    verbs::FreshRun run(); ///< tonight's, as Airflow tells it now
    airflow::TaskState stateOf(const QString &node);

private:
    sim::Demo m_demo;
    net::HttpClient m_http;
    aurora::Store m_store; ///< never started: its client is what is asked
    airflow::Store m_airflow; ///< likewise
    mesos::Operator m_operator;
    QString m_runId;
    std::unique_ptr<actions::ActionCenter> m_center;
    qint64 m_since = 0;
};
