// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/logs/writtenzone.h"

#include <QByteArray>
#include <QList>

/// Logs of several tasks put into one by time.
namespace logs {

/// What is carried from one piece of a log to its next.
struct MergeState
{
    QByteArray rest; ///< of a line that is not whole yet
    core::TimePoint last{}; ///< of the line before; lines without a time go with it
};

/// The next piece of one log.
struct MergePiece
{
    QByteArray label; ///< "3": stands before each message
    int colour = 0; ///< of the terminal's 256
    QByteArray text;
    MergeState state;
    WrittenZone zone{}; ///< of times that name none; not known: they are taken as they are written
};

/// Whole lines of all pieces by time, each log's own order kept; ties go by the order of the pieces. Each line gets its
/// log's label in its colour between its head and its message, so that its time and level are read as before. What is
/// no whole line yet stays in the pieces' states. Pure; runs in the pool.
QByteArray mergeByTime(QList<MergePiece> *pieces);

/// Colours that are told apart on light and dark ground, one log after the other; they come round.
int laneColour(int lane);

} // namespace logs
