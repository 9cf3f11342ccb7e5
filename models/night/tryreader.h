// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/store.h"
#include "models/dag/run.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <qcoro/qcorotask.h>

namespace night {

/// Tries of the tasks of one run, by task id; of a mapped one those of all its instances that were asked for.
using Tries = QHash<QString, std::vector<dag::Try>>;

/// Reads what became of each try of tasks that took several: Airflow tells it task by task. One question at a time, as
/// there may be many and none is urgent. Each is asked once; what failed, again when it is wanted again. GUI thread.
class TryReader final : public QObject
{
    Q_OBJECT
public:
    struct Wish
    {
        QString run;
        QString task;
        int mapIndex = -1; ///< of a mapped task's instance
        int tries = 0; ///< how many it took so far; another number is another question
        bool operator==(const Wish &) const = default;
        friend size_t qHash(const Wish &wish, size_t seed = 0)
        {
            return qHashMulti(seed, wish.run, wish.task, wish.mapIndex, wish.tries);
        }
    };

    TryReader(airflow::Store *store, QString dagId, QObject *parent = nullptr);

    void want(const Wish &wish); ///< those wanted first are read first
    bool isReading() const { return m_reading; }
    const QHash<QString, Tries> &all() const { return m_all; } ///< by run id

signals:
    void changed(); ///< another task's are there, or all are

private:
    QCoro::Task<void> readNext();

    const QPointer<airflow::Store> m_store;
    const QString m_dagId;
    QList<Wish> m_queue;
    QSet<Wish> m_asked; ///< read, or in the queue
    QHash<QString, Tries> m_all;
    bool m_reading = false;
};

} // namespace night
