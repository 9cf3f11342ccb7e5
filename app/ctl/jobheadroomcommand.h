// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// job headroom KEY: how many more instances of the job fit now, and on which agents.
class JobHeadRoomCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
