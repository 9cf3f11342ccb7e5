// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/result.h"

#include <QJsonObject>

namespace verbs {

/// What StartUpdateVerb is asked for, as requests and steps keep it.
struct UpdateOrder
{
    aurora::JobConfiguration job; ///< instances included
    aurora::UpdateSettings settings;
    QString mark; ///< known again by it in the update's metadata

    aurora::UpdateRequest request() const;
    bool isOf(const aurora::UpdateSummary &update) const; ///< whether the update carries the mark
    bool operator==(const UpdateOrder &) const = default;
};
QJsonObject toJson(const UpdateOrder &order);
core::Result<UpdateOrder> updateOrderFromJson(const QJsonObject &json); ///< Storage: it is none of ours

} // namespace verbs
