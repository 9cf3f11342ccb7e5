// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// `comportactl logs TARGET`: the end of a task's log, or what of it matches, and what is written from then on.
class LogsCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    bool takesSpan() const override { return true; }
    bool takesLogOptions() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
