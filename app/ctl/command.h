// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/session.h"

#include <memory>
#include <vector>

namespace ctl {

/// One word of comportactl. A new command is a class and one line in commands.cpp.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Q_DISABLE_COPY_MOVE(Command)
    /// One word, or several: "job update start" is found before "job".
    virtual QString name() const = 0;
    virtual QString summary() const = 0; ///< one line
    virtual QString help() const = 0; ///< what it prints, with its keys
    virtual bool takesRows() const { return false; } ///< --filter, --columns, --sort mean something to it
    virtual bool takesFilter() const { return takesRows(); } ///< --filter alone does
    virtual bool takesSpan() const { return false; } ///< so does --for
    virtual bool takesLogOptions() const { return false; } ///< so do --file, --follow and --grep
    virtual bool takesArguments() const { return false; } ///< words after its own
    virtual bool takesBindings() const { return false; } ///< so does --bind
    virtual bool changes() const { return false; } ///< --yes, --expect, --reason … mean something to it
    virtual bool usesJournal() const { return changes(); } ///< it works with what was done from this machine
    /// The exit code. `session` outlives the task.
    virtual QCoro::Task<int> run(Session *session) = 0;
};

using Commands = std::vector<std::unique_ptr<Command>>;
Commands allCommands();

/// Writes to stdout, all of it, at once.
void print(const QByteArray &text);
void print(const QString &text);

} // namespace ctl
