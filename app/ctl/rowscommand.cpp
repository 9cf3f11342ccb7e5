// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rowscommand.h"

#include "app/ctl/rowsprint.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ctl {

QString RowsCommand::help() const
{
    return QCoreApplication::translate(
               "ctl",
               "Prints one row each. --output json is an array of objects with these keys, which stay as they are;\n"
               "csv has them as its header. A value that is not known is null in JSON and empty in CSV.\n"
               "Columns marked * are shown in a table without --columns; JSON has all.\n\n")
        + columnsHelp(columns(), shownColumns());
}

QCoro::Task<int> RowsCommand::run(Session *session)
{
    const auto table = co_await read(session);
    if (!table)
        co_return complain(table.error(), system());
    Options options = session->options();
    if (options.columns.isEmpty() && options.output != tables::ExportFormat::Json)
        options.columns = shownColumns();
    const auto text = printedRows(**table, options, session->now());
    if (!text)
        co_return complain(text.error());
    print(*text);
    co_return Fine;
}

QCoro::Task<core::Result<tables::Rows>> PictureCommand::read(Session *session) const
{
    const auto snapshot = co_await session->picture();
    if (!snapshot)
        co_return core::failure(snapshot.error());
    co_return rows(*snapshot, session->stack()->config());
}

} // namespace ctl
