// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "models/tables/rowsource.h"

namespace ctl {

/// What --filter, --columns, --sort and --output make of rows. Config: what is wrong with them.
core::Result<QByteArray> printedRows(const tables::RowSource &rows, const Options &options, core::TimePoint now);

/// A command that prints one of the window's tables: same rows, same filter language, same export.
class RowsCommand : public Command
{
public:
    QString help() const override;
    bool takesRows() const override { return true; }
    QCoro::Task<int> run(Session *session) override;

protected:
    virtual tables::Rows rows(const mesos::Snapshot &snapshot, const config::StackConfig &config) const = 0;
    virtual const QList<tables::Column> &columns() const = 0; ///< those there are in every cluster
};

} // namespace ctl
