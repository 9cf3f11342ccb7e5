// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/remedy.h"

#include "models/core/tr.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/retireverb.h"

using namespace Qt::StringLiterals;

namespace verbs {

std::optional<Remedy> remedyOf(const pools::Difference &difference, const pools::Picture &picture)
{
    if (!difference.isUnneeded())
        return std::nullopt;
    const QString name = difference.pool;
    const int count = difference.count;
    const QString machines = difference.instances.join(u' ');
    if (difference.kind == pools::Difference::Kind::HeldOver) {
        return Remedy{ core::tr("Release %1…").arg(count), u"play"_s, u"pool release %1 %2"_s.arg(name, machines),
                       HoldVerb::release(name, difference.instances) };
    }
    const pools::Pool *const pool = picture.pool(name);
    if (pool && pool->isGroup()) {
        return Remedy{ core::tr("Shrink by %1…").arg(count), u"shrink"_s, u"pool drain %1 %2"_s.arg(name).arg(count),
                       RetireVerb::scaleIn(name, count) };
    }
    return Remedy{ core::tr("Stop %1…").arg(count), u"stop"_s, u"instances stop %1 %2"_s.arg(name, machines),
                   RetireVerb::stop(name, difference.instances) };
}

} // namespace verbs
