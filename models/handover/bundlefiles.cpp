// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/bundlefiles.h"

#include "models/actions/owner.h"
#include "models/actions/rows/auditrows.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/tables/export.h"
#include "models/watch/rows/findingrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

using namespace Qt::StringLiterals;

namespace handover {

namespace {

using core::tr;

QByteArray exported(const tables::RowSource &rows, tables::ExportFormat format, core::TimePoint now)
{
    std::vector<uint32_t> order(rows.rowCount());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<int> columns(static_cast<size_t>(rows.columns().size()));
    std::iota(columns.begin(), columns.end(), 0);
    return tables::exportRows(rows, order, columns, format, now);
}

QJsonValue momentJson(core::TimePoint at)
{
    return core::isKnown(at) ? QJsonValue(core::formatIso(at)) : QJsonValue();
}

QJsonObject actionJson(const actions::Record &record)
{
    QJsonArray steps;
    for (const actions::StepRecord &step : record.steps)
        steps << QJsonObject{ { u"call"_s, step.step.call },
                              { u"state"_s, actions::stateWord(step.state) },
                              { u"sent"_s, momentJson(step.sentAt) },
                              { u"answer"_s, step.answer } };
    return { { u"id"_s, record.id },
             { u"action"_s, record.plan ? record.plan->title.full() : QString() },
             { u"state"_s, actions::stateWord(record.state) },
             { u"by"_s, record.user },
             { u"reason"_s, record.reason },
             { u"ticket"_s, record.ticket },
             { u"started"_s, momentJson(record.startedAt) },
             { u"ended"_s, momentJson(record.endedAt) },
             { u"outcome"_s, record.outcome },
             { u"command"_s, record.plan ? record.plan->command : QString() },
             { u"steps"_s, steps } };
}

} // namespace

QByteArray needsFile(const HandOver &handOver)
{
    return exported(*watch::findingRows(handOver.findings), tables::ExportFormat::Json, handOver.at);
}

QByteArray healthFile(const stack::Stack &stack)
{
    const stack::Diagnosis diagnosis = stack.diagnosis();
    QStringList lines{ diagnosis.verdict, diagnosis.consequence };
    for (const stack::Layer &layer : stack.layers())
        lines << u"%1: %2; %3; %4"_s.arg(
            layer.name, stack::stateWord(layer.state),
            core::isKnown(layer.freshness.fetchedAt) ? core::formatIso(layer.freshness.fetchedAt) : tr("never asked"),
            layer.detail);
    for (const stack::Evidence &row : diagnosis.evidence)
        lines << u"%1: %2: %3 (%4)"_s.arg(row.layer, row.asked, row.answer, row.means);
    for (const QString &step : diagnosis.steps)
        lines << tr("To do: %1").arg(step);
    lines.removeAll(QString());
    return (lines.join(u'\n') + u'\n').toUtf8();
}

QByteArray nightFile(const dag::Night &night)
{
    QJsonArray nodes;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const dag::NodeRun &run = night.nodes[i];
        nodes << QJsonObject{ { u"node"_s, night.graph->nodes[i].id },
                              { u"job"_s, QString::fromUtf8(night.graph->nodes[i].job) },
                              { u"state"_s, dag::stateWord(run.state) },
                              { u"try"_s, run.tryNumber },
                              { u"started"_s, momentJson(run.started) },
                              { u"ended"_s, momentJson(run.ended) },
                              { u"host"_s, run.host },
                              { u"message"_s, run.message } };
    }
    QJsonObject parameters;
    for (const dag::Parameter &parameter : night.run.parameters)
        parameters.insert(parameter.name, parameter.value);
    return QJsonDocument(QJsonObject{ { u"dag"_s, night.run.dag },
                                      { u"run"_s, night.run.id },
                                      { u"data-from"_s, momentJson(night.run.intervalStart) },
                                      { u"started"_s, momentJson(night.run.started) },
                                      { u"ended"_s, momentJson(night.run.ended) },
                                      { u"parameters"_s, parameters },
                                      { u"nodes"_s, nodes } })
        .toJson();
}

QByteArray actionsFile(const QList<actions::Record> &records)
{
    QJsonArray all;
    for (const actions::Record &record : records)
        all << actionJson(record);
    return QJsonDocument(all).toJson();
}

QByteArray auditFile(const QList<actions::AuditEntry> &entries)
{
    return exported(*actions::auditRows(entries), tables::ExportFormat::Csv, {});
}

QByteArray aboutFile(const stack::Stack &stack, const HandOver &handOver)
{
    QStringList lines{
        tr("Incident bundle of %1, made %2 by %3").arg(stack.name(), core::formatIso(handOver.at), actions::thisUser()),
        u"comporta "_s + QLatin1StringView(COMPORTA_VERSION), u"Qt "_s + QString::fromLatin1(qVersion())
    };
    if (handOver.isDemo)
        lines.insert(1, tr("All of it is of the embedded demo cluster."));
    if (const mesos::Snapshot state = stack.mesos()->snapshot())
        lines << u"Mesos "_s + state->string(state->cluster.version);
    if (const airflow::Snapshot state = stack.airflow() ? stack.airflow()->snapshot() : nullptr)
        lines << u"Airflow "_s + state->version.text;
    lines << tr("Passwords, tokens and keys were removed by the names they go by. Look before you pass it on.");
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace handover
