// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/pendinglimits.h"

#include "models/core/text.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace aurora {

core::Duration PendingLimits::of(std::string_view job) const
{
    if (jobs.isEmpty())
        return usual;
    const QString key = core::toQString(job);
    core::Duration limit = usual;
    qsizetype longest = -1;
    for (const OfJobs &each : jobs) {
        if (each.pattern == key)
            return each.limit;
        if (!each.pattern.endsWith(u'*') || !key.startsWith(QStringView(each.pattern).chopped(1)))
            continue;
        if (each.pattern.size() <= longest)
            continue;
        longest = each.pattern.size();
        limit = each.limit;
    }
    return limit;
}

QString PendingLimits::usualAsFilter() const
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(usual);
    const bool isWholeMinutes = seconds % 1min == 0s;
    return isWholeMinutes ? u"%1m"_s.arg(seconds / 1min) : u"%1s"_s.arg(seconds.count());
}

} // namespace aurora
