// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// needs: what needs somebody, as the Overview lists it; the exit code tells whether anything does.
class NeedsCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; }
    bool usesJournal() const override { return true; } ///< cordons, and what is quiet
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
