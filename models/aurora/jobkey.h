// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <optional>

namespace aurora {

/// The name of a job: role, environment, name. Task ids contain it, but may not be taken apart: each part may hold '-'.
struct JobKey
{
    QString role;
    QString environment;
    QString name;

    bool operator==(const JobKey &) const = default;
    bool operator<(const JobKey &other) const; ///< by role, environment, name; by code point

    bool isComplete() const { return !role.isEmpty() && !environment.isEmpty() && !name.isEmpty(); }
    QString text() const; ///< "role/env/name"
    /// The reverse of text(). nullopt unless there are three parts of letters, digits, '_', '-' and '.', which is what
    /// the scheduler accepts.
    static std::optional<JobKey> parse(QStringView text);
};

size_t qHash(const JobKey &key, size_t seed = 0);

/// One instance of a job, whatever task runs as it now.
struct InstanceKey
{
    JobKey job;
    int instance = 0; ///< from 0
    bool operator==(const InstanceKey &) const = default;
};

/// Instances `first` to `last`, both included.
struct InstanceRange
{
    int first = 0;
    int last = 0;
    bool operator==(const InstanceRange &) const = default;
};

} // namespace aurora
