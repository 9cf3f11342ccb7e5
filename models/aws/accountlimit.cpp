// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/accountlimit.h"

#include "models/aws/capacityerror.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace aws {

namespace {

LimitKind limitKindOf(const State &state, const QString &groupName)
{
    const auto group = std::ranges::find(state.groups, groupName, &Group::name);
    if (group == state.groups.end())
        return {};
    const QString type = group->instances.isEmpty() ? group->types.value(0) : group->instances.first().type;
    return aws::limitKindOf(type, group->isSpot());
}

} // namespace

LimitKind limitKindOf(const QString &type, bool spot)
{
    static const QRegularExpression named(u"\\A([a-z]+)[0-9-][a-z0-9-]*\\."_s);
    const QString letters = named.match(type).captured(1);
    if (letters.isEmpty())
        return { {}, spot };
    static const QStringList standard{ u"a"_s, u"c"_s, u"d"_s, u"h"_s,  u"i"_s, u"m"_s,
                                       u"r"_s, u"t"_s, u"z"_s, u"im"_s, u"is"_s };
    if (standard.contains(letters))
        return { u"standard"_s, spot };
    if (letters == "g"_L1 || letters == "gr"_L1 || letters == "vt"_L1)
        return { u"G and VT"_s, spot };
    return { letters.toUpper(), spot };
}

int vcpusOf(const QString &type)
{
    static const QRegularExpression larger(u"\\.([0-9]*)xlarge\\z"_s);
    if (const auto match = larger.match(type); match.hasMatch())
        return 4 * (match.captured(1).isEmpty() ? 1 : match.captured(1).toInt());
    const QString size = type.section(u'.', 1);
    if (size == "large"_L1)
        return 2;
    const bool isSmall = size == "medium"_L1 || size == "small"_L1 || size == "micro"_L1 || size == "nano"_L1;
    return isSmall ? (type.startsWith("t3"_L1) || type.startsWith("t4"_L1) ? 2 : 1) : 0;
}

AccountLimit accountLimit(const State &state, const LimitKind &kind)
{
    AccountLimit limit;
    for (const Instance &instance : state.instances) {
        if (instance.isAlive() && limitKindOf(instance.type, instance.spot) == kind)
            limit.used += vcpusOf(instance.type);
    }
    bool hasLaunched = false;
    for (const Activity &activity : state.activities) { // newest first
        if (!activity.description.startsWith(u"Launching") || limitKindOf(state, activity.group) != kind)
            continue;
        const std::optional<CapacityError> error = capacityError(activity);
        hasLaunched = hasLaunched || activity.status == "Successful"_L1;
        if (!error || !error->isAccountLimit())
            continue;
        if (!hasLaunched && limit.refusal.isEmpty())
            limit.refusal = error->code;
        if (!core::isKnown(limit.toldAt) && (!limit.refusal.isEmpty() || error->vcpuLimit > 0))
            limit.toldAt = activity.started;
        limit.most = error->vcpuLimit;
        if (limit.most > 0)
            break;
    }
    if (limit.used > limit.most)
        limit.most = 0;
    if (limit.refusal.isEmpty() && limit.most == 0)
        limit.toldAt = {};
    return limit;
}

} // namespace aws
