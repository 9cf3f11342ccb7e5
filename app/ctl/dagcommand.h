// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace ctl {

/// dag runs | show | graph | forecast, which look, and the words of DagOrder, which change something.
class DagCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool takesRows() const override { return true; } ///< what looks; what changes something refuses them
    bool takesArguments() const override { return true; }
    bool takesBindings() const override { return true; }
    bool takesSpan() const override { return true; }
    bool changes() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
