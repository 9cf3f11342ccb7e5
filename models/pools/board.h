// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "models/aws/store.h"
#include "models/mesos/store.h"
#include "models/pools/join.h"

namespace pools {

/// The pools of one stack, kept true: joined anew whenever EC2, Mesos or Aurora show a new picture. Asks nobody itself.
/// A stack without AWS has its pools too, over its agents alone; the freshness is that of AWS where there is one.
/// Joining happens in the pool. GUI thread.
class Board final : public core::Store
{
    Q_OBJECT
public:
    struct Options
    {
        QString poolAttribute; ///< "slave-type"
        Prices prices; ///< of on-demand machines
        core::Duration idleLimit = std::chrono::hours(1); ///< idle for longer, machines are told of
    };
    /// `aurora` and `aws` may be null: the stack has none. The stores outlive the board.
    Board(const mesos::Store *mesos, const aurora::Store *aurora, const aws::Store *aws, Options options,
          const core::Clock &clock, QObject *parent = nullptr);
    ~Board() override;

    Snapshot pools() const { return m_picture; } ///< null: nothing read yet
    bool isSettled() const { return !m_joining; } ///< the picture shows what the stores have
    /// Since when tonight's run needs a pool no more, by pool; what is not there it needs, or never did.
    void setDoneWith(const QHash<QString, core::TimePoint> &since);
    QString system() const override;
    Picture picture() const override { return m_picture; }
    const core::Freshness &freshness() const override;

private:
    const core::Store *leading() const; ///< whose age is the board's
    void joinNext();

    const mesos::Store *m_mesos;
    const aurora::Store *m_aurora;
    const aws::Store *m_aws;
    const Options m_options;
    const core::Clock &m_clock;
    QHash<QString, core::TimePoint> m_doneWith;
    Snapshot m_picture;
    bool m_joining = false;
    bool m_stale = false; ///< something came while it was joined
};

} // namespace pools
