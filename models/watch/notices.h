// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/watch/finding.h"

#include <QHash>
#include <QSet>

namespace watch {

/// What somebody who does not look is told, in words.
struct Notice
{
    QString id; ///< a later notice with the same id takes its place
    Severity severity = Severity::Warning;
    QString subject; ///< "itaipu-dimensional-modeling failed"
    QString body; ///< lines; may be empty
    QString finding; ///< key of the one it is about; empty: of several
    bool operator==(const Notice &) const = default;
};

struct Telling
{
    QList<Notice> notices; ///< new ones, or others in their place
    QStringList over; ///< ids of notices that say what is not so any more, or has been looked at
    core::Duration again{ 0 }; ///< look again after so long, as something waits to be told; zero: nothing does
};

/// Which findings of one stack are worth disturbing somebody for: each once, and again when it has become worse, ended
/// and come back, or been quiet for its time. Nothing of what was there at the start but one summary; many at once are
/// one. A plain value; the caller gives the time.
class Notices
{
public:
    static constexpr core::Duration window = std::chrono::minutes(1);
    static constexpr int mostInWindow = 3; ///< more of them are one summary
    static constexpr core::Duration pause = std::chrono::seconds(15); ///< between two states of that summary
    static constexpr core::Duration flapping = std::chrono::minutes(5); ///< a warning that is back by then is not new

    /// `isSeen`: the list of all findings is before somebody's eyes.
    Telling look(const QList<Finding> &findings, core::TimePoint now, bool isSeen);

private:
    struct Known
    {
        Severity severity = Severity::Warning;
        core::TimePoint gone{}; ///< known: when it was not there any more
    };
    void noteGone(const QList<Finding> &findings, core::TimePoint now, Telling &telling);
    QList<Finding> takeNews(const QList<Finding> &findings);
    void tell(const QList<Finding> &news, core::TimePoint now, Telling &telling);
    void tellTogether(const QList<Finding> &findings, core::TimePoint now, Telling &telling);

    QHash<QString, Known> m_known; ///< by finding key
    QSet<QString> m_open; ///< notices that stand, by their ids
    QSet<QString> m_together; ///< keys of findings that are told of in one notice
    QList<core::TimePoint> m_times; ///< of the last ones
    core::TimePoint m_toldTogether{};
    bool m_isBehind = false; ///< their notice is to be made anew
    bool m_hasBegun = false;
};

} // namespace watch
