// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/rowscommand.h"

namespace ctl {

class AgentsCommand final : public PictureCommand
{
public:
    QString name() const override;
    QString summary() const override;

protected:
    tables::Rows rows(const mesos::Snapshot &snapshot, const config::StackConfig &config) const override;
    const QList<tables::Column> &columns() const override;
};

} // namespace ctl
