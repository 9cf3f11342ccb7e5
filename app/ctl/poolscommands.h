// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

/// What the page Pools shows, as tables and JSON: EC2, Mesos and Aurora joined by machine.
namespace ctl {

/// pools
class PoolsCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// pool show NAME
class PoolShowCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// instances [POOL]
class InstancesCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;

private:
    static QStringList shownColumns(); ///< without --columns
};

} // namespace ctl
