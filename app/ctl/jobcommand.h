// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/actioncommand.h"

namespace ctl {

/// job kill|restart ROLE/ENV/NAME[/INSTANCES] …
class JobCommand final : public ActionCommand
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;

protected:
    QCoro::Task<core::Result<actions::Request>> request(Session *session) const override;
};

} // namespace ctl
