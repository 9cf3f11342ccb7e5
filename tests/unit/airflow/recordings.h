// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/api.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

/// Recorded exchanges of Airflow 2.10 and 3.3 (tests/golden/airflow).
namespace recordings {

inline QByteArray file(airflow::Api api, const QString &name)
{
    const QString folder = api == airflow::Api::V1 ? QStringLiteral("v2.10/") : QStringLiteral("v3.3/");
    QFile file(QStringLiteral(GOLDEN_DIR "/airflow/") + folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QByteArray answer(airflow::Api api, const QString &name)
{
    return file(api, name + QStringLiteral(".resp"));
}

inline QByteArray bodyOf(const QByteArray &exchange)
{
    return exchange.mid(exchange.indexOf("\r\n\r\n") + 4);
}

inline QByteArray body(airflow::Api api, const QString &name)
{
    return bodyOf(answer(api, name));
}

inline int status(airflow::Api api, const QString &name)
{
    return answer(api, name).mid(9, 3).toInt();
}

inline QByteArray request(airflow::Api api, const QString &name)
{
    return file(api, name + QStringLiteral(".req"));
}

/// The nightly run's id: the start of its interval in 2.x, the moment of its trigger in 3.x.
inline QString nightly(airflow::Api api)
{
    return api == airflow::Api::V1 ? QStringLiteral("scheduled__2026-11-22T01:00:00+00:00")
                                   : QStringLiteral("scheduled__2026-11-23T01:00:00+00:00");
}

} // namespace recordings
