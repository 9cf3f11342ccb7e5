// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"
#include "ui/overview/capacityseries.h"

#include <vector>

namespace ui {

enum class ShareBy { Role, Framework };

/// What one role or framework has of one kind of resource.
struct Share
{
    std::string key; ///< role's name, framework's id
    std::string name;
    double allocated = 0;
    double offered = 0;
    double idle
        = 0; ///< what it could still be given now: idle in the cluster, not reserved to others, within the quota
    int tasks = 0;

    double total() const { return allocated + offered + idle; } ///< the most it could have now
    bool operator==(const Share &) const = default;
};

/// Features R1 by role and by framework. Completed frameworks have no share. Pure.
std::vector<Share> shares(const mesos::State &state, ShareBy by, Capacity kind);

/// Shares as rows of a table; immutable. Memory and disk are shown in GiB.
class ShareRows final : public tables::RowSource
{
public:
    enum Column { Name, Meter, Allocated, Offered, Idle, Total, Tasks, ColumnCount };

    ShareRows(std::vector<Share> shares, ShareBy by, Capacity kind);

    const QList<tables::Column> &columns() const override;
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_shares.size()); }
    std::string_view key(uint32_t row) const override { return m_shares[row].key; }
    std::string_view text(uint32_t row, int column) const override;
    double number(uint32_t row, int column) const override;
    QString display(uint32_t row, int column, core::TimePoint now) const override;
    QVariant extra(uint32_t row, int column, int role) const override;
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override;

private:
    std::vector<Share> m_shares;
    ShareBy m_by;
    Capacity m_kind;
};

} // namespace ui
