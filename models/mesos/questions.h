// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoder.h"
#include "models/mesos/store.h"
#include "models/net/leader.h"

#include <QPointer>
#include <QThreadPool>
#include <qcoro/qcorotask.h>

#include <memory>

/// What a Store asks the leading master, by one look or beside the stream. Free coroutines that hold what they need:
/// the store may be gone when an answer comes; then nothing is asked any more. Thread: the store's.
namespace mesos {

net::Request getRequest(const StoreOptions &options, const QString &path);
net::Request callRequest(const StoreOptions &options, const QByteArray &type); ///< POST /api/v1, e.g. "GET_AGENTS"

/// What an answer tells beside its body.
struct AnswerFacts
{
    std::chrono::milliseconds latency{ 0 };
    std::optional<core::Duration> clockOffset;
    qint64 wireBytes = 0;
};

struct Polled
{
    Snapshot snapshot;
    AnswerFacts facts; ///< of /state
};

/// GET /state, decoded by `worker` while it arrives, with /slaves, /roles, /maintenance/*. Only /state must be there:
/// an old master or a user with few rights has no answer for some of the others.
QCoro::Task<core::Result<Polled>> pollState(QPointer<net::LeaderClient> leader, StoreOptions options,
                                            std::shared_ptr<Decoder> decoder, QThreadPool *worker,
                                            std::stop_token stop);

/// Bodies that keep the documents of Companions alive.
struct CompanionBodies
{
    std::optional<net::Response> agents;
    std::optional<net::Response> roles;
    std::optional<net::Response> schedule;
    std::optional<net::Response> status;
    std::optional<net::Response> metrics;
    std::optional<net::Response> frameworks;
    std::optional<net::Response> master;
    std::optional<net::Response> flags;

    StreamDecoder::Companions documents() const;
    AnswerFacts facts() const; ///< of GET_AGENTS
};

/// What the stream does not announce. Only GET_AGENTS must be there. `first`: also what stays the same as long as a
/// master leads.
QCoro::Task<core::Result<CompanionBodies>> askCompanions(QPointer<net::LeaderClient> leader, StoreOptions options,
                                                         bool first, std::stop_token stop);

} // namespace mesos
