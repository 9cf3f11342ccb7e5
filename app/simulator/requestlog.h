// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QJsonArray>
#include <QJsonValue>
#include <QString>

#include <deque>

namespace sim {

/// A call that was to change something, as it arrived.
struct LoggedCall
{
    qint64 number = 0; ///< from 1, without gaps
    core::TimePoint at{}; ///< simulated
    QString server; ///< "aurora", "mesos", "airflow" or "aws"
    QString method; ///< "killTasks", "DRAIN_AGENT", "/teardown", "POST clearTaskInstances" …
    QString object; ///< what it is about where it says so: "jobs/prod/fx-model"
    QString user; ///< empty: nobody signed in
    QJsonValue arguments; ///< Thrift structs as objects by field number, collections as arrays
    int status = 0; ///< of HTTP
    QString answer; ///< response code and messages
};

/// Everything that was asked of the cluster's servers to change it, whether they did it or not: what a test holds
/// against a plan. Lives in the simulator's thread.
class RequestLog
{
public:
    static constexpr size_t kept = 100'000;

    void add(LoggedCall call);
    void clear() { m_calls.clear(); }
    qint64 count() const { return m_count; } ///< ever
    const std::deque<LoggedCall> &calls() const { return m_calls; }
    /// `{count, calls}` of those after number `since`; of that method and with that part in object when given.
    QJsonObject toJson(qint64 since, const QString &method, const QString &object) const;

private:
    std::deque<LoggedCall> m_calls;
    qint64 m_count = 0;
};

} // namespace sim
