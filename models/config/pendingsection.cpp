// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/pendingsection.h"

#include "models/config/protectedjobs.h"
#include "models/config/units.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace config {

namespace {

using core::tr;

std::function<bool(const QString &)> limitInto(core::Duration &limit)
{
    return [&limit](const QString &text) {
        const auto span = parseDuration(text);
        if (!span || *span < 1min || *span > 7 * 24h)
            return false;
        limit = *span;
        return true;
    };
}

} // namespace

void readPending(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes)
{
    const QString time = tr("time from 1m to 168h");
    const QString remedy = tr("Write a number with its unit: 20m, 2h.");
    Section section(entry.value, entry.key, { u"after"_s, u"jobs"_s }, entry.line, mistakes);
    section.text(u"after"_s, time, remedy, limitInto(stack.pendingLimits.usual));
    const auto *jobs = section.entry(u"jobs"_s);
    if (!jobs)
        return;
    Section each(jobs->value, jobs->key, {}, jobs->line, mistakes);
    for (const auto &[name, job] : each.entries()) {
        if (!isJobPattern(name))
            each.mistake(job.line, job.key, tr("is no job."),
                         tr("Write role/environment/name, or a beginning that ends in *."));
        aurora::PendingLimits::OfJobs limit{ name, {} };
        each.text(name, time, remedy, limitInto(limit.limit));
        stack.pendingLimits.jobs << limit;
    }
}

} // namespace config
