// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// quota show ROLE …
class QuotaShowCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// quota set ROLE CPUS MEMORY DISK
class QuotaSetCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

} // namespace ctl
