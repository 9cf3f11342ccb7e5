// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/handovercommand.h"

#include "app/ctl/actioncommand.h"
#include "app/ctl/dagforecast.h"
#include "app/ctl/overlook.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

QString HandOverCommand::name() const
{
    return u"handover"_s;
}

QString HandOverCommand::summary() const
{
    return tr("A hand-over note: the night, what needs somebody, what is held and half done, what was done.");
}

QString HandOverCommand::help() const
{
    return tr(
        "Text for a chat, as the window copies it. What was done, held, cordoned or paused from this machine comes\n"
        "with who did it and why; of the last 8 h. Past nights are read for the forecast, which takes a while.\n"
        "There is no json: see needs, dag show, dag forecast, action list and audit.\n");
}

QCoro::Task<core::Result<HandedOver>> handOverNow(Session *session)
{
    const auto seen = co_await overlook(session);
    if (!seen)
        co_return core::failure(seen.error());
    dag::ForecastPtr forecast;
    if (session->stack()->airflow() && session->stack()->airflow()->snapshot())
        forecast = co_await latestForecast(session);
    const QPointer<stack::Stack> stack(session->stack());
    const auto all = co_await handover::gather(stack, forecast);
    HandedOver made;
    made.handOver = all.value_or(handover::HandOver());
    made.trouble = seen->trouble;
    co_return made;
}

QCoro::Task<int> HandOverCommand::run(Session *session)
{
    if (session->options().output != tables::ExportFormat::Text)
        co_return complain(usageError(tr("handover prints text alone.")));
    const core::Result<HandedOver> made = co_await handOverNow(session);
    if (!made)
        co_return complain(made.error());
    print(handover::noteOf(made->handOver));
    co_return made->trouble;
}

} // namespace ctl
