// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/airflowlayer.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/layerstate.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

namespace {

using core::tr;

bool isSchedulerIll(const AirflowSymptoms &s)
{
    return s.picture && !s.picture->health.scheduler.status.isEmpty()
        && s.picture->health.scheduler.status != u"healthy"_s;
}

QString schedulerWords(const AirflowSymptoms &s)
{
    const airflow::Health::Component &scheduler = s.picture->health.scheduler;
    if (!core::isKnown(scheduler.heartbeat))
        return tr("its scheduler is %1").arg(scheduler.status);
    return tr("its scheduler is %1, last heard of at %2")
        .arg(scheduler.status, core::formatClock(scheduler.heartbeat, s.now));
}

Layer::State stateOf(const AirflowSymptoms &s)
{
    const auto &error = s.freshness.error;
    return stack::stateOf(s.freshness, error && isRefusal(error->kind),
                          s.health.latency >= slowFarAnswer || isSchedulerIll(s));
}

} // namespace

Layer airflowLayer(const AirflowSymptoms &s)
{
    Layer layer;
    layer.name = u"Airflow"_s;
    layer.state = stateOf(s);
    layer.freshness = s.freshness;
    layer.latency = s.health.latency;
    layer.clockOffset = s.health.clockOffset;
    QStringList lines;
    if (s.freshness.error)
        lines << core::errorText(*s.freshness.error, layer.name).what;
    else if (isSchedulerIll(s))
        lines << schedulerWords(s);
    if (!s.freshness.error && s.picture && !s.picture->version.text.isEmpty())
        lines << tr("%1, asked every %2, %3")
                     .arg(s.picture->version.text, core::formatSpan(s.interval), s.url.authority());
    if (isClockOff(s.health.clockOffset))
        lines << offsetText(*s.health.clockOffset);
    layer.detail = lines.join(u"; "_s);
    return layer;
}

Diagnosis diagnoseAirflow(const AirflowSymptoms &s)
{
    Diagnosis d;
    d.evidence = airflowEvidence(s);
    const Layer layer = airflowLayer(s);
    if (layer.state == Layer::State::Down || layer.state == Layer::State::Refused) {
        d.ill = true;
        const core::ErrorText text = s.freshness.error ? core::errorText(*s.freshness.error, layer.name)
                                                       : core::ErrorText{ tr("Airflow does not answer."), {} };
        d.verdict = text.what;
        d.consequence = s.freshness.hasPicture()
            ? tr("Whether the night goes on is not known; it is shown as of %1, and nothing can be cleared or marked.")
                  .arg(core::formatClock(s.freshness.fetchedAt, s.now))
            : tr("How the night stands is not known, and nothing can be cleared or marked.");
        d.steps = layer.state == Layer::State::Refused
            ? QStringList{ text.next }
            : QStringList{ text.next,
                           tr("Look at the web server of %1: host, process, its log.").arg(s.url.authority()) };
        d.steps.removeAll(QString());
    } else if (layer.state == Layer::State::Slow && isSchedulerIll(s)) {
        d.ill = true;
        d.verdict = tr("Airflow answers, but %1.").arg(schedulerWords(s));
        d.consequence = tr("Nodes that run go on; none starts, and no retry does.");
        d.steps = { tr("Look at the scheduler: host, process, its log, its database.") };
    } else if (!s.freshness.error && isClockOff(s.health.clockOffset)) {
        warnOfClock(*s.health.clockOffset, tr("Airflow's"), d);
    }
    return d;
}

QList<Evidence> airflowEvidence(const AirflowSymptoms &s)
{
    const Layer layer = airflowLayer(s);
    Evidence row;
    row.layer = layer.name;
    row.asked = tr("dagRuns on %1").arg(s.url.authority());
    row.state = layer.state;
    if (s.freshness.error) {
        const core::ErrorText text = core::errorText(*s.freshness.error, layer.name);
        row.answer = text.what;
        row.means = text.next;
    } else if (s.freshness.hasPicture()) {
        row.answer = tr("answers in %1 ms").arg(s.health.latency.count());
        row.means = isSchedulerIll(s) ? schedulerWords(s) : tr("it runs");
    }
    if (isClockOff(s.health.clockOffset)) {
        row.answer += u"; "_s + offsetText(*s.health.clockOffset);
        row.means = tr("correct this machine's clock");
    }
    return { row };
}

} // namespace stack
