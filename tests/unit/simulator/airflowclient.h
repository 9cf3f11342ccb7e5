// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/demo.h"
#include "tests/unit/simulator/client.h"

#include <QHash>
#include <QJsonObject>

#include <memory>

/// The demo standing still, with an Airflow of that version, 2 or 3.
std::unique_ptr<sim::Demo> demo(int version, bool auth = false);

QJsonObject json(const Answer &answer);
QByteArray base(int version); ///< "/api/v1/"
QByteArray tonight(int version); ///< its run, percent-encoded
QJsonObject recordedJson(int version, const QString &name); ///< of tests/golden/airflow; `name` without ending

/// Of a run, by task id; those of a mapped one by "id/index".
QHash<QString, QJsonObject> instances(const sim::Demo &demo, int version, const QByteArray &run);
QString stateOf(const sim::Demo &demo, int version, const QString &task); ///< tonight's; by the same names

Answer order(const sim::Demo &demo, const QByteArray &method, const QByteArray &target, const QJsonObject &body,
             const Headers &more = {});
/// Of a task and all below it.
QJsonObject clearing(int version, const QString &task, bool dryRun);
