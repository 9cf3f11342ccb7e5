// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QVariant>

/// Moments and spans as our files of the past have them: milliseconds, moments since 1970, UTC.
namespace history {

inline qint64 ms(core::TimePoint moment)
{
    return moment.time_since_epoch().count();
}

inline qint64 ms(core::Duration span)
{
    return span.count();
}

inline core::TimePoint momentOf(const QVariant &value)
{
    return core::TimePoint(core::Duration(value.toLongLong()));
}

inline core::Duration spanOf(const QVariant &value)
{
    return core::Duration(value.toLongLong());
}

} // namespace history
