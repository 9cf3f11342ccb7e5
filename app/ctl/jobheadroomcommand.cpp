// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/jobheadroomcommand.h"

#include "app/ctl/jobargument.h"
#include "app/ctl/rowsprint.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/explain/explain.h"
#include "models/explain/fromaurora.h"
#include "models/stack/explaincontext.h"
#include "models/tables/cellrows.h"

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;
using tables::Kind;

const QList<tables::Column> &headRoomColumns()
{
    static const QList<tables::Column> columns{
        { u"instances"_s, tr("Instances"), {}, tr("How many more fit on the agent, beside each other"), Kind::Count },
        { u"host"_s, tr("Agent"), {}, {}, Kind::Name },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Text },
        { u"agent"_s, tr("Id"), {}, {}, Kind::Id },
    };
    return columns;
}

tables::Rows headRoomRows(const explain::HeadRoom &room)
{
    using tables::Cell;
    std::vector<tables::CellRows::Row> rows;
    for (const explain::HeadRoom::On &on : room.agents)
        rows.push_back(
            { on.agent.toStdString(),
              { Cell::figure(on.instances), Cell::words(on.host), Cell::words(on.pool), Cell::words(on.agent) },
              tables::Severity::None });
    return std::make_shared<tables::CellRows>(headRoomColumns(), std::move(rows));
}

QString sentence(const explain::HeadRoom &room, const aurora::JobKey &job)
{
    if (room.instances == 0)
        return tr("No more instance of %1 fits now.\n").arg(job.text());
    const QString count = core::formatCount(room.instances);
    return room.agents.size() == 1
        ? tr("%1 more of %2 fit now, on one agent.\n\n").arg(count, job.text())
        : tr("%1 more of %2 fit now, on %3 agents.\n\n").arg(count, job.text(), core::formatCount(room.agents.size()));
}

} // namespace

QString JobHeadRoomCommand::name() const
{
    return u"job headroom"_s;
}

QString JobHeadRoomCommand::summary() const
{
    return tr("How many more instances of a job fit now, and where: job headroom ROLE/ENV/NAME");
}

QString JobHeadRoomCommand::help() const
{
    return tr("Each agent that the job's constraints and limits allow is filled as far as cpus, memory, disk, gpus "
              "and\n"
              "ports go together; agents that are cordoned, draining or held take none. One row for each agent with\n"
              "room, most first. --output json is an array with these keys; it is empty when none fits.\n\n")
        + columnsHelp(headRoomColumns());
}

QCoro::Task<int> JobHeadRoomCommand::run(Session *session)
{
    const QString system = u"Aurora"_s;
    const auto part = jobArgument(session->options().arguments, false);
    if (!part)
        co_return complain(part.error(), system);
    const auto mesos = co_await session->picture();
    if (!mesos)
        co_return complain(mesos.error());
    using Part = aurora::Store::Part;
    const QList<Part> parts{ Part::Jobs, Part::ActiveTasks, Part::Scheduler };
    const auto picture = co_await session->auroraPicture(parts);
    if (!picture)
        co_return complain(picture.error(), system);
    const aurora::JobRow *job = (*picture)->job(part->job);
    if (!job)
        co_return complain(noSuchJob(part->job, picture->get()), system);
    if (session->stack()->aws()) { // it tells who holds machines
        const auto pools = co_await session->poolPicture();
        if (!pools)
            complain(pools.error(), u"AWS"_s);
    }
    const explain::HeadRoom room
        = explain::headRoom(**mesos, explain::demandOf(**picture, *job), stack::explainContext(*session->stack()));
    const auto rows = printedRows(*headRoomRows(room), session->options(), session->now());
    if (!rows)
        co_return complain(rows.error(), system);
    if (session->options().output == tables::ExportFormat::Text)
        print(sentence(room, part->job));
    if (session->options().output != tables::ExportFormat::Text || room.instances > 0)
        print(*rows);
    co_return Fine;
}

} // namespace ctl
