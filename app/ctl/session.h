// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "app/simulator/demo.h"
#include "models/pools/board.h"
#include "models/stack/stack.h"

#include <qcoro/qcorotask.h>

namespace ctl {

/// Writes to stderr, one line, with the program's name.
void complain(const QString &sentence);
/// The error in words on stderr; returns the exit code that tells its kind. `system`: who was asked.
ExitCode complain(const core::Error &error, const QString &system = QStringLiteral("Mesos"));
ExitCode exitCode(core::Error::Kind kind);

/// The cluster one run of a command looks at: from the stacks file, an address, or the demo.
class Session
{
public:
    /// Opens nothing yet but files; mistakes are told on stderr. nullptr: usage.
    /// `journal`: what is done, and has been done, from this machine is kept and found; else nothing is.
    static std::unique_ptr<Session> open(const Options &options, bool journal);

    const Options &options() const { return m_options; }
    stack::Stack *stack() const { return m_stack.get(); }
    core::TimePoint now() const { return m_stack->clock().now(); }

    /// Starts looking, and waits for the first confirmed picture or the first failure. Asks for user and password once
    /// when the server wants them and somebody is there.
    QCoro::Task<core::Result<mesos::Snapshot>> picture();
    /// The same of Aurora, once these parts were told. Config: the stack has no Aurora.
    QCoro::Task<core::Result<aurora::Snapshot>> auroraPicture(QList<aurora::Store::Part> parts);
    /// The same of AWS. Config: the stack has none.
    QCoro::Task<core::Result<aws::Snapshot>> awsPicture();
    QCoro::Task<core::Result<airflow::Snapshot>> airflowPicture(); ///< its first answer, or its error
    /// The pools, joined from a confirmed picture of each system the stack has; fails as the first of them that does.
    QCoro::Task<core::Result<pools::Snapshot>> poolPicture();
    void watch(const aurora::JobKey &job); ///< its ended tasks are in the part WatchedTasks

private:
    Session(const Options &options, config::StackConfig config, bool journal);
    bool askForCredentials();

    const Options m_options;
    std::unique_ptr<sim::Demo> m_demo; // before the stack: it reads the demo's clock
    std::unique_ptr<stack::Stack> m_stack;
    aurora::Store::Watch m_watch;
};

} // namespace ctl
