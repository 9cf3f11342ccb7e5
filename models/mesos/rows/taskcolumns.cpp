// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskcolumns.h"

#include "models/mesos/rows/resourcekinds.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using tables::Column;
using tables::Kind;

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("TaskRows", text); };
    return {
        { u"state"_s, tr("State"), {}, tr("State of the task, as Mesos says it"), Kind::State, 110, 0, false },
        { u"name"_s, tr("Name"), {}, {}, Kind::Name, 256, 0, false },
        { u"id"_s, tr("Id"), {}, tr("Task id"), Kind::Id, 160, 5, false },
        { u"framework"_s, tr("Framework"), {}, {}, Kind::Text, 130, 3, false },
        { u"agent"_s, tr("Agent"), {}, tr("Host of the agent"), Kind::Text, 142, 0, false },
        { u"role"_s, tr("Role"), {}, {}, Kind::Text, 84, 6, false },
        resourceColumn(CpusResource, {}, 54, 1, false),
        resourceColumn(MemResource, {}, 84, 1, false),
        resourceColumn(DiskResource, {}, 72, 4, false),
        { u"started"_s, tr("Started"), {}, tr("Time since it first ran"), Kind::Age, 80, 2, false },
        { u"in-state"_s, tr("In state"), {}, tr("Time since the last status"), Kind::Age, 80, 2, false },
        { u"message"_s, tr("Message"), {}, tr("Last status in the agent's words"), Kind::Text, 320, 2, false },
        resourceColumn(GpusResource, {}, 54, 4, true),
        { u"list"_s,
          tr("List"),
          {},
          tr("Where Mesos lists it: live, unreachable, completed"),
          Kind::Text,
          90,
          6,
          true },
        { u"health"_s, tr("Health"), {}, tr("Outcome of its health check"), Kind::Text, 80, 6, true },
        { u"reason"_s, tr("Reason"), {}, tr("Mesos' reason of the last status"), Kind::Text, 200, 6, true },
        { u"executor"_s, tr("Executor"), {}, tr("Executor id"), Kind::Id, 200, 6, true },
        { u"ports"_s, tr("Ports"), {}, {}, Kind::Text, 110, 6, true },
        { u"framework-id"_s, tr("Framework id"), {}, {}, Kind::Id, 220, 6, true },
        { u"agent-id"_s, tr("Agent id"), {}, {}, Kind::Id, 220, 6, true },
    };
}

} // namespace

const QList<Column> &taskColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

} // namespace mesos
