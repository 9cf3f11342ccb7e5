// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/mesos/state.h"

#include <chrono>
#include <memory>
#include <span>
#include <string_view>

namespace mesos {

/// A document to read: JSON text with `capacity` readable bytes behind data (capacity ≥ size + 64 spares a copy).
struct Document
{
    const char *data = nullptr; ///< null: not asked or not answered; what it tells is then taken from the last picture
    size_t size = 0;
    size_t capacity = 0;
};

/// The bodies of one look by polling. Only `state` is required.
struct PolledBodies
{
    Document state; ///< GET /state
    Document slaves; ///< GET /slaves: drain_info and what /state leaves out
    Document roles; ///< GET /roles: weights, quota
    Document maintenanceSchedule; ///< GET /maintenance/schedule
    Document maintenanceStatus; ///< GET /maintenance/status
};

/// Turns polled bodies into States; /state, which is large, while it arrives. Keeps the string pool, the parser and
/// hints of the last look, so that the next one is cheap: one Decoder per cluster, used by one thread at a time (any).
/// Successive States share one pool, so that their ids can be compared, until the texts of ended tasks outweigh the
/// living ones: then a new pool is begun. Who compares two States looks at State::pool first. Unreachable agents, which
/// the master only counts, are kept from the last picture (decoding/vanished.h).
class Decoder
{
public:
    Decoder();
    ~Decoder();

    /// Errors: NotJson, WrongShape (with the path), TooLarge. Their `endpoint` is the path of the document at fault
    /// ("/state", "/roles"): the caller puts the host in front. After an error the Decoder goes on from the last good
    /// picture.
    core::Result<Snapshot> decode(const PolledBodies &bodies);

    /// The same where /state arrives piece by piece, cut anywhere: its rows are read meanwhile, and little of its text
    /// is held. `expectedSize`: how long it will probably be, in bytes; 0: nobody knows. What a look before has left
    /// unfinished is dropped.
    void begin(size_t expectedSize = 0);
    /// The bytes may be written to meanwhile, and are afterwards as before. Nothing more is read after an error, which
    /// finish() tells.
    void feed(std::span<char> bytes);
    /// `beside` without /state.
    core::Result<Snapshot> finish(const PolledBodies &beside);
    void abandon(); ///< frees what an unfinished look holds
    void setPartSize(size_t bytes); ///< of what is read of a list at once; for tests of small documents

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Follows the v1 event stream: feeds on bytes cut anywhere, applies events one by one to a working picture.
/// Used by one thread at a time. After an error it is of no more use: subscribe again with a new one (`heir` of the
/// pool).
class StreamDecoder
{
public:
    StreamDecoder();
    StreamDecoder(const StreamDecoder &) = delete;
    StreamDecoder &operator=(const StreamDecoder &) = delete;
    ~StreamDecoder();

    /// Returns how many events were applied (heartbeats included).
    core::Result<int> feed(std::string_view bytes);

    bool hasPicture() const; ///< SUBSCRIBED has come
    std::chrono::milliseconds heartbeatInterval() const;
    /// Counts up with each event that changed the picture.
    uint64_t generation() const;

    /// What the stream does not announce: deactivation, draining, unreachable and vanished agents, maintenance, quota.
    /// `agents`: answer of GET_AGENTS; the others as polled by the v0 endpoints.
    struct Companions
    {
        Document agents;
        Document roles;
        Document maintenanceSchedule;
        Document maintenanceStatus;
        Document metrics; ///< GET /metrics/snapshot: count of unreachable agents
        Document frameworks; ///< answer of GET_FRAMEWORKS: disconnected schedulers, offers
        Document master; ///< answer of GET_MASTER: leader, version, times
        Document flags; ///< GET /flags: the cluster's name, how many completed rows the master keeps
    };
    core::Result<void> applyPolled(const Companions &companions);

    /// An immutable copy of the working picture, equal to what Decoder makes of the same cluster.
    /// What one side cannot know stays empty: here Framework::address, there Task::message and reason.
    Snapshot publish();

    /// A second decoder that goes on from this point. Both write into one pool, so they stay in one thread.
    std::unique_ptr<StreamDecoder> branch() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesos
