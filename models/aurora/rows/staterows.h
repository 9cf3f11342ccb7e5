// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/tables/rowsource.h"

#include <QCoreApplication>

namespace aurora {

/// What the tables over a State have in common: most texts are strings of its pool, so that equal texts have equal ids
/// and pictures of one pool are compared without looking at a text.
class StateRows : public tables::RowSource
{
public:
    explicit StateRows(Snapshot state);

    std::string_view text(uint32_t row, int column) const override;
    uint32_t textId(uint32_t row, int column) const override;
    const void *family() const override { return m_state->pool.get(); }
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const final;

protected:
    /// The text of a cell that comes from the pool as it is. Others override text() and textId().
    virtual TextId pooled(uint32_t row, int column) const = 0;
    /// Whether a cell shows the same. The default compares texts and figures.
    virtual bool sameCell(uint32_t row, int column, const StateRows &older, uint32_t olderRow, int olderColumn) const;

    const State &state() const { return *m_state; }
    QString string(TextId id) const { return m_state->string(id); }
    /// "agent/ID", as LinkRole wants it; empty for an empty id.
    QVariant link(const char *kind, TextId id) const;

private:
    Snapshot m_state;
};

/// Milliseconds since the epoch, or NaN.
double moment(TimePoint t);
/// For roles that take a word.
QVariant wordVariant(std::string_view word);

} // namespace aurora
