// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/agentsource.h"

#include <optional>

namespace logs {

/// One run of a Thermos process, newest run first where several are listed. Source: the observer's /j/processes and
/// /j/task.
struct ThermosRun
{
    QString process;
    int run = 0;
    QString state; ///< RUNNING, SUCCESS, FAILED, KILLED, LOST …
    std::optional<int> returnCode; ///< 0 is left out by the observer, and failed runs never carry one
    core::TimePoint started{};
    core::TimePoint stopped{};
    bool operator==(const ThermosRun &) const = default;
};

/// The latest run of each process of a task, by start. WrongShape, NotJson; NotFound: the observer does not know it.
core::Result<QList<ThermosRun>> decodeProcesses(const QByteArray &body, const QString &task);

/// stdout or stderr of one run of a process by the observer's /logdata.
class ObserverSource final : public Source
{
public:
    ObserverSource(Endpoint endpoint, QString task, QString process, int run, QString stream);

    QString fileName() const override;
    QString keeper() const override { return m_endpoint.keeper; }
    QCoro::Task<core::Result<qint64>> size(std::stop_token stop) override;
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token stop) override;

private:
    const Endpoint m_endpoint;
    const QString m_path; ///< of the URL
    const QString m_name;
};

QCoro::Task<core::Result<QList<ThermosRun>>> askProcesses(Endpoint observer, QString task, std::stop_token stop);

} // namespace logs
