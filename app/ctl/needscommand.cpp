// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/needscommand.h"

#include "app/ctl/overlook.h"
#include "app/ctl/rowsprint.h"
#include "models/core/tr.h"
#include "models/tables/filter.h"
#include "models/watch/rows/findingrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

bool isAnyLoud(const tables::RowSource &rows, const std::vector<uint32_t> &shown)
{
    return std::ranges::any_of(shown, [&rows](uint32_t row) { return rows.severity(row) != tables::Severity::Note; });
}

} // namespace

QString NeedsCommand::name() const
{
    return u"needs"_s;
}

QString NeedsCommand::summary() const
{
    return tr("What needs somebody, worst first, as the Overview lists it; for checks.");
}

QString NeedsCommand::help() const
{
    return tr("The exit code is 1 when a row is printed that is not quiet, failure or warning, and 0 when there is\n"
              "none: «needs --filter severity:failure» minds failures alone. What a window was told to be quiet about "
              "is\n"
              "printed, with until when, and does not count. A layer that does not answer is told on standard error;\n"
              "the exit code is then 3 or 4, as the list may lack what it would tell.\n"
              "--output json is an array of objects with these keys, which stay as they are; csv has them as its\n"
              "header. A value that is not known is null in JSON and empty in CSV.\n"
              "Columns marked * are shown in a table without --columns; JSON has all.\n\n")
        + columnsHelp(watch::findingColumns());
}

QCoro::Task<int> NeedsCommand::run(Session *session)
{
    const auto seen = co_await overlook(session);
    if (!seen)
        co_return complain(seen.error());
    const tables::Rows rows = watch::findingRows(seen->findings);
    const auto text = printedRows(*rows, session->options(), session->now());
    if (!text)
        co_return complain(text.error());
    const auto filter = tables::Filter::parse(session->options().filter, rows->columns());
    const std::vector<uint32_t> shown = filter ? filter->apply(*rows, session->now()) : std::vector<uint32_t>();
    if (shown.empty() && session->options().output == tables::ExportFormat::Text)
        print(tr("Nothing needs you.\n"));
    else
        print(*text);
    if (seen->trouble != Fine)
        co_return seen->trouble;
    co_return isAnyLoud(*rows, shown) ? Failed : Fine;
}

} // namespace ctl
