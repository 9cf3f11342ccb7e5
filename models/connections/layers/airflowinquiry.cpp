// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/client.h"
#include "models/connections/inquiry.h"
#include "models/core/format.h"

using namespace Qt::StringLiterals;

namespace connections::layers {

QCoro::Task<void> askAirflow(std::shared_ptr<Inquiry> inquiry)
{
    using What = Step::What;
    using Version = config::AirflowConfig::Version;
    const std::stop_token stop = inquiry->stop.get_token();
    const config::AirflowConfig &wanted = inquiry->config.airflow;
    const QList<QUrl> server{ wanted.url };
    const Answers servers = co_await askEach(inquiry, server, u"/health"_s);
    if (inquiry->isOver())
        co_return;
    if (!tellAddresses(*inquiry, servers))
        co_return;

    airflow::ClientOptions options;
    options.credentials = inquiry->logins.airflow;
    options.route = inquiry->route();
    options.deadline = inquiry->config.deadline;
    if (wanted.version != Version::Auto)
        options.api = wanted.version == Version::Two ? airflow::Api::V1 : airflow::Api::V2;
    airflow::Client client(inquiry->http.get(), wanted.url, options);
    const core::Result<airflow::Version> version = co_await client.version(stop);
    if (inquiry->isOver())
        co_return;
    if (!version) {
        inquiry->failed(What::Version, version.error());
        co_return;
    }
    inquiry->fine(What::Version, u"Airflow "_s + version->text);

    const core::Result<airflow::Health> health = co_await client.health(stop);
    if (inquiry->isOver())
        co_return;
    if (!health) {
        inquiry->failed(What::Scheduler, health.error());
        co_return;
    }
    const core::TimePoint beat = health->scheduler.heartbeat;
    const QString heard = core::isKnown(beat)
        ? Check::tr("%1, heard %2 ago")
              .arg(health->scheduler.status, core::formatAge(beat, inquiry->http->clock().now()))
        : health->scheduler.status;
    if (health->scheduler.status == u"healthy")
        inquiry->fine(What::Scheduler, heard);
    else
        inquiry->doubtful(What::Scheduler, heard.isEmpty() ? Check::tr("not told") : heard);
    tellClock(*inquiry, servers.first()->clockOffset);

    const core::Result<airflow::Dag> dag = co_await client.dag(wanted.dag, stop);
    if (inquiry->isOver())
        co_return;
    if (!dag)
        inquiry->failed(What::Rights, dag.error());
    else
        inquiry->fine(What::Rights, Check::tr("reads %1 %2").arg(dag->id, signedInWords(inquiry->logins.airflow)));
}

} // namespace connections::layers
