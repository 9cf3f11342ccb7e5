// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/remedy.h"

#include "models/core/tr.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/retireverb.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

/// Its group wants as many machines as before.
Remedy remedyOfSilent(const pools::Difference &difference, bool isOfGroup)
{
    const QString of = difference.pool + u' ' + difference.instance;
    const QStringList machine{ difference.instance };
    if (isOfGroup) {
        return { core::tr("Replace…"), u"restart"_s, u"pool terminate %1 replace"_s.arg(of),
                 RetireVerb::terminate(difference.pool, machine, true) };
    }
    return { core::tr("Stop…"), u"stop"_s, u"instances stop "_s + of, RetireVerb::stop(difference.pool, machine) };
}

} // namespace

std::optional<Remedy> remedyOf(const pools::Difference &difference, const pools::Picture &picture)
{
    const pools::Pool *const pool = picture.pool(difference.pool);
    if (difference.kind == pools::Difference::Kind::NeverRegistered && !difference.instance.isEmpty())
        return remedyOfSilent(difference, pool && pool->isGroup());
    if (!difference.isUnneeded())
        return std::nullopt;
    const QString name = difference.pool;
    const int count = difference.count;
    const QString machines = difference.instances.join(u' ');
    if (difference.kind == pools::Difference::Kind::HeldOver) {
        return Remedy{ core::tr("Release %1…").arg(count), u"play"_s, u"pool release %1 %2"_s.arg(name, machines),
                       HoldVerb::release(name, difference.instances) };
    }
    if (pool && pool->isGroup()) {
        return Remedy{ core::tr("Shrink by %1…").arg(count), u"shrink"_s, u"pool drain %1 %2"_s.arg(name).arg(count),
                       RetireVerb::scaleIn(name, count) };
    }
    return Remedy{ core::tr("Stop %1…").arg(count), u"stop"_s, u"instances stop %1 %2"_s.arg(name, machines),
                   RetireVerb::stop(name, difference.instances) };
}

} // namespace verbs
