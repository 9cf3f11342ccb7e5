// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/format.h"
#include "models/tables/tablemodel.h"

#include <string>
#include <vector>

namespace test {

using namespace Qt::StringLiterals;

/// A machine of a table made by hand.
struct Machine
{
    std::string id;
    std::string state = "active";
    std::string name;
    std::string pool = "model";
    double tasks = 0;
    double cpus = 0;
    double total = 16;
    core::TimePoint registered{};
    tables::Severity severity = tables::Severity::None;
};

class MachineRows final : public tables::RowSource
{
public:
    enum { State, Name, Id, Pool, Tasks, Cpus, Bar, Registered, Note, ColumnCount };

    explicit MachineRows(std::vector<Machine> machines)
        : m_machines(std::move(machines))
    {
    }

    const QList<tables::Column> &columns() const override
    {
        using tables::Kind;
        static const QList<tables::Column> columns{
            { u"state"_s, u"State"_s, {}, {}, Kind::State, 102, 0, false },
            { u"name"_s, u"Agent"_s, {}, {}, Kind::Name, 136, 0, false },
            { u"id"_s, u"Id"_s, {}, {}, Kind::Id, 120, 4, false },
            { u"pool"_s, u"Pool"_s, {}, {}, Kind::Text, 110, 2, false },
            { u"tasks"_s, u"Tasks"_s, {}, {}, Kind::Count, 56, 0, false },
            { u"cpus"_s, u"CPUs"_s, {}, {}, Kind::Cpus, 106, 1, false },
            { u"cpus-use"_s, {}, {}, {}, Kind::Meter, 72, 3, false },
            { u"registered"_s, u"Registered"_s, {}, {}, Kind::Age, 90, 2, false },
            { u"note"_s, u"Note"_s, {}, {}, Kind::Text, 160, 1, false },
        };
        return columns;
    }
    uint32_t rowCount() const override { return static_cast<uint32_t>(m_machines.size()); }
    std::string_view key(uint32_t row) const override { return m_machines[row].id; }
    std::string_view text(uint32_t row, int column) const override
    {
        switch (column) {
        case State:
            return m_machines[row].state;
        case Name:
            return m_machines[row].name;
        case Id:
            return m_machines[row].id;
        case Pool:
            return m_machines[row].pool;
        default:
            return {};
        }
    }
    double number(uint32_t row, int column) const override
    {
        const Machine &machine = m_machines[row];
        switch (column) {
        case Tasks:
            return machine.tasks;
        case Cpus:
            return machine.cpus;
        case Bar:
            return machine.cpus / machine.total;
        case Registered:
            return static_cast<double>(machine.registered.time_since_epoch().count());
        default:
            return 0;
        }
    }
    int rank(uint32_t row, int column) const override
    {
        return column == State && m_machines[row].state == "active" ? 1 : 0;
    }
    QString display(uint32_t row, int column, core::TimePoint now) const override
    {
        if (column == Cpus)
            return core::formatCpus(m_machines[row].cpus) + u" / "_s + core::formatCpus(m_machines[row].total);
        return column == Bar ? QString() : RowSource::display(row, column, now);
    }
    tables::Severity severity(uint32_t row) const override { return m_machines[row].severity; }
    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (role == tables::TableModel::LinkRole && column == Pool)
            return u"pool/"_s + QString::fromStdString(m_machines[row].pool);
        return {};
    }
    bool sameRow(uint32_t row, const RowSource &older, uint32_t olderRow, uint64_t &mask) const override
    {
        mask = 0;
        for (int column = 0; column < ColumnCount; ++column) {
            const bool same = text(row, column) == older.text(olderRow, column)
                && (!columns()[column].isNumeric() || number(row, column) == older.number(olderRow, column));
            if (!same)
                mask |= tables::columnBit(column);
        }
        return mask == 0 && severity(row) == older.severity(olderRow);
    }
    QString countInWords(qsizetype rows) const override { return QString::number(rows) + u" agents"_s; }

private:
    std::vector<Machine> m_machines;
};

inline tables::Rows rows(std::vector<Machine> machines)
{
    return std::make_shared<MachineRows>(std::move(machines));
}

/// m0 … m(n-1), two pools by turns, cpus growing.
inline std::vector<Machine> machines(int n)
{
    std::vector<Machine> list;
    for (int i = 0; i < n; ++i) {
        Machine machine;
        machine.id = "5d0c1f2e-7d41-4b3a-9a41-a41e-S" + std::to_string(1000 + i);
        machine.name = "ip-10-130-96-" + std::to_string(100 + i);
        machine.pool = i % 2 ? "mesos-on-demand" : "model";
        machine.tasks = i % 7;
        machine.cpus = i % 16;
        machine.registered = core::TimePoint(core::Duration(1795400000000 + i * 60000));
        list.push_back(machine);
    }
    return list;
}

} // namespace test
