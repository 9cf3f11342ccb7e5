// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/updateorder.h"

#include "models/aurora/storedjob.h"
#include "models/verbs/updates/updatesettings.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

/// The key under which Aurora's own client marks its updates.
constexpr QLatin1StringView markKey("org.apache.aurora.client.update_id");

} // namespace

aurora::UpdateRequest UpdateOrder::request() const
{
    aurora::UpdateRequest request{ job.config, job.instanceCount, settings, {} };
    request.metadata = QList<aurora::Metadata>{ { markKey, mark } };
    return request;
}

bool UpdateOrder::isOf(const aurora::UpdateSummary &update) const
{
    return update.key.job == job.key && update.metadata.contains(aurora::Metadata{ markKey, mark });
}

QJsonObject toJson(const UpdateOrder &order)
{
    return { { u"job"_s, order.job.key.text() },
             { u"definition"_s, aurora::storedJob(order.job) },
             { u"settings"_s, toJson(order.settings) },
             { u"mark"_s, order.mark } };
}

core::Result<UpdateOrder> updateOrderFromJson(const QJsonObject &json)
{
    const auto job = aurora::jobFromStored(json.value("definition"_L1).toString());
    if (!job)
        return core::failure(job.error());
    return UpdateOrder{ *job, updateSettingsFromJson(json.value("settings"_L1).toObject()),
                        json.value("mark"_L1).toString() };
}

} // namespace verbs
