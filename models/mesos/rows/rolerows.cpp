// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/rolerows.h"

#include "models/mesos/rows/resourcekinds.h"
#include "models/mesos/rows/staterows.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

enum RoleColumn { NameColumn, WeightColumn, FrameworksColumn, FirstResourceColumn };

/// Columns of resources come in the same five for each kind.
enum class Figure { Allocated, Use, Guarantee, Limit, Reserved };
constexpr int figuresPerKind = 5;

/// Shown at first; the others are rarely set.
bool isUsual(const ResourceKind &kind)
{
    return kind.amount == &Resources::cpus || kind.amount == &Resources::mem;
}

const ResourceKind &kindOf(int column)
{
    return resourceKinds.at(static_cast<size_t>((column - FirstResourceColumn) / figuresPerKind));
}

Figure figureOf(int column)
{
    return static_cast<Figure>((column - FirstResourceColumn) % figuresPerKind);
}

double guarantee(const Role &role, const ResourceKind &kind)
{
    return role.guarantee && (*role.guarantee).*kind.sum > 0 ? (*role.guarantee).*kind.sum : notKnown;
}

double limit(const Role &role, const ResourceKind &kind)
{
    return role.limit && (*role.limit).*kind.sum >= 0 ? (*role.limit).*kind.sum : notKnown;
}

double use(const Role &role, const ResourceKind &kind)
{
    const double most = std::isnan(limit(role, kind)) ? guarantee(role, kind) : limit(role, kind);
    return most > 0 ? static_cast<double>(role.allocated.*kind.amount) / most : notKnown;
}

class RoleRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(RoleRows)
public:
    using StateRows::StateRows;

    const QList<Column> &columns() const override { return roleColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(state().roles.size()); }
    std::string_view key(uint32_t row) const override { return state().view(role(row).name); }
    uint64_t identity(uint32_t row) const override { return role(row).name.value; }

    double number(uint32_t row, int column) const override
    {
        const Role &r = role(row);
        if (column == WeightColumn)
            return r.weight;
        if (column == FrameworksColumn)
            return r.frameworks;
        if (column < FirstResourceColumn)
            return notKnown;
        const ResourceKind &kind = kindOf(column);
        switch (figureOf(column)) {
        case Figure::Allocated:
            return static_cast<double>(r.allocated.*kind.amount);
        case Figure::Use:
            return use(r, kind);
        case Figure::Guarantee:
            return guarantee(r, kind);
        case Figure::Limit:
            return limit(r, kind);
        case Figure::Reserved:
            return static_cast<double>(r.reserved.*kind.amount);
        }
        return notKnown;
    }

    /// A role at its limit gets nothing more, whatever is free.
    Severity severity(uint32_t row) const override
    {
        for (const ResourceKind &kind : resourceKinds) {
            const double most = limit(role(row), kind);
            if (most > 0 && static_cast<double>(role(row).allocated.*kind.amount) >= most)
                return Severity::Warning;
        }
        return Severity::None;
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        if (role != tables::TableModel::MeterRole || columns().at(column).kind != Kind::Meter)
            return {};
        const double value = number(row, column);
        return std::isnan(value) ? QVariant() : QVariant(value);
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 role") : tr("%1 roles").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override { return column == NameColumn ? role(row).name : TextId(); }

private:
    const Role &role(uint32_t row) const { return state().roles[row]; }
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("RoleRows", text); };
    QList<Column> columns{
        { u"role"_s, tr("Role"), {}, {}, Kind::Name, 180, 0, false },
        { u"weight"_s, tr("Weight"), {}, {}, Kind::Cpus, 64, 2, false },
        { u"frameworks"_s, tr("Frameworks"), {}, {}, Kind::Count, 86, 1, false },
    };
    for (const ResourceKind &kind : resourceKinds) {
        const QString key = QString::fromUtf16(kind.key);
        const QString title = titleOf(kind);
        const bool hidden = !isUsual(kind);
        const QString unit = QString::fromUtf16(kind.unit);
        columns.append({ key, title, unit, tr("Allocated"), kind.kind, 90, 1, hidden });
        columns.append({ key + u"-use"_s,
                         {},
                         {},
                         tr("Allocated, of the limit or else of the guarantee"),
                         Kind::Meter,
                         72,
                         3,
                         hidden });
        columns.append({ key + u"-guarantee"_s, tr("%1 guaranteed").arg(title), unit,
                         tr("Quota: kept free for the role"), kind.kind, 148, 2, hidden });
        columns.append({ key + u"-limit"_s, tr("%1 limit").arg(title), unit, tr("Quota: the role gets no more"),
                         kind.kind, 124, 2, hidden });
        columns.append({ key + u"-reserved"_s, tr("%1 reserved").arg(title), unit,
                         tr("Reserved on agents for the role"), kind.kind, 148, 4, true });
    }
    return columns;
}

} // namespace

const QList<Column> &roleColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

tables::Rows roleRows(Snapshot state)
{
    return std::make_shared<RoleRows>(std::move(state));
}

} // namespace mesos
