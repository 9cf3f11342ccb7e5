// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/rows/poolrows.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/pools/rows/rowparts.h"
#include "models/pools/words.h"

using namespace Qt::StringLiterals;

namespace pools {

namespace {

using tables::Cell;
using tables::CellRows;
using tables::Kind;
using tables::Severity;

using core::tr;

double share(double used, double total)
{
    return total > 0 ? used / total : Cell::nan();
}

Cell ofTotal(double used, double total, QString (*format)(double))
{
    return total > 0 ? Cell::figure(used, u"%1 / %2"_s.arg(format(used), format(total)))
                     : Cell::figure(Cell::nan(), QStringView(core::notKnown).toString());
}

Severity severityOf(const Pool &pool)
{
    return needsLook(pool) ? Severity::Warning : Severity::None;
}

QString machineStateText(Machine::State state)
{
    switch (state) {
    case Machine::State::Busy:
        return tr("busy");
    case Machine::State::Idle:
        return tr("idle");
    case Machine::State::Starting:
        return tr("starting");
    case Machine::State::Silent:
        return tr("silent");
    case Machine::State::Lost:
        return tr("lost");
    case Machine::State::Closed:
        return tr("cordoned");
    case Machine::State::Leaving:
        return tr("ending");
    case Machine::State::Stray:
        return tr("stray");
    }
    Q_UNREACHABLE();
}

Severity severityOf(const Machine &machine)
{
    const bool odd = machine.state == Machine::State::Silent || machine.state == Machine::State::Lost
        || machine.state == Machine::State::Stray;
    return odd ? Severity::Warning : Severity::None;
}

CellRows::Row rowOf(const Pool &pool)
{
    const auto count = [](int n) { return Cell::figure(n); };
    CellRows::Row row;
    row.key = pool.name.toStdString();
    row.severity = severityOf(pool);
    row.cells = { Cell::state(shortWord(pool.state), stateWord(pool.state)),
                  Cell::words(pool.name.isEmpty() ? tr("no pool") : pool.name),
                  Cell::words(kindWords(pool)),
                  pool.wanted ? count(*pool.wanted) : Cell::figure(Cell::nan()),
                  count(pool.launched),
                  count(pool.registered),
                  count(pool.busy),
                  count(pool.idle),
                  count(pool.pending),
                  Cell::figure(share(pool.used.cpus, pool.total.cpus)),
                  ofTotal(pool.used.cpus, pool.total.cpus, core::formatCpus),
                  Cell::figure(share(pool.used.mem, pool.total.mem)),
                  ofTotal(pool.used.mem, pool.total.mem, core::formatGib),
                  money(pool.price),
                  pool.unneeded > 0 ? money(pool.unneededPrice) : Cell::figure(0),
                  money(pool.spent),
                  count(pool.unneeded),
                  money(pool.unneededSpent),
                  pool.isGroup() ? count(pool.min) : Cell::figure(Cell::nan()),
                  pool.isGroup() ? count(pool.max) : Cell::figure(Cell::nan()),
                  Cell::words(pool.launchTemplate),
                  Cell::words(pool.suspended.join(u", "_s)) };
    return row;
}

QString protectionOf(const Machine &machine)
{
    if (core::isKnown(machine.heldUntil))
        return tr("held until %1 by %2").arg(core::formatClockBare(machine.heldUntil).left(5), machine.heldBy);
    return machine.isProtected ? tr("from scale-in") : tr("none");
}

CellRows::Row rowOf(const Machine &machine)
{
    CellRows::Row row;
    row.key = (machine.instance.isEmpty() ? machine.agentHost : machine.instance).toStdString();
    row.severity = severityOf(machine);
    row.cells
        = { Cell::state(machineStateText(machine.state), stateWord(machine.state)),
            Cell::words(machine.instance.isEmpty() ? tr("none") : machine.instance),
            agentLink(machine.agentHost, machine.agentId),
            Cell::words(machine.zone),
            Cell::words(machine.type + (machine.spot ? tr(", spot") : QString())),
            Cell::figure(machine.tasks),
            ofTotal(static_cast<double>(machine.used.cpus), static_cast<double>(machine.total.cpus), core::formatCpus),
            ofTotal(static_cast<double>(machine.used.mem), static_cast<double>(machine.total.mem), core::formatGib),
            Cell::moment(machine.since),
            Cell::moment(machine.idleSince),
            money(machine.spent),
            Cell::words(protectionOf(machine)),
            Cell::words(machine.pool) };
    return row;
}

} // namespace

const QList<tables::Column> &poolColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 106, 0, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Name, 130, 0, false },
        { u"kind"_s, tr("Kind"), {}, {}, Kind::Text, 170, 3, false },
        { u"wanted"_s, tr("Wanted"), {}, tr("What the group is set to"), Kind::Count, 66, 0, false },
        { u"launched"_s, tr("Launched"), {}, tr("Machines EC2 has"), Kind::Count, 74, 0, false },
        { u"registered"_s, tr("Registered"), {}, tr("Agents Mesos has"), Kind::Count, 82, 0, false },
        { u"busy"_s, tr("Busy"), {}, {}, Kind::Count, 54, 1, false },
        { u"idle"_s, tr("Idle"), {}, tr("Registered, and nothing runs there"), Kind::Count, 54, 1, false },
        { u"pending"_s, tr("Pending"), {}, tr("Tasks that wait and name this pool"), Kind::Count, 68, 1, false },
        { u"cpus-use"_s, {}, {}, tr("Share of CPUs allocated"), Kind::Meter, 72, 5, false },
        { u"cpus"_s, tr("CPUs used / total"), {}, {}, Kind::Cpus, 124, 4, false },
        { u"mem-use"_s, {}, {}, tr("Share of memory allocated"), Kind::Meter, 72, 5, false },
        { u"mem"_s, tr("Memory used / total"), u"GiB"_s, {}, Kind::Mebibytes, 164, 4, false },
        { u"price"_s, tr("Cost"), u"$/h"_s, tr("At today's prices"), Kind::Count, 84, 0, false },
        { u"unneeded-price"_s, tr("Unneeded"), u"$/h"_s,
          tr("Of machines that are idle for long or held beyond the hold's end, and that nobody waits for"),
          Kind::Count, 94, 2, false },
        { u"spent"_s, tr("Since launch"), u"$"_s, tr("At today's prices"), Kind::Count, 96, 5, true },
        { u"unneeded"_s, tr("Unneeded"), {}, tr("Machines that cost for nothing"), Kind::Count, 74, 6, true },
        { u"unneeded-spent"_s, tr("For nothing"), u"$"_s, tr("By these, since nobody needs them"), Kind::Count, 92, 6,
          true },
        { u"min"_s, tr("Min"), {}, {}, Kind::Count, 54, 6, true },
        { u"max"_s, tr("Max"), {}, {}, Kind::Count, 54, 6, true },
        { u"template"_s, tr("Template"), {}, {}, Kind::Text, 120, 6, true },
        { u"suspended"_s, tr("Suspended"), {}, tr("What AWS does not do by itself"), Kind::Text, 120, 6, true },
    };
    return columns;
}

