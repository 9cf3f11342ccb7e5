// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/agentsource.h"
#include "models/tasklogs/copystore.h"
#include "models/tasklogs/place.h"

#include <QFuture>

namespace tasklogs {

/// One file of a task, wherever it is kept.
struct LogFile
{
    enum class Keeper { Agent, Observer, Copy, Airflow };
    QString name; ///< "stderr", "train/0/stderr", "conf/run.conf", "try 2"
    Keeper keeper = Keeper::Agent;
    qint64 size = -1; ///< bytes; -1: not told
    core::TimePoint modified{};
    bool directory = false;
    QString path; ///< agent: in its words; copy: on this disk
    QString process; ///< observer
    int run = 0; ///< observer: of the process; Airflow: the try
    int mapIndex = -1; ///< Airflow: of a mapped task; -1: none
    QString stateWord; ///< of the process: "FAILED"; empty for files
    qint64 whole = 0; ///< copy: of the file when it was saved
    bool operator==(const LogFile &) const = default;
};

LogFile fileOf(const Copy &copy);

/// What there is of a task, and why there is not more.
struct Listing
{
    QList<LogFile> files; ///< processes' streams by start, then the sandbox, then copies, then Airflow's tries
    bool spark = false; ///< told by the processes' commands, or known before
    std::optional<core::Error> agentError; ///< the sandbox could not be listed
    std::optional<core::Error> observerError;
};

/// Asks agent, observer and the copies at once; never fails as a whole. Either endpoint may be without an address.
QCoro::Task<Listing> listFiles(Place place, logs::Endpoint agent, logs::Endpoint observer, QFuture<QList<Copy>> copies,
                               std::stop_token stop);

/// Entries of one folder of a sandbox, with names from the sandbox's root on.
QCoro::Task<core::Result<QList<LogFile>>> listFolder(logs::Endpoint agent, QString path, QString name,
                                                     std::stop_token stop);

} // namespace tasklogs
