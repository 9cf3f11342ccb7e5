// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// host cordon|uncordon HOST …
class HostCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesSpan() const override { return true; } // of a cordon with an end

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
    QString system() const override { return QStringLiteral("Mesos"); }
};

} // namespace ctl
