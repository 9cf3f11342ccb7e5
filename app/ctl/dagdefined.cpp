// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagdefined.h"

#include "app/ctl/dagrows.h"
#include "app/ctl/firstnight.h"
#include "app/ctl/plainrows.h"
#include "models/core/format.h"
#include "models/dag/nightboard.h"

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

QString wordOf(dag::RunState state)
{
    switch (state) {
    case dag::RunState::Unknown:
        break;
    case dag::RunState::Queued:
        return u"queued"_s;
    case dag::RunState::Running:
        return u"running"_s;
    case dag::RunState::Success:
        return u"success"_s;
    case dag::RunState::Failed:
        return u"failed"_s;
    }
    return u"unknown"_s;
}

} // namespace

QCoro::Task<int> showDefined(Session *session, QString what)
{
    using Part = aurora::Store::Part;
    const dag::NightBoard *board = session->stack()->night();
    if (board->freshness().error) // of the definition: nobody else was asked yet
        co_return complain(*board->freshness().error, u"Aurora"_s);
    const QList<Part> parts{ Part::Jobs, Part::ActiveTasks };
    if (const auto jobs = co_await session->auroraPicture(parts); !jobs)
        co_return complain(jobs.error(), u"Aurora"_s);
    co_await firstNight(session->stack()->night());
    const dag::NightPtr night = board->night();
    if (!night)
        co_return complain(board->freshness().error.value_or(core::Error()), u"Aurora"_s);
    const Options &options = session->options();
    if (what == u"graph"_s)
        co_return printGraph(*night, options);
    if (what == u"forecast"_s)
        co_return printForecast(session, night, board->history() ? board->history() : std::make_shared<dag::History>());
    QList<QStringList> rows;
    if (what == u"runs"_s) {
        const dag::Run &run = night->run;
        const core::TimePoint until = core::isKnown(run.ended) ? run.ended : session->now();
        rows.append({ run.id,
                      wordOf(run.state),
                      {},
                      isoText(run.started),
                      isoText(run.ended),
                      core::isKnown(run.started) ? core::formatSpan(until - run.started) : QString() });
        co_return printRows({ u"run"_s, u"state"_s, u"type"_s, u"start"_s, u"end"_s, u"took"_s }, rows, {}, options);
    }
    for (size_t i = 0; i < night->nodes.size(); ++i)
        rows.append(dagRow(night->graph->nodes[i].id, night->nodes[i]));
    co_return printDagRows(rows, options);
}

} // namespace ctl
