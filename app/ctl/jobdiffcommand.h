// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// job diff ROLE/ENV/NAME[/INSTANCE] [FILE|TEMPLATE|-|ROLE/ENV/NAME] [--bind NAME=VALUE …]
class JobDiffCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    bool takesBindings() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
