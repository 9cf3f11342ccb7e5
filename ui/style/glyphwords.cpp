// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/glyphs.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Table = QHash<QString, Glyph>;

/// Task states of Mesos, without their "TASK_", and of Aurora.
const Table &taskStates()
{
    static const Table table{
        { u"PENDING"_s, { Shape::Hourglass, Tone::Warn } },
        { u"ASSIGNED"_s, { Shape::HalfDisc, Tone::Run } },
        { u"STAGING"_s, { Shape::HalfDisc, Tone::Run } },
        { u"STARTING"_s, { Shape::HalfDisc, Tone::Run } },
        { u"RUNNING"_s, { Shape::Triangle, Tone::Run } },
        { u"FINISHED"_s, { Shape::Tick, Tone::Ok } },
        { u"FAILED"_s, { Shape::OctagonCross, Tone::Fail, true } },
        { u"ERROR"_s, { Shape::OctagonCross, Tone::Fail, true } },
        { u"LOST"_s, { Shape::DashedRingQuery, Tone::Warn } },
        { u"UNREACHABLE"_s, { Shape::DashedRingQuery, Tone::Warn } },
        { u"DROPPED"_s, { Shape::DashedRingQuery, Tone::Warn } },
        { u"GONE"_s, { Shape::ThinCross, Tone::Idle } },
        { u"GONE_BY_OPERATOR"_s, { Shape::ThinCross, Tone::Idle } },
        { u"KILLING"_s, { Shape::SquareCross, Tone::Ink } },
        { u"KILLED"_s, { Shape::Square, Tone::Ink } },
        { u"THROTTLED"_s, { Shape::TwoBars, Tone::Warn } },
        { u"DRAINING"_s, { Shape::ArrowOntoLine, Tone::Run } },
        { u"PREEMPTING"_s, { Shape::ArrowOntoLine, Tone::Run } },
        // Aurora's own
        { u"INIT"_s, { Shape::HalfDisc, Tone::Run } },
        { u"RESTARTING"_s, { Shape::LoopArrow, Tone::Run } },
        { u"PARTITIONED"_s, { Shape::DashedRingQuery, Tone::Warn } },
    };
    return table;
}

const Table &words()
{
    static const Table table{
        // agents
        { u"active"_s, { Shape::Disc, Tone::Ok } },
        { u"cordoned"_s, { Shape::RingSlash, Tone::Ink } },
        { u"deactivated"_s, { Shape::RingSlash, Tone::Ink } },
        { u"draining"_s, { Shape::ArrowOntoLine, Tone::Run } },
        { u"drained"_s, { Shape::RingOverLine, Tone::Idle } },
        { u"unreachable"_s, { Shape::BrokenRing, Tone::Fail } },
        { u"disconnected"_s, { Shape::HalfRing, Tone::Warn } },
        { u"recovering"_s, { Shape::LoopArrow, Tone::Run } },
        { u"gone"_s, { Shape::ThinCross, Tone::Idle } },
        { u"never registered"_s, { Shape::DottedRing, Tone::Warn } },
        // frameworks
        { u"inactive"_s, { Shape::DashedRingQuery, Tone::Warn } },
        { u"orphan"_s, { Shape::DashedRingQuery, Tone::Warn } },
        { u"completed"_s, { Shape::Tick, Tone::Ok } },
        // layers
        { u"live"_s, { Shape::Disc, Tone::Ok } },
        { u"slow"_s, { Shape::HalfRing, Tone::Warn } },
        { u"old"_s, { Shape::Clock, Tone::Warn } },
        { u"down"_s, { Shape::OctagonCross, Tone::Fail, true } },
        { u"refused"_s, { Shape::Padlock, Tone::Fail } },
        { u"never asked"_s, { Shape::DottedRing, Tone::Idle } },
        // pools
        { u"steady"_s, { Shape::Equals, Tone::Idle } },
        { u"growing"_s, { Shape::ArrowUp, Tone::Run } },
        { u"shrinking"_s, { Shape::ArrowDown, Tone::Run } },
        { u"capacity refused"_s, { Shape::TriangleBang, Tone::Warn, true } },
        { u"held"_s, { Shape::Padlock, Tone::Ink } },
        // nodes of a DAG
        { u"waiting"_s, { Shape::Dot, Tone::Idle } },
        { u"scheduled"_s, { Shape::Ring, Tone::Idle } },
        { u"queued"_s, { Shape::Ring, Tone::Idle } },
        { u"running"_s, { Shape::Triangle, Tone::Run } },
        { u"pending"_s, { Shape::Hourglass, Tone::Warn } },
        { u"up_for_retry"_s, { Shape::LoopArrow, Tone::Warn } },
        { u"success"_s, { Shape::Tick, Tone::Ok } },
        { u"done"_s, { Shape::Tick, Tone::Ok } },
        { u"finished"_s, { Shape::Tick, Tone::Ok } },
        { u"marked done"_s, { Shape::TickSquare, Tone::Ok } },
        { u"failed"_s, { Shape::OctagonCross, Tone::Fail, true } },
        { u"upstream_failed"_s, { Shape::BarredDiamond, Tone::Fail } },
        { u"blocked"_s, { Shape::BarredDiamond, Tone::Fail } },
        { u"skipped"_s, { Shape::DoubleChevron, Tone::Idle } },
        { u"removed"_s, { Shape::ThinCross, Tone::Idle } },
        // jobs
        { u"no task"_s, { Shape::Dot, Tone::Idle } },
        // updates of jobs
        { u"rolling_forward"_s, { Shape::ArrowUp, Tone::Run } },
        { u"rolling_back"_s, { Shape::LoopArrow, Tone::Warn } },
        { u"roll_forward_paused"_s, { Shape::TwoBars, Tone::Warn } },
        { u"roll_back_paused"_s, { Shape::TwoBars, Tone::Warn } },
        { u"roll_forward_awaiting_pulse"_s, { Shape::Hourglass, Tone::Warn } },
        { u"roll_back_awaiting_pulse"_s, { Shape::Hourglass, Tone::Warn } },
        { u"rolled_forward"_s, { Shape::Tick, Tone::Ok } },
        { u"rolled_back"_s, { Shape::Square, Tone::Ink } },
        { u"aborted"_s, { Shape::SquareCross, Tone::Ink } },
        // severities, of events and sentences
        { u"failure"_s, { Shape::OctagonCross, Tone::Fail, true } },
        { u"warning"_s, { Shape::TriangleBang, Tone::Warn, true } },
        { u"note"_s, { Shape::Dot, Tone::Idle } },
        // health checks
        { u"healthy"_s, { Shape::Tick, Tone::Ok } },
        { u"unhealthy"_s, { Shape::TriangleBang, Tone::Warn, true } },
    };
    return table;
}

} // namespace

Glyph glyphFor(const QString &word)
{
    if (word.isEmpty())
        return {};
    static constexpr Glyph unknown{ Shape::DashedRing, Tone::Idle };
    // Agents and tasks both know "unreachable", and look different: Mesos' own task words are in capitals.
    const auto task = taskStates().constFind(word.startsWith("TASK_"_L1) ? word.mid(5) : word);
    if (task != taskStates().cend())
        return *task;
    return words().value(word.toLower(), unknown);
}

} // namespace ui
