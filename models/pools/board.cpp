// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/board.h"

#include "models/core/whendone.h"

#include <QtConcurrentRun>

namespace pools {

Board::Board(const mesos::Store *mesos, const aurora::Store *aurora, const aws::Store *aws, Options options,
             const core::Clock &clock, QObject *parent)
    : core::Store(parent)
    , m_mesos(mesos)
    , m_aurora(aurora)
    , m_aws(aws)
    , m_options(std::move(options))
    , m_clock(clock)
{
    connect(m_mesos, &mesos::Store::snapshotChanged, this, &Board::joinNext);
    if (m_aurora)
        connect(m_aurora, &aurora::Store::snapshotChanged, this, &Board::joinNext);
    if (m_aws)
        connect(m_aws, &aws::Store::snapshotChanged, this, &Board::joinNext);
    connect(leading(), &core::Store::freshnessChanged, this, &Board::freshnessChanged);
}

Board::~Board()
{
    blockSignals(true); // nobody listens to somebody half gone
}

const core::Store *Board::leading() const
{
    if (m_aws)
        return m_aws;
    return m_mesos;
}

QString Board::system() const
{
    return leading()->system();
}

const core::Freshness &Board::freshness() const
{
    return leading()->freshness();
}

void Board::setDoneWith(const QHash<QString, core::TimePoint> &since)
{
    if (std::exchange(m_doneWith, since) != since && m_picture)
        joinNext();
}

/// One at a time; what came meanwhile is joined once, afterwards.
void Board::joinNext()
{
    if (std::exchange(m_stale, true) || m_joining)
        return;
    m_joining = true;
    m_stale = false;
    Sources sources;
    sources.aws = m_aws ? m_aws->snapshot() : nullptr;
    sources.mesos = m_mesos->snapshot();
    sources.aurora = m_aurora ? m_aurora->snapshot() : nullptr;
    sources.poolAttribute = m_options.poolAttribute.toUtf8();
    sources.prices = m_options.prices;
    sources.needs = { m_options.idleLimit, m_doneWith };
    sources.before = m_picture;
    sources.now = m_clock.now();
    core::whenDone(QtConcurrent::run([sources] { return join(sources); }), this, [this](const Snapshot &picture) {
        m_joining = false;
        m_picture = picture;
        emit snapshotChanged();
        if (std::exchange(m_stale, false))
            joinNext();
    });
}

} // namespace pools
