// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/rowscommand.h"

namespace ctl {

/// audit [WORDS]
class AuditCommand final : public RowsCommand
{
public:
    QString name() const override;
    QString summary() const override;
    bool takesArguments() const override { return true; }
    bool usesJournal() const override { return true; }

protected:
    QCoro::Task<core::Result<tables::Rows>> read(Session *session) const override;
    const QList<tables::Column> &columns() const override;
    QString system() const override { return QStringLiteral("The journal"); }
};

} // namespace ctl
