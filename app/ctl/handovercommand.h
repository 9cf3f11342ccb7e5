// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "models/handover/handover.h"

namespace ctl {

struct HandedOver
{
    handover::HandOver handOver;
    ExitCode trouble = Fine; ///< of the first layer that did not tell; each is told on stderr
};

/// From all layers, with the forecast, for which past nights are read. Fails where Mesos has no picture.
QCoro::Task<core::Result<HandedOver>> handOverNow(Session *session);

/// handover: how the cluster stands and what was done, as a text to paste into a chat.
class HandOverCommand final : public Command
{
public:
    QString name() const override;
    QString summary() const override;
    QString help() const override;
    bool usesJournal() const override { return true; }
    QCoro::Task<int> run(Session *session) override;
};

} // namespace ctl
