// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/demand.h"

#include "models/explain/words.h"

using namespace Qt::StringLiterals;

namespace explain {

Amounts Demand::need() const
{
    Amounts need = Amounts::of(resources, ports);
    need += Amounts::of(overhead);
    return need;
}

QString dedicatedAttribute()
{
    return u"dedicated"_s;
}

QString constraintText(const ValueConstraint &constraint)
{
    const QString sign = constraint.negated ? u"≠"_s : u"="_s;
    return constraint.attribute + sign + joined(constraint.values, constraint.negated ? tr("and") : tr("or"));
}

QString limitText(const LimitConstraint &limit)
{
    return tr("%1 per %2").arg(limit.most).arg(limit.attribute);
}

} // namespace explain
