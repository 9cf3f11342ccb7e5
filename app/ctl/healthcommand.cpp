// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/healthcommand.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/capacity.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// For scripts: one word without a blank.
QString word(stack::Layer::State state)
{
    return stack::stateWord(state).replace(u' ', u'-');
}

QJsonObject layerObject(const stack::Layer &layer)
{
    QJsonObject object{ { u"layer"_s, layer.name },
                        { u"state"_s, word(layer.state) },
                        { u"latency"_s, static_cast<qint64>(layer.latency.count()) },
                        { u"detail"_s, layer.detail } };
    object[u"fetched"_s] = core::isKnown(layer.freshness.fetchedAt)
        ? QJsonValue(core::formatIso(layer.freshness.fetchedAt))
        : QJsonValue();
    object[u"clock-offset"_s]
        = layer.clockOffset ? QJsonValue(static_cast<qint64>(layer.clockOffset->count())) : QJsonValue();
    object[u"error"_s] = layer.freshness.error ? QJsonValue(core::kindName(layer.freshness.error->kind)) : QJsonValue();
    return object;
}

QByteArray asJson(const stack::Stack &stack, const stack::Diagnosis &diagnosis)
{
    QJsonArray layers;
    for (const stack::Layer &layer : stack.layers())
        layers << layerObject(layer);
    QJsonArray evidence;
    for (const stack::Evidence &row : diagnosis.evidence) {
        evidence << QJsonObject{ { u"layer"_s, row.layer },
                                 { u"asked"_s, row.asked },
                                 { u"answer"_s, row.answer },
                                 { u"means"_s, row.means },
                                 { u"state"_s, word(row.state) } };
    }
    QJsonObject root{ { u"stack"_s, stack.name() },
                      { u"ill"_s, diagnosis.ill },
                      { u"verdict"_s, diagnosis.verdict },
                      { u"consequence"_s, diagnosis.consequence },
                      { u"layers"_s, layers },
                      { u"evidence"_s, evidence },
                      { u"steps"_s, QJsonArray::fromStringList(diagnosis.steps) } };
    if (const mesos::Snapshot snapshot = stack.mesos()->snapshot()) {
        const auto sums = stack::clusterSample(*snapshot, {});
        root[u"agents"_s] = sums.agents;
        root[u"tasks"_s] = sums.tasks;
        root[u"cpus"_s] = sums.allocated[0];
        root[u"cpus-total"_s] = sums.total[0];
        root[u"mem"_s] = sums.allocated[1];
        root[u"mem-total"_s] = sums.total[1];
    }
    return QJsonDocument(root).toJson();
}

QString quoted(QString text)
{
    return text.contains(u'"') || text.contains(u',') ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

QString asCsv(const stack::Diagnosis &diagnosis)
{
    QString text = u"layer,asked,answer,means,state\r\n"_s;
    for (const stack::Evidence &row : diagnosis.evidence)
        text += QStringList{ quoted(row.layer), quoted(row.asked), quoted(row.answer), quoted(row.means),
                             word(row.state) }
                    .join(u',')
            + u"\r\n"_s;
    return text;
}

QString asText(const stack::Stack &stack, const stack::Diagnosis &diagnosis, core::TimePoint now)
{
    QStringList lines;
    if (!diagnosis.verdict.isEmpty())
        lines << diagnosis.verdict;
    if (!diagnosis.consequence.isEmpty())
        lines << diagnosis.consequence;
    for (const stack::Layer &layer : stack.layers()) {
        lines << u"%1  %2  %3  %4"_s.arg(layer.name, word(layer.state), core::formatAge(layer.freshness.fetchedAt, now),
                                         layer.detail);
    }
    if (const mesos::Snapshot snapshot = stack.mesos()->snapshot()) {
        const auto sums = stack::clusterSample(*snapshot, {});
        lines << tr("%1 agents, %2 tasks, CPUs %3 of %4, memory %5 of %6 GiB")
                     .arg(core::formatCount(sums.agents), core::formatCount(sums.tasks),
                          core::formatCpus(sums.allocated[0]), core::formatCpus(sums.total[0]),
                          core::formatGib(sums.allocated[1]), core::formatGib(sums.total[1]));
    }
    for (const stack::Evidence &row : diagnosis.evidence)
        lines << u"  %1: %2: %3%4"_s.arg(row.layer, row.asked, row.answer,
                                         row.means.isEmpty() ? QString() : u" ("_s + row.means + u')');
    int step = 0;
    for (const QString &what : diagnosis.steps)
        lines << u"  %1 %2"_s.arg(++step).arg(what);
    return lines.join(u'\n') + u'\n';
}

} // namespace

QString HealthCommand::name() const
{
    return u"health"_s;
}

QString HealthCommand::summary() const
{
    return tr("Whether the cluster answers; if not, which layer is ill and what to do.");
}

QString HealthCommand::help() const
{
    return tr(
        "Asks once, Mesos and, where the stack has them, Aurora, Airflow and AWS. The exit code tells the outcome, so "
        "that a\n"
        "check needs no text; where several are ill, the first one's is told.\n"
        "--output json is one object: stack, ill, verdict, consequence, steps, layers (layer, state: live, slow, old,\n"
        "down, refused or never-asked, fetched, latency in ms, clock-offset in ms (server's clock minus ours), error,\n"
        "detail), evidence (layer, asked, answer, means, state), and when there is a picture agents, tasks, cpus,\n"
        "cpus-total, mem, mem-total (cores, MiB; cpus and mem are allocated). csv is the evidence.\n");
}

QCoro::Task<int> HealthCommand::run(Session *session)
{
    const auto snapshot = co_await session->picture();
    std::optional<core::Error> auroraError;
    if (session->stack()->aurora()) {
        using Part = aurora::Store::Part;
        const QList<Part> parts{ Part::Jobs, Part::Scheduler };
        const auto jobs = co_await session->auroraPicture(parts);
        if (!jobs)
            auroraError = jobs.error();
    }
    std::optional<core::Error> awsError;
    if (session->stack()->aws()) {
        const auto machines = co_await session->awsPicture();
        if (!machines)
            awsError = machines.error();
    }
    std::optional<core::Error> airflowError;
    if (session->stack()->airflow()) {
        const auto runs = co_await session->airflowPicture();
        if (!runs)
            airflowError = runs.error();
    }
    const stack::Stack &stack = *session->stack();
    const stack::Diagnosis diagnosis = stack.diagnosis();
    switch (session->options().output) {
    case tables::ExportFormat::Json:
        print(asJson(stack, diagnosis));
        break;
    case tables::ExportFormat::Csv:
        print(asCsv(diagnosis));
        break;
    case tables::ExportFormat::Text:
        print(asText(stack, diagnosis, session->now()));
        break;
    }
    if (!snapshot)
        co_return complain(snapshot.error());
    if (auroraError)
        co_return complain(*auroraError, u"Aurora"_s);
    if (airflowError)
        co_return complain(*airflowError, u"Airflow"_s);
    if (awsError)
        co_return complain(*awsError, u"AWS"_s);
    co_return Fine;
}

} // namespace ctl
