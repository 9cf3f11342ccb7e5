// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/freshness.h"
#include "models/stack/stack.h"

#include <QString>

namespace ui {

/// What a view says in place of its data, or over it. Pure, so that each situation of ui.md §7 can be tested by words.
struct Notice
{
    enum class Kind {
        None,
        Asking, ///< the first answer is under way
        Failed, ///< no picture, the last look failed
        Forbidden, ///< no picture, 401 or 403
        Empty, ///< the picture holds no row
    };
    Kind kind = Kind::None;
    QString sentence;
    QString next; ///< what goes on, or what to do
    bool canTryAgain = false;
    bool operator==(const Notice &) const = default;
};

/// For a view without a picture. `who`: "Mesos". Asking is told after 200 ms, with seconds and bytes after 2 s.
Notice noticeFor(const core::Freshness &freshness, const QString &who, core::TimePoint now);

/// "Old data from Mesos, as of 03:44:00 BRT, 3 min 12 s ago."; empty while the picture is fresh.
QString oldDataSentence(const core::Freshness &freshness, const QString &who, core::TimePoint now);
/// What still works beside old data.
QString oldDataConsequence(const core::Freshness &freshness, const QString &who);

/// "Try again, next in 4 s"; "Asking…" while a look is under way.
QString tryAgainText(const core::Freshness &freshness, core::TimePoint now);

/// The card as lines of text, for a chat or a ticket.
QString diagnosisText(const stack::Diagnosis &diagnosis, const QString &stack, core::TimePoint now);

} // namespace ui
