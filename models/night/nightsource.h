// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/store.h"
#include "models/aurora/store.h"
#include "models/config/airflowconfig.h"
#include "models/dag/nightboard.h"
#include "models/night/definition.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace night {

/// Fills a NightBoard: from Airflow, with what Aurora knows of its nodes' jobs; or from a definition file and Aurora's
/// jobs alone, where there is no Airflow or while it does not answer. Conversions happen in the pool, one at a time;
/// what came meanwhile is skipped but for the newest. Thread: the GUI thread; the stores outlive it.
class NightSource final : public QObject
{
    Q_OBJECT
public:
    /// Either store may be null; without Airflow a definition is needed.
    /// `file`: where nights that are over are kept; ":memory:": nowhere. The store must wait for what is kept
    /// (StoreOptions::pastIsKept), or it reads all of the past again.
    NightSource(config::AirflowConfig config, airflow::Store *airflow, aurora::Store *aurora, const core::Clock &clock,
                QString file, QObject *parent = nullptr);
    ~NightSource() override;

    dag::NightBoard *board() const;
    /// How many machines each pool has now: kept with the runs under way.
    void noteMachines(const QHash<QString, int> &machines);

signals:
    void noticed(const QString &notice); ///< of the file of past nights; of the definition, once, when it is wrong

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace night
