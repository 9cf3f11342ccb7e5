// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/rowscommand.h"

namespace ctl {

/// job history KEY[/INSTANCES]
class JobHistoryCommand final : public RowsCommand
{
public:
    QString name() const override;
    QString summary() const override;
    bool takesArguments() const override { return true; }

protected:
    QCoro::Task<core::Result<tables::Rows>> read(Session *session) const override;
    const QList<tables::Column> &columns() const override;
    QString system() const override { return QStringLiteral("Aurora"); }
};

} // namespace ctl
