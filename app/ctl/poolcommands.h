// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// pool scale|drain|cycle|terminate POOL …
class PoolCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
    QString system() const override { return QStringLiteral("AWS"); }
};

/// instances start POOL N
class InstancesStartCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
    QString system() const override { return QStringLiteral("AWS"); }
};

/// instances stop POOL …
class InstancesStopCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
    QString system() const override { return QStringLiteral("AWS"); }
};

} // namespace ctl
