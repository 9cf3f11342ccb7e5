// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"
#include "models/verbs/updates/updateverb.h"

namespace ctl {

/// job update list ROLE/ENV/NAME
class UpdateListCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// job update show ROLE/ENV/NAME [ID]: what happened in an update.
class UpdateShowCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    bool takesArguments() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

/// job update start FILE|TEMPLATE|- [--bind NAME=VALUE …]
class UpdateStartCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesBindings() const override { return true; }

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

/// job update pause|resume|rollback|abort|pulse ROLE/ENV/NAME [ID], a command each.
class UpdateSteerCommand final : public ActionCommand
{
public:
    explicit UpdateSteerCommand(verbs::UpdateVerb::Way way)
        : m_way(way)
    {
    }
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;

private:
    const verbs::UpdateVerb::Way m_way;
};

} // namespace ctl
