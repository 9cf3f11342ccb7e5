// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/hostmodes.h"

#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

} // namespace

QCoro::Task<core::Result<HostModes>> readModes(Context context, std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto told = co_await context.aurora->client()->maintenance(stop);
    if (!told)
        co_return core::failure(told.error());
    HostModes modes;
    for (const QString &host : told->scheduled)
        modes.insert(host, aurora::MaintenanceMode::Scheduled);
    for (auto it = told->draining.cbegin(); it != told->draining.cend(); ++it)
        modes.insert(it.key(), aurora::MaintenanceMode::Draining);
    for (const QString &host : told->drained)
        modes.insert(host, aurora::MaintenanceMode::Drained);
    co_return modes;
}

QString modeText(aurora::MaintenanceMode mode)
{
    switch (mode) {
    case aurora::MaintenanceMode::None:
        return tr("none");
    case aurora::MaintenanceMode::Scheduled:
        return tr("scheduled");
    case aurora::MaintenanceMode::Draining:
        return tr("draining");
    case aurora::MaintenanceMode::Drained:
        return tr("drained");
    case aurora::MaintenanceMode::Unknown:
        break;
    }
    return tr("a mode this version does not know");
}

core::Result<aurora::MaintenanceMode> modeIn(const QList<aurora::HostStatus> &answer, const QString &host)
{
    const auto status = std::ranges::find(answer, host, &aurora::HostStatus::host);
    if (status != answer.end())
        return status->mode;
    core::Error error;
    error.kind = core::Error::Kind::Rejected;
    error.detail = tr("Aurora does not know %1: it has had no offer from it.").arg(host);
    return core::failure(error);
}

} // namespace verbs
