// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/protection.h"

#include "models/core/tr.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

bool matches(const QString &pattern, const QString &key)
{
    return pattern.endsWith(u'*') ? key.startsWith(QStringView(pattern).chopped(1)) : key == pattern;
}

} // namespace

QString poolOf(const aurora::TaskConfig &config, const QString &poolAttribute)
{
    for (const aurora::Constraint &constraint : config.constraints) {
        const aurora::ValueConstraint *value = constraint.value();
        if (constraint.name == poolAttribute && value && !value->negated)
            return value->values.join(u',');
    }
    return {};
}

QString Protection::reason(const aurora::TaskConfig &config, const QString &poolAttribute) const
{
    const QString bound = poolOf(config, poolAttribute);
    if (!pool.isEmpty() && bound == pool)
        return tr("bound to %1").arg(pool);
    const QString key = config.job.text();
    if (std::ranges::any_of(jobs, [&](const QString &pattern) { return matches(pattern, key); }))
        return tr("listed as protected");
    const bool saysSo = std::ranges::any_of(config.metadata, [](const aurora::Metadata &entry) {
        return entry.key == "fault-tolerant"_L1 && entry.value == "false"_L1;
    });
    return saysSo ? tr("says it is not fault tolerant") : QString();
}

} // namespace verbs
