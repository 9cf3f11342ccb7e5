// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "models/actions/request.h"

namespace ctl {

/// A command that changes something: prints its plan, and sends it only with --yes (in production with --expect, the
/// resulting number, too). It stays until the action is over; the exit code says whether the wanted state was reached.
/// Journal and audit log are the window's.
class ActionCommand : public Command
{
public:
    bool takesArguments() const override { return true; }
    bool changes() const override { return true; }
    QCoro::Task<int> run(Session *session) final;

protected:
    /// From the arguments; Config: what is wrong with them. May look at the cluster.
    virtual QCoro::Task<core::Result<actions::Request>> request(Session *session) const = 0;
    /// Whom it asks, for sentences about errors.
    virtual QString system() const { return QStringLiteral("Aurora"); }
};

/// "There is no …", for arguments.
core::Error usageError(const QString &sentence);

} // namespace ctl
