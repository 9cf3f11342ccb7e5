// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "models/tables/rowsource.h"

namespace ctl {

/// A command that prints a table: the rows, the filter language and the export are the window's.
class RowsCommand : public Command
{
public:
    QString help() const override;
    bool takesRows() const override { return true; }
    QCoro::Task<int> run(Session *session) override;

protected:
    virtual QCoro::Task<core::Result<tables::Rows>> read(Session *session) const = 0;
    virtual const QList<tables::Column> &columns() const = 0; ///< those there are in every cluster
    virtual QStringList shownColumns() const { return {}; } ///< without --columns; empty: as the window at first
    virtual QString system() const = 0; ///< whom it asks, for sentences about errors
};

/// One of the tables over the picture of Mesos.
class PictureCommand : public RowsCommand
{
protected:
    virtual tables::Rows rows(const mesos::Snapshot &snapshot, const config::StackConfig &config) const = 0;
    QCoro::Task<core::Result<tables::Rows>> read(Session *session) const final;
    QString system() const final { return QStringLiteral("Mesos"); }
};

} // namespace ctl
