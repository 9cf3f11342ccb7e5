// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace aurora::executor {

/// What is known of a task's end, from whichever of the layers told it. Everything may be missing.
struct Exit
{
    QString status{}; ///< Aurora's "FAILED" or Mesos' "TASK_FAILED"
    QString reason{}; ///< Mesos' "REASON_CONTAINER_LIMITATION_MEMORY"
    QString source{}; ///< Mesos' "SOURCE_AGENT": who says so
    QString message{}; ///< of the last event
    QString orderedBy{}; ///< message of the event before: "Killed by alice.\nwhy"
    QString process{}; ///< the Thermos process that failed
    std::optional<int> returnCode{}; ///< of that process; -9 (Thermos) and 137 (bash) both mean signal 9
    qint64 ram = 0; ///< bytes asked for; 0: not known
    qint64 disk = 0; ///< bytes asked for; 0: not known
    QString host{};
};

/// Why the task ended, in one phrase without a full stop: "Killed by signal 9, out of memory: asked 4.0 GiB",
/// "Exit 1 of process train", "Killed by alice: free the pool", "Lost: agent ip-10-1-2-3 is unreachable". What nobody
/// explains is told in the server's own words. Pure.
QString exitInWords(const Exit &exit);

/// "signal 9 (SIGKILL)"; the number alone where it has no name.
QString signalName(int number);

} // namespace aurora::executor
