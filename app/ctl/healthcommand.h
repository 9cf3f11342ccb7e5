// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

class HealthCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
