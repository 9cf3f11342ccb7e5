// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/tables/filter.h"
#include "models/tables/textmatch.h"

#include <QRegularExpression>

namespace tables {

/// One term of a filter, understood.
struct FilterTerm
{
    enum class Test { Contains, Equals, Pattern, Compare };
    enum class Relation { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };

    QString column; ///< key; empty: all text columns
    Test test = Test::Contains;
    Relation relation = Relation::Equal;
    Kind kind = Kind::Text; ///< of the column, when figures are compared
    bool negated = false;
    std::vector<TextMatch> words; ///< any of them: Contains, Equals
    std::vector<double> values; ///< any of them: Compare
    QRegularExpression pattern;
};

core::Result<std::vector<FilterTerm>> parseTerms(const QString &text, const QList<Column> &columns);

struct Filter::Private
{
    QString text;
    std::vector<FilterTerm> terms;
};

} // namespace tables
