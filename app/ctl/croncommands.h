// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// cron list: the jobs that start by the clock, as rows of the jobs table.
class CronListCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// cron show ROLE/ENV/NAME
class CronShowCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// cron start ROLE/ENV/NAME
class CronStartCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

/// cron schedule FILE|TEMPLATE|-
class CronScheduleCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesBindings() const override { return true; }

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

/// cron deschedule ROLE/ENV/NAME
class CronDescheduleCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

} // namespace ctl
