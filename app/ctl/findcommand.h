// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// comportactl find: objects of all layers by name, id or address.
class FindCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
