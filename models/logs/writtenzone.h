// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/stamp.h"

#include <QTimeZone>

namespace logs {

/// What times mean that name no zone: nobody but the operator of the machines knows, so the stack's file says it. A
/// value; it remembers its last answer, so each thread has its own.
class WrittenZone
{
public:
    WrittenZone() = default; ///< not known: such times are no moments
    /// `name`: an IANA name, else it is not known. `now`: stamps that name no year are of the twelve months before.
    WrittenZone(const QByteArray &name, core::TimePoint now);

    bool isKnown() const { return m_zone.isValid(); }
    QByteArray name() const { return m_zone.id(); }
    /// The moment a line tells: by its own zone, else by this one; not known without either.
    core::TimePoint momentOf(const Stamp &stamp) const;

private:
    core::TimePoint moment(core::TimePoint written) const;

    QTimeZone m_zone{};
    core::TimePoint m_now{};
    // Asking a zone takes longer than reading a stamp, and lines of the same hour lie together.
    mutable core::TimePoint m_hour{ core::TimePoint::min() }; ///< as it is written
    mutable core::Duration m_offset{}; ///< within that hour, east of Greenwich
};

} // namespace logs
