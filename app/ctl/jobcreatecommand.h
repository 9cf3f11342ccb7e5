// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// job create FILE|TEMPLATE|- [--bind NAME=VALUE …]
class JobCreateCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesBindings() const override { return true; }

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

/// job clone ROLE/ENV/NAME[/INSTANCE] [--bind NAME=VALUE …]
class JobCloneCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesBindings() const override { return true; }

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

/// job add ROLE/ENV/NAME[/INSTANCE] COUNT
class JobAddCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

} // namespace ctl
