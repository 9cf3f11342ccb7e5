// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "models/dag/run.h"
#include "models/stack/stack.h"

#include <QHash>
#include <QThreadPool>

namespace night {
class NightSource;
}

namespace stack {

/// What happens in a cluster, told as it is seen: pictures are compared in the background, one at a time and skipping
/// but for the newest, and become events, capacity by pool and samples of it in the history. GUI thread.
class Chronicle final : public QObject
{
    Q_OBJECT
public:
    /// What is watched; Aurora and night may be null: the stack has none. All outlive it.
    struct Sources
    {
        mesos::Store *mesos = nullptr;
        aurora::Store *aurora = nullptr;
        night::NightSource *night = nullptr;
        pools::Board *machines = nullptr;
    };
    Chronicle(const Sources &sources, const QString &poolAttribute, history::CapacityHistory *history,
              const core::Clock &clock);
    ~Chronicle() override;

    const QList<Pool> &pools() const { return m_pools; } ///< of the shown picture, by name
    /// Layers that fell into trouble, or out of it, since it was told last. `verdict`: of one in trouble.
    void tellTroubles(const QList<Layer> &layers, const std::function<QString(const Layer &)> &verdict);

    void tellNotice(const QString &notice); ///< of one of the console's own files

signals:
    void poolsChanged();
    void eventHappened(const history::Event &event);

private:
    struct Digest;
    static Digest digest(const mesos::Snapshot &older, const mesos::Snapshot &newer, const QByteArray &poolAttribute,
                         core::TimePoint at);
    void tell(const history::Event &event);
    void digestNext();
    void take(const Digest &done, bool live);
    void sample();
    void digestAurora();
    void watchNight();

    const Sources m_from;
    const QByteArray m_poolAttribute;
    history::CapacityHistory *m_history;
    const core::Clock &m_clock;
    QThreadPool m_one; ///< digests in the order of their pictures

    mesos::Snapshot m_digested; ///< the last picture that was digested
    bool m_digestedIsLive = false; ///< it was not the one from disk: what changed since then is news
    bool m_digesting = false;
    QList<Pool> m_pools;
    history::CapacitySample m_cluster;
    core::TimePoint m_sampled{};

    aurora::Snapshot m_auroraDigested;
    bool m_auroraDigesting = false;

    dag::NightPtr m_lastNight; ///< of the newest run
    QHash<QString, core::TimePoint> m_troubleSince; ///< of the layers that are in trouble, by name
};

} // namespace stack
