// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace aurora {

/// An instance as it is shown and typed, "hyoga-model/0", with as much of role and environment before it as there is.
struct InstanceName
{
    QString job; ///< "hyoga-model", "jobs/prod/hyoga-model": of the key its end
    int instance = 0; ///< from 0
    /// nullopt: there is no number behind a slash.
    static std::optional<InstanceName> parse(const QString &text);
};

} // namespace aurora
