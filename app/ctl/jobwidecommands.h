// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// job killall --filter TERMS
class JobKillAllCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesFilter() const override { return true; }

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

/// job force-state TASK STATE
class JobForceStateCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

} // namespace ctl
