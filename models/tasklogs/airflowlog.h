// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/store.h"
#include "models/logs/source.h"
#include "models/tasklogs/listing.h"

#include <QPointer>

namespace tasklogs {

/// The tries of a node's task as far as Airflow's picture tells them, oldest first, each index of a mapped one for
/// itself. Pure.
QList<LogFile> triesOf(const airflow::State &state, const AirflowTask &task);

/// The log of one try. Airflow knows no offsets: what it told is kept in a temporary file, and while the try runs only
/// the news are asked for, every few seconds, as Airflow is slowed down by being asked. GUI thread.
class AirflowLog final : public logs::Source
{
public:
    AirflowLog(airflow::Store *store, const AirflowTask &task, const LogFile &file);

    QString fileName() const override;
    QString keeper() const override;
    QCoro::Task<core::Result<qint64>> size(std::stop_token stop) override;
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token stop) override;
    bool mayGrow() const override;

private:
    struct Told;
    static QCoro::Task<core::Result<qint64>> look(std::shared_ptr<Told> told, std::stop_token stop);
    static QCoro::Task<core::Result<QByteArray>> readTold(std::shared_ptr<Told> told, qint64 offset, qint64 length);

    std::shared_ptr<Told> m_told;
};

} // namespace tasklogs
