// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/core/clock.h"

#include <QList>
#include <QString>

#include <optional>

namespace watch {

/// Failure stops work or loses data; a warning will if it is left alone (ui.md §4).
enum class Severity : uint8_t { Warning, Failure };

/// Somebody has taken note of a finding: until then it counts apart, and nobody is notified of it.
struct Quiet
{
    core::TimePoint since{};
    core::TimePoint until{};
    QString by; ///< user@host
    bool operator==(const Quiet &) const = default;
};

/// A way on from a finding: to one object (`link`), to a page with a filter typed (`page`, `filter`), to a plan, which
/// is shown and sends nothing by itself, or to what a machine wrote while it started (`console`).
struct Step
{
    QString label; ///< "Open agent"
    QString icon; ///< name of ui/style/icons.h
    QString link; ///< links::ObjectRef path, or empty
    QString page; ///< page key, or empty
    QString filter; ///< in the filter language of tables
    std::optional<actions::Request> plan;
    QString console{}; ///< id of the EC2 instance, or empty
    bool operator==(const Step &) const = default;
};

/// One thing that needs a person: a sentence of fact, a sentence of cause, and at most two ways on.
struct Finding
{
    QString key; ///< identity over successive pictures: "agent/ID", "job/NAME", …
    Severity severity = Severity::Warning;
    QString glyph; ///< word of ui/style/glyphs.h
    QString subject; ///< "itaipu-dimensional-modeling failed": what and what befell it
    QString fact; ///< "1 task: No space left on device": goes on from the subject
    QString cause; ///< "ip-10-130-118-157, disk 398.9 of 400.0 GiB"
    QString why; ///< the error's own words, which the fact has in it; empty: nobody tells them
    int holdsUp = 0; ///< nodes of the night that cannot go on because of it
    QByteArray job; ///< "role/env/name" of the Aurora job it is about; empty: of none, or of several
    core::TimePoint since{}; ///< not known: never seen to begin
    bool isMoment = false; ///< it happened at `since`; else it lasts since then
    bool sinceIsBound = false; ///< it was so when the console first looked: it lasts at least since then
    QList<Step> steps; ///< two at most
    std::optional<Quiet> quiet; ///< told to be, and is not worse than it was then
    bool operator==(const Finding &) const = default;
};

/// "9 min ago", "23 min", "over 23 min"; empty when not known. Whole minutes from the first minute on.
QString ageText(const Finding &finding, core::TimePoint now);

/// "quiet until 04:30 BRT"; empty when it is not.
QString quietText(const Finding &finding, core::TimePoint now);

/// A node of the night that failed and the failed tasks of its job are one event: the node's row stays, and tells where
/// the tasks ran, and why they failed where the night does not know it.
void joinRowsOfOneJob(QList<Finding> &findings);

/// Worst first: failures, and of these those that hold up most of the night; then oldest. What has no known age comes
/// last, and what is quiet after all others.
void sortFindings(QList<Finding> &findings);

struct Tally
{
    int failures = 0;
    int warnings = 0;
    int quiet = 0; ///< in neither of them
};
Tally tally(const QList<Finding> &findings);

} // namespace watch
