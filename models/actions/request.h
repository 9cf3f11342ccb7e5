// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QJsonObject>
#include <QStringList>

#include <chrono>

namespace actions {

/// How many steps at once, and how much may go wrong before the rest is left alone.
struct Batching
{
    int size = 0; ///< steps a batch; 0: all of a phase
    std::chrono::seconds pause{ 0 }; ///< after each batch but the last
    std::chrono::seconds watch{ 0 }; ///< the wanted state must last so long before a batch counts as well
    int failuresPerItem = 0; ///< so many failures of one step are answered by doing it again
    int failuresInTotal = 0; ///< steps that may fail for good before the action stops
    bool stopOnBadBatch = true; ///< a batch in which any step failed for good is the last one

    bool operator==(const Batching &) const = default;
};

/// What is asked for, in the verb's own words: planning again is planning the same request, or one with other ticks.
/// Values only; what is in the journal is enough to plan it again after a crash.
struct Request
{
    QString verb; ///< a registered name: "kill"
    QJsonObject what; ///< the verb's own: selection, amounts
    QStringList excluded; ///< keys of rows that were unticked
    QStringList included; ///< keys of rows that are unticked unless asked for
    QStringList unlocked; ///< names of protected rows, typed in full
    Batching batching;
    QString undoOf; ///< id of the action this one takes back
    QString retryOf; ///< id of the action whose rest this one does

    bool operator==(const Request &) const = default;
};

QJsonObject toJson(const Request &request);
core::Result<Request> requestFromJson(const QJsonObject &json); ///< Storage when it is none of ours

/// Plans are not edited: what a click on a row asks for is another request.
Request withRow(Request request, const QString &key, bool ticked, bool tickedAtFirst = true);

} // namespace actions
