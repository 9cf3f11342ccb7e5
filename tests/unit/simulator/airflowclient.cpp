// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/airflowclient.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

std::unique_ptr<sim::Demo> demo(int version, bool auth)
{
    sim::Demo::Options options;
    options.speed = 0;
    options.airflow = version;
    options.airflowAuth = auth;
    return std::make_unique<sim::Demo>(options);
}

QJsonObject json(const Answer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QByteArray base(int version)
{
    return version == 2 ? "/api/v1/" : "/api/v2/";
}

QByteArray tonight(int version)
{
    return version == 2 ? "scheduled__2026-11-22T00%3A00%3A00%2B00%3A00"
                        : "scheduled__2026-11-23T00%3A00%3A00%2B00%3A00";
}

QJsonObject recordedJson(int version, const QString &name)
{
    QFile file(
        (version == 2 ? QStringLiteral(GOLDEN_DIR "/airflow/v2.10/") : QStringLiteral(GOLDEN_DIR "/airflow/v3.3/"))
        + name + u".resp"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(name));
    const QByteArray bytes = file.readAll();
    return QJsonDocument::fromJson(bytes.mid(bytes.indexOf("\r\n\r\n") + 4)).object();
}

namespace {

QString nameOf(const QJsonObject &instance)
{
    const int index = instance.value("map_index"_L1).toInt();
    const QString task = instance.value("task_id"_L1).toString();
    return index < 0 ? task : task + u'/' + QString::number(index);
}

} // namespace

QHash<QString, QJsonObject> instances(const sim::Demo &demo, int version, const QByteArray &run)
{
    QHash<QString, QJsonObject> found;
    for (int offset = 0; offset < 300; offset += 100) {
        const QJsonObject page = json(get(demo.airflowUrl(),
                                          base(version) + "dags/prod-dagao/dagRuns/" + run
                                              + "/taskInstances?limit=100&offset=" + QByteArray::number(offset)));
        for (const QJsonValue value : page.value("task_instances"_L1).toArray())
            found.insert(nameOf(value.toObject()), value.toObject());
    }
    return found;
}

QString stateOf(const sim::Demo &demo, int version, const QString &task)
{
    return instances(demo, version, tonight(version)).value(task).value("state"_L1).toString();
}

Answer order(const sim::Demo &demo, const QByteArray &method, const QByteArray &target, const QJsonObject &body,
             const Headers &more)
{
    Headers headers{ { "Content-Type", "application/json" } };
    headers.append(more);
    return ask(demo.airflowUrl(), method, target, QJsonDocument(body).toJson(), headers);
}

QJsonObject clearing(int version, const QString &task, bool dryRun)
{
    return { { u"dag_run_id"_s, QString::fromLatin1(QByteArray::fromPercentEncoding(tonight(version))) },
             { u"task_ids"_s, QJsonArray{ task } },
             { u"only_failed"_s, false },
             { u"include_downstream"_s, true },
             { u"dry_run"_s, dryRun } };
}
