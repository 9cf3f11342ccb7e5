// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/freshupdate.h"

#include "models/core/text.h"
#include "models/verbs/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace std::chrono_literals;

namespace verbs {

QCoro::Task<core::Result<FreshUpdate>> readUpdate(Context context, aurora::UpdateKey key, std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto found = co_await context.aurora->client()->updateDetails(aurora::UpdateQuery::forUpdate(key), stop);
    if (!found)
        co_return core::failure(found.error());
    if (found->isEmpty())
        co_return core::failure(unusable(
            QCoreApplication::translate("UpdateVerb", "Aurora knows no update %1 of %2.").arg(key.id, key.job.text())));
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    co_return FreshUpdate{ context.clock->now(), found->first(), aurora::progressOf(found->first()) };
}

std::chrono::seconds rollingLimit(const aurora::UpdateSettings &settings, qsizetype instances)
{
    constexpr auto toStart = 5min; // what a batch of other actions has
    const qsizetype group = std::max(1, settings.groupSize);
    const auto groups = std::max<qsizetype>(1, (instances + group - 1) / group);
    return std::chrono::ceil<std::chrono::seconds>(settings.minWaitInRunning + toStart) * groups;
}

QString statusText(aurora::UpdateStatus status)
{
    return core::toQString(aurora::word(status));
}

} // namespace verbs
