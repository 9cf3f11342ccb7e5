// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// bundle FILE: all that a report about an incident wants, in one archive.
class BundleCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesArguments() const override { return true; }
    bool usesJournal() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
