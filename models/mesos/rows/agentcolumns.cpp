// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentcolumns.h"

#include "models/mesos/rows/resourcekinds.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("AgentRows", text); };
    const QString gib = u"GiB"_s;
    return {
        { u"state"_s, tr("State"), {}, {}, Kind::State, 116, 0, false },
        { u"agent"_s, tr("Agent"), {}, tr("Host name"), Kind::Name, 136, 0, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Text, 138, 1, false },
        { u"tasks"_s, tr("Tasks"), {}, tr("Tasks that hold resources here"), Kind::Count, 46, 0, false },
        resourceColumn(CpusResource, tr("Allocated / total"), 106, 1, false),
        { u"cpus-use"_s, {}, {}, tr("Share of CPUs allocated"), Kind::Meter, 72, 4, false },
        resourceColumn(MemResource, tr("Allocated / total"), 126, 1, false),
        { u"mem-use"_s, {}, {}, tr("Share of memory allocated"), Kind::Meter, 72, 4, false },
        resourceColumn(DiskResource, tr("Allocated / total"), 106, 2, false),
        { u"zone"_s, tr("Zone"), {}, {}, Kind::Text, 80, 3, false },
        { u"registered"_s, tr("Registered"), {}, {}, Kind::Age, 78, 3, false },
        { u"note"_s, tr("Note"), {}, {}, Kind::Text, 180, 2, false },
        { u"cpus-used"_s,
          tr("CPUs used"),
          {},
          tr("What the agent itself counts; rows on the screen are asked"),
          Kind::Cpus,
          82,
          5,
          true },
        { u"mem-used"_s, tr("Memory used"), gib, tr("What the agent itself counts; rows on the screen are asked"),
          Kind::Mebibytes, 116, 5, true },
        { u"disk-use"_s, tr("Disk use"), {}, tr("Share of disk allocated"), Kind::Meter, 72, 5, true },
        { u"cpus-free"_s, tr("CPUs free"), {}, tr("Not allocated"), Kind::Cpus, 78, 5, true },
        { u"mem-free"_s, tr("Memory free"), gib, tr("Not allocated"), Kind::Mebibytes, 110, 5, true },
        { u"disk-free"_s, tr("Disk free"), gib, tr("Not allocated"), Kind::Mebibytes, 100, 5, true },
        { u"cpus-total"_s, tr("CPUs total"), {}, {}, Kind::Cpus, 78, 5, true },
        { u"mem-total"_s, tr("Memory total"), gib, {}, Kind::Mebibytes, 110, 5, true },
        { u"disk-total"_s, tr("Disk total"), gib, {}, Kind::Mebibytes, 100, 5, true },
        resourceColumn(GpusResource, tr("Allocated / total"), 60, 4, true),
        { u"gpus-total"_s, tr("GPUs total"), {}, {}, Kind::Count, 78, 5, true },
        { u"ports"_s, tr("Ports"), {}, tr("Ranges it offers"), Kind::Text, 130, 6, true },
        { u"address"_s, tr("Address"), {}, {}, Kind::Text, 130, 5, true },
        { u"id"_s, tr("Id"), {}, tr("Agent id"), Kind::Id, 260, 5, true },
        { u"version"_s, tr("Version"), {}, tr("Of Mesos on the agent"), Kind::Text, 70, 6, true },
        { u"region"_s, tr("Region"), {}, {}, Kind::Text, 90, 6, true },
        { u"reserved"_s,
          tr("Reserved for"),
          {},
          tr("Roles that resources are reserved for"),
          Kind::Text,
          110,
          6,
          true },
        { u"reregistered"_s, tr("Re-registered"), {}, {}, Kind::Age, 100, 6, true },
    };
}

} // namespace

const QList<Column> &agentColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

} // namespace mesos
