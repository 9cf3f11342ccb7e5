// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/rows/findingrows.h"

#include "models/core/tr.h"
#include "models/tables/cellrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

using core::tr;
using tables::Kind;

/// The first object it leads to: "log/node/itaipu", "agent/ID".
QString linkOf(const Finding &finding)
{
    const auto step = std::ranges::find_if(finding.steps, [](const Step &each) { return !each.link.isEmpty(); });
    return step == finding.steps.end() ? QString() : step->link;
}

tables::CellRows::Row rowOf(const Finding &finding, int place)
{
    using tables::Cell;
    const bool isFailure = finding.severity == Severity::Failure;
    const Quiet quiet = finding.quiet.value_or(Quiet());
    tables::CellRows::Row row;
    row.key = finding.key.toStdString();
    row.cells = { Cell::state(isFailure ? u"failure"_s : u"warning"_s, finding.glyph, place),
                  Cell::words(finding.subject),
                  Cell::words(finding.fact),
                  Cell::words(finding.cause),
                  Cell::moment(finding.since),
                  Cell::moment(quiet.until),
                  Cell::words(quiet.by),
                  Cell::words(QString::fromUtf8(finding.job)),
                  Cell::words(linkOf(finding)),
                  Cell::words(finding.key) };
    row.severity = finding.quiet ? tables::Severity::Note
        : isFailure              ? tables::Severity::Failure
                                 : tables::Severity::Warning;
    return row;
}

} // namespace

const QList<tables::Column> &findingColumns()
{
    static const QList<tables::Column> columns{
        { u"severity"_s, tr("Severity"), {}, tr("failure or warning"), Kind::State, 90, 0, false },
        { u"what"_s, tr("What"), {}, {}, Kind::Name, 280, 0, false },
        { u"fact"_s, tr("Fact"), {}, tr("Goes on from what it is"), Kind::Text, 300, 0, false },
        { u"cause"_s, tr("Cause"), {}, {}, Kind::Text, 300, 1, false },
        { u"since"_s, tr("Since"), {}, tr("Begun, or happened; at the latest"), Kind::Time, 110, 0, false },
        { u"quiet-until"_s, tr("Quiet until"), {}, {}, Kind::Time, 110, 2, false },
        { u"quiet-by"_s, tr("Quiet by"), {}, {}, Kind::Text, 110, 3, true },
        { u"job"_s, tr("Job"), {}, tr("role/env/name of Aurora, where it is about one"), Kind::Text, 200, 3, true },
        { u"object"_s, tr("Object"), {}, tr("KIND/ID it leads to, as in links"), Kind::Text, 200, 3, true },
        { u"key"_s, tr("Key"), {}, tr("The same as long as it is the same thing"), Kind::Id, 240, 4, true },
    };
    return columns;
}

tables::Rows findingRows(const QList<Finding> &findings)
{
    std::vector<tables::CellRows::Row> rows;
    for (const Finding &finding : findings)
        rows.push_back(rowOf(finding, static_cast<int>(rows.size())));
    return std::make_shared<tables::CellRows>(findingColumns(), std::move(rows), tr("1 thing needs you"),
                                              tr("%1 things need you"));
}

} // namespace watch
