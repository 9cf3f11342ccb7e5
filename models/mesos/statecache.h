// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/mesos/state.h"

#include <QByteArray>
#include <QString>

/// The last picture on disk, so that the window opens with something to see. The form is our own: packed rows, one
/// table of texts, a version and a checksum. A file of another version, cut or damaged, is an error (Storage) and
/// otherwise ignored: it is only a cache. Thread: any.
namespace mesos {

struct CachedState
{
    Snapshot state;
    TimePoint fetchedAt;
};

QByteArray encodeState(const State &state, TimePoint fetchedAt);
core::Result<CachedState> decodeState(const QByteArray &bytes);

/// Replaces the file as a whole or not at all; only its owner may read it.
core::Result<void> writeStateCache(const QString &file, const State &state, TimePoint fetchedAt);
core::Result<CachedState> readStateCache(const QString &file);

} // namespace mesos
