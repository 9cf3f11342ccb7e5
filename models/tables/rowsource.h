// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// Every table of the product, from 4 roles to 200,000 tasks: immutable rows, one filter language, one set of habits.
namespace tables {

/// What a column holds decides how it is filtered, sorted, aligned and drawn. Colours and widths are the delegates'.
enum class Kind : uint8_t {
    Text,
    Name, ///< text that names the row's object
    Id, ///< long machine-made text; elided in the middle, fixed font
    State, ///< a word with a glyph; sorted by severity
    Count, ///< integer
    Cpus, ///< cores, 0.0
    Mebibytes, ///< MiB, shown as GiB 0.0
    Age, ///< time point, shown as the span until now
    Time, ///< time point, shown as a clock
    Span, ///< milliseconds
    Meter, ///< used of total; number() is the share 0…1
};

struct Column
{
    QString key; ///< word of the filter language and of JSON: "slave-type"; stable
    QString title; ///< header
    QString unit; ///< in the header, not in the cell: "GiB"
    QString toolTip;
    Kind kind = Kind::Text;
    int width = 100; ///< logical px at 12 px font
    int priority = 0; ///< 0 never hides; higher ones give way first when the window is narrow
    bool hiddenAtFirst = false;

    bool isNumeric() const { return kind >= Kind::Count; }
};

/// How loud a row is; ui chooses the tint.
enum class Severity : uint8_t { None, Note, Warning, Failure };

/// Immutable rows of one snapshot. All methods are const and may be called from any thread.
/// Texts are returned as views into the snapshot: hot loops (filter, sort, diff) make no copies.
class RowSource
{
public:
    RowSource() = default;
    virtual ~RowSource() = default;
    Q_DISABLE_COPY_MOVE(RowSource)

    virtual const QList<Column> &columns() const = 0;
    virtual uint32_t rowCount() const = 0;

    /// The object's identity, equal in every snapshot: selection, scroll and unfolded rows stick to it.
    virtual std::string_view key(uint32_t row) const = 0;
    /// Appends key(row). For sources whose keys are put together from parts: loops over all rows use this one.
    virtual void appendKey(uint32_t row, std::string &out) const { out += key(row); }
    /// The row of a key, or -1. The default looks at every row.
    virtual int64_t rowOf(std::string_view key) const;

    /// Sources with the same family (not null) share their identities; the string pool is a good one.
    virtual const void *family() const { return nullptr; }
    /// A number that stands for the key: within a family equal where keys are equal and different where they differ.
    /// The default, a hash of the key, is good for sources without a family.
    virtual uint64_t identity(uint32_t row) const;

    /// UTF-8 text of a text column (Text, Name, Id, State).
    virtual std::string_view text(uint32_t row, int column) const = 0;
    /// An integer that is equal where texts of this column are equal, in this and neighbouring snapshots of one source
    /// family, or 0 where there is none. Lets filters and sorts look at each distinct text once.
    virtual uint32_t textId(uint32_t row, int column) const
    {
        (void)row;
        (void)column;
        return 0;
    }
    /// Value of a numeric column in its base unit (cores, MiB, ms since the epoch, share). NaN: not known.
    virtual double number(uint32_t row, int column) const = 0;
    /// Rank for sorting State columns: worst first. Different words have different ranks.
    virtual int rank(uint32_t row, int column) const
    {
        (void)row;
        (void)column;
        return 0;
    }

    /// What the cell shows. `now` feeds ages. Called for visible cells only; the default formats by the column's kind.
    virtual QString display(uint32_t row, int column, core::TimePoint now) const;
    /// Hover text; empty: the display text if elided.
    virtual QString toolTip(uint32_t row, int column, core::TimePoint now) const;
    virtual Severity severity(uint32_t row) const
    {
        (void)row;
        return Severity::None;
    }
    /// The object is not there any more: its row is shown pale.
    virtual bool isGone(uint32_t row) const
    {
        (void)row;
        return false;
    }
    /// Further values for delegates: glyph names, meters, links (see roles of TableModel).
    virtual QVariant extra(uint32_t row, int column, int role) const
    {
        (void)row;
        (void)column;
        (void)role;
        return {};
    }

    /// What a group's header shows in a column; `rows` are its members. The default adds up counts, cores and MiB.
    virtual QString groupDisplay(std::span<const uint32_t> rows, int column) const;
    /// "18 agents": how many objects a group holds, in words.
    virtual QString countInWords(qsizetype rows) const;
    /// The same of a group's members, where they may be of several kinds: "16 agents, 2 gone".
    virtual QString membersInWords(std::span<const uint32_t> rows) const
    {
        return countInWords(static_cast<qsizetype>(rows.size()));
    }

    /// Whether a row shows and sorts the same in both snapshots; that ages grow is left out. `mask` gets a bit per
    /// changed column (columnBit).
    virtual bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const = 0;
};

using Rows = std::shared_ptr<const RowSource>;

/// The bit of a column in a mask of changes; the last bit stands for all columns from 63 on.
constexpr uint64_t columnBit(int column)
{
    return uint64_t{ 1 } << (column < 63 ? column : 63);
}

/// Index of the column with this key (case is ignored), or -1.
int columnOf(const QList<Column> &columns, QStringView key);

} // namespace tables
