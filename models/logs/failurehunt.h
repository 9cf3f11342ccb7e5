// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/knownfailures.h"
#include "models/logs/source.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace logs {

/// Looks through the end of a log for known failures, from its last byte back, without keeping what it reads. Pieces
/// are matched in the pool. GUI thread.
class FailureHunt final : public QObject
{
    Q_OBJECT
public:
    /// Bytes before `end`. `failures` outlives this.
    FailureHunt(const KnownFailures *failures, std::shared_ptr<Source> source, qint64 end, QObject *parent = nullptr);
    ~FailureHunt() override;

    void start();
    /// The one that stands first in the list of those seen so far; nullptr: none.
    const KnownFailure *failure() const { return m_failure; }
    qint64 at() const { return m_at; } ///< where its first line begins, byte of the file

    static constexpr qint64 mostBytes = 8 << 20; ///< read at all
    static constexpr qint64 pieceBytes = 512 << 10;

signals:
    void changed(); ///< a failure was seen, or one that says more, or an earlier line of it

private:
    void readNext();
    void take(const KnownFailures::Sighting &sighting, qint64 from);

    const KnownFailures *m_failures;
    const std::shared_ptr<Source> m_source;
    const qint64 m_first; ///< no byte before it is read
    qint64 m_end; ///< what lies before was not looked at yet
    const KnownFailure *m_failure = nullptr;
    qint64 m_at = 0;
    std::stop_source m_stop;
};

} // namespace logs
