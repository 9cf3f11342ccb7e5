// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>
#include <optional>

namespace aurora {

/// Instances of one job, at least one. The scheduler takes an empty set for the whole job, so that one cannot be made:
/// whoever means the whole job says so (killJob). Ascending, each once.
class InstanceSet
{
public:
    /// nullopt for an empty list or a negative instance.
    static std::optional<InstanceSet> of(QList<int> instances)
    {
        std::ranges::sort(instances);
        // Not the one of std::ranges: clang 14, which fuzzes, cannot compile the subrange of libstdc++ 12.
        instances.erase(std::unique(instances.begin(), instances.end()), instances.end());
        if (instances.isEmpty() || instances.constFirst() < 0)
            return std::nullopt;
        return InstanceSet(std::move(instances));
    }
    static std::optional<InstanceSet> of(int instance) { return of(QList<int>{ instance }); }

    const QList<int> &list() const { return m_instances; }
    bool contains(int instance) const { return std::ranges::binary_search(m_instances, instance); }
    qsizetype size() const { return m_instances.size(); }
    bool operator==(const InstanceSet &) const = default;

private:
    explicit InstanceSet(QList<int> instances)
        : m_instances(std::move(instances))
    {
    }

    QList<int> m_instances; ///< never empty
};

} // namespace aurora
