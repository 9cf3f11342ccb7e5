// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/filter.h"

#include "models/core/text.h"
#include "models/tables/filterterm.h"
#include "models/tables/quantity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tables {

namespace {

bool holds(double value, FilterTerm::Relation relation, double wanted, double tolerance)
{
    // Mesos' figures are sums of 32-bit fractions: 8.000001 cores are not more than 8.
    const double noise = 1e-5 * std::max(1.0, std::abs(wanted));
    switch (relation) {
    case FilterTerm::Relation::Less:
        return value < wanted - noise;
    case FilterTerm::Relation::LessOrEqual:
        return value <= wanted + noise;
    case FilterTerm::Relation::Equal:
        return std::abs(value - wanted) <= tolerance;
    case FilterTerm::Relation::GreaterOrEqual:
        return value >= wanted - noise;
    case FilterTerm::Relation::Greater:
        return value > wanted + noise;
    }
    return false;
}

bool textPasses(const FilterTerm &term, std::string_view text)
{
    switch (term.test) {
    case FilterTerm::Test::Contains:
        return std::any_of(term.words.begin(), term.words.end(),
                           [&](const TextMatch &word) { return word.isIn(text); });
    case FilterTerm::Test::Equals:
        return std::any_of(term.words.begin(), term.words.end(),
                           [&](const TextMatch &word) { return word.isAll(text); });
    case FilterTerm::Test::Pattern:
        return term.pattern.match(core::toQString(text)).hasMatch();
    case FilterTerm::Test::Compare:
        break;
    }
    return false;
}

/// One term over the rows of one picture; remembers what it found of each distinct text.
class TermEvaluator
{
public:
    TermEvaluator(const FilterTerm &term, const RowSource &rows, core::TimePoint now)
        : m_term(term)
        , m_rows(rows)
        , m_now(static_cast<double>(now.time_since_epoch().count()))
    {
        const QList<Column> &columns = rows.columns();
        const bool numeric = term.test == FilterTerm::Test::Compare;
        for (int i = 0; i < columns.size(); ++i) {
            if (columns.at(i).isNumeric() == numeric && (term.column.isEmpty() || term.column == columns.at(i).key))
                m_columns.push_back({ i, {} });
        }
    }

    bool passes(uint32_t row)
    {
        const bool found = m_term.test == FilterTerm::Test::Compare ? comparisonHolds(row) : textIsFound(row);
        return found != m_term.negated;
    }

private:
    enum Verdict : uint8_t { NotTested, No, Yes };
    struct TextColumn
    {
        int column;
        std::vector<uint8_t> verdicts; ///< by text id
    };

    bool comparisonHolds(uint32_t row) const
    {
        if (m_columns.empty())
            return false;
        double value = m_rows.number(row, m_columns.front().column);
        if (std::isnan(value))
            return false;
        if (m_term.kind == Kind::Age || m_term.kind == Kind::Time)
            value = m_now - value;
        const double tolerance = displayTolerance(m_term.kind);
        return std::any_of(m_term.values.begin(), m_term.values.end(),
                           [&](double wanted) { return holds(value, m_term.relation, wanted, tolerance); });
    }

    bool textIsFound(uint32_t row)
    {
        return std::any_of(m_columns.begin(), m_columns.end(),
                           [&](TextColumn &column) { return cellPasses(row, column); });
    }

    bool cellPasses(uint32_t row, TextColumn &column)
    {
        const uint32_t id = m_rows.textId(row, column.column);
        if (id == 0)
            return textPasses(m_term, m_rows.text(row, column.column));
        std::vector<uint8_t> &verdicts = column.verdicts;
        if (id >= verdicts.size())
            verdicts.resize(std::max<size_t>(size_t{ id } + 1, verdicts.size() * 2), NotTested);
        if (verdicts[id] == NotTested)
            verdicts[id] = textPasses(m_term, m_rows.text(row, column.column)) ? Yes : No;
        return verdicts[id] == Yes;
    }

    const FilterTerm &m_term;
    const RowSource &m_rows;
    double m_now; ///< ms since the epoch
    std::vector<TextColumn> m_columns;
};

} // namespace

Filter::Filter()
    : d(std::make_shared<const Private>())
{
}

core::Result<Filter> Filter::parse(const QString &text, const QList<Column> &columns)
{
    core::Result<std::vector<FilterTerm>> terms = parseTerms(text, columns);
    if (!terms)
        return core::failure(std::move(terms.error()));
    Filter filter;
    filter.d = std::make_shared<const Private>(Private{ text.trimmed(), std::move(*terms) });
    return filter;
}

bool Filter::isEmpty() const
{
    return d->terms.empty();
}

QString Filter::text() const
{
    return d->text;
}

bool Filter::dependsOnTime() const
{
    return std::any_of(d->terms.begin(), d->terms.end(), [](const FilterTerm &term) {
        return term.test == FilterTerm::Test::Compare && (term.kind == Kind::Age || term.kind == Kind::Time);
    });
}

std::vector<uint32_t> Filter::apply(const RowSource &rows, core::TimePoint now) const
{
    std::vector<uint32_t> all(rows.rowCount());
    std::iota(all.begin(), all.end(), 0);
    std::vector<uint8_t> passing(all.size());
    evaluate(rows, now, all, passing);
    std::erase_if(all, [&](uint32_t row) { return passing[row] == 0; });
    return all;
}

void Filter::evaluate(const RowSource &rows, core::TimePoint now, std::span<const uint32_t> candidates,
                      std::vector<uint8_t> &passes) const
{
    std::vector<TermEvaluator> terms;
    terms.reserve(d->terms.size());
    for (const FilterTerm &term : d->terms)
        terms.emplace_back(term, rows, now);
    for (const uint32_t row : candidates)
        passes[row] = std::all_of(terms.begin(), terms.end(), [row](TermEvaluator &term) { return term.passes(row); });
}

} // namespace tables
