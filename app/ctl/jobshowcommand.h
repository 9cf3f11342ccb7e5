// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/rowscommand.h"

namespace ctl {

/// job show KEY: what the job asks for, then its tasks, a row each.
class JobShowCommand final : public Command
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