const QList<tables::Column> &machineColumns()
{
    static const QList<tables::Column> columns{
        { u"state"_s, tr("State"), {}, {}, Kind::State, 94, 0, false },
        { u"instance"_s, tr("Instance"), {}, {}, Kind::Id, 166, 0, false },
        { u"agent"_s, tr("Agent"), {}, {}, Kind::Name, 150, 0, false },
        { u"zone"_s, tr("Zone"), {}, {}, Kind::Text, 86, 2, false },
        { u"type"_s, tr("Type"), {}, {}, Kind::Text, 110, 3, false },
        { u"tasks"_s, tr("Tasks"), {}, {}, Kind::Count, 58, 1, false },
        { u"cpus"_s, tr("CPUs"), {}, {}, Kind::Cpus, 98, 1, false },
        { u"mem"_s, tr("Memory"), u"GiB"_s, {}, Kind::Mebibytes, 124, 2, false },
        { u"age"_s, tr("Age"), {}, tr("Since it was launched"), Kind::Age, 90, 1, false },
        { u"idle"_s, tr("Idle"), {}, tr("At least so long nothing has run there"), Kind::Age, 90, 1, false },
        { u"spent"_s, tr("Cost"), u"$"_s, tr("Since the launch, at today's price"), Kind::Count, 74, 1, false },
        { u"protection"_s, tr("Protection"), {}, {}, Kind::Text, 190, 4, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Text, 120, 5, true },
    };
    return columns;
}

tables::Rows poolRows(const Snapshot &picture)
{
    return rowsOf(picture->pools, &rowOf, poolColumns(), tr("1 pool"), tr("%1 pools"));
}

tables::Rows totalsRow(const Snapshot &picture)
{
    CellRows::Row row = rowOf(picture->total());
    row.key.clear();
    const int count = static_cast<int>(picture->pools.size());
    row.cells[0] = Cell();
    row.cells[1] = Cell::words(tr("All pools"));
    row.cells[2] = Cell::words(count == 1 ? tr("1 pool") : tr("%1 pools").arg(count));
    return std::make_shared<CellRows>(poolColumns(), std::vector{ std::move(row) }, tr("1 pool"), tr("%1 pools"));
}

tables::Rows machineRows(const Snapshot &picture, const std::optional<QString> &pool)
{
    const QList<Machine> shown = pool ? picture->machinesOf(*pool) : picture->machines;
    return rowsOf(shown, &rowOf, machineColumns(), tr("1 machine"), tr("%1 machines"));
}

} // namespace pools
