// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/poolfindings.h"

#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/pools/elsewhere.h"
#include "models/pools/rows/differencerows.h"
#include "models/pools/words.h"
#include "models/verbs/pools/remedy.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/pools/zonesverb.h"
#include "models/watch/findingparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using pools::Difference;

namespace watch {

namespace {

Step openPool(const QString &pool)
{
    return openStep(tr("Open pool"), u"pools"_s, links::toPath({ links::ObjectRef::Kind::Pool, pool.toUtf8() }));
}

QString refusedCause(const aws::CapacityError &error)
{
    QString cause;
    if (error.isLimit())
        cause = tr("a limit of the account: %1").arg(error.code);
    else if (error.type.isEmpty())
        cause = tr("AWS has no capacity in %1").arg(error.zone);
    else
        cause = tr("AWS has no %1 in %2").arg(error.type, error.zone);
    return error.otherZones.isEmpty() ? cause : tr("%1; it offers %2").arg(cause, error.otherZones.join(u", "_s));
}

/// The same machines elsewhere: by the group itself, else by another one like it.
std::optional<Step> elsewhereStep(const pools::Pool &pool, const pools::Picture &picture)
{
    if (const QStringList zones = pools::furtherZones(pool); !zones.isEmpty())
        return planStep(tr("Try these zones…"), u"pools"_s, verbs::ZonesVerb::request(pool.name, zones));
    const QList<pools::Pool> others = pools::elsewhere(picture, pool);
    const int missing = pool.wanted.value_or(0) - pool.launched;
    if (others.isEmpty() || missing <= 0)
        return std::nullopt;
    const pools::Pool &other = others.first();
    const int by = std::min(missing, other.max - other.wanted.value_or(0));
    return planStep(tr("Grow %1 by %2…").arg(other.name).arg(by), u"grow"_s, verbs::ScaleVerb::grow(other.name, by));
}

Finding refusedRow(const pools::Pool &pool, const pools::Picture &picture)
{
    Finding finding;
    finding.key = u"refused/"_s + pool.name;
    finding.glyph = u"capacity refused"_s;
    finding.subject = tr("%1 is refused machines").arg(pool.name);
    finding.fact
        = tr("%1 of %2 launched").arg(core::formatCount(pool.launched), core::formatCount(pool.wanted.value_or(0)));
    if (pool.pending > 0)
        finding.fact += u", "_s + counted(pool.pending, "1 task waits for it", "%1 tasks wait for it");
    finding.cause = refusedCause(pool.refusal->error);
    finding.since = pool.refusal->first;
    finding.steps += openPool(pool.name);
    if (const auto step = elsewhereStep(pool, picture))
        finding.steps.prepend(*step);
    return finding;
}

/// "$0.40 so far, $1.01/h"; what is not known is left out.
QString moneyWords(const Difference &difference)
{
    QStringList words;
    if (difference.spent > 0) // not for what is not known
        words << tr("$%1 so far").arg(pools::dollars(difference.spent));
    if (difference.price > 0)
        words << tr("$%1/h").arg(pools::dollars(difference.price));
    return words.join(u", "_s);
}

/// "r5.4xlarge in us-east-1c, $0.40 so far, $1.01/h"
QString machineWords(const Difference &difference)
{
    QStringList words{ difference.zone.isEmpty() ? difference.type
                                                 : tr("%1 in %2").arg(difference.type, difference.zone),
                       moneyWords(difference) };
    words.removeAll(QString());
    return words.join(u", "_s);
}

/// What it wrote while it started tells why, where anything does.
Finding silentRow(const Difference &difference, const pools::Picture &picture)
{
    Finding finding;
    finding.key = u"machine/"_s + difference.instance;
    finding.glyph = u"never registered"_s;
    finding.subject = tr("%1 runs, never registered").arg(difference.instance);
    if (!difference.pool.isEmpty())
        finding.fact = tr("pool %1").arg(difference.pool);
    finding.cause = machineWords(difference);
    finding.since = difference.since;
    Step console;
    console.label = tr("Console output");
    console.icon = u"logs"_s;
    console.console = difference.instance;
    finding.steps += console;
    if (const auto remedy = verbs::remedyOf(difference, picture))
        finding.steps += planStep(remedy->label, remedy->icon, remedy->request);
    return finding;
}

/// Machines of a pool that nobody needs, with what ends their cost.
Finding unneededRow(const Difference &difference, const pools::Picture &picture)
{
    Finding finding;
    finding.key = u"unneeded/"_s + pools::keyOf(difference);
    finding.glyph = u"old"_s;
    finding.subject = counted(difference.count, "1 machine of %2 idle", "%1 machines of %2 idle");
    finding.subject.replace(u"%2"_s, difference.pool);
    finding.fact = difference.kind == Difference::Kind::PastNeed ? tr("tonight's run needs them no more")
                                                                 : tr("no task waits for the pool");
    finding.cause = machineWords(difference);
    finding.since = difference.since;
    if (const auto remedy = verbs::remedyOf(difference, picture))
        finding.steps += planStep(remedy->label, remedy->icon, remedy->request);
    finding.steps += openPool(difference.pool);
    return finding;
}

} // namespace

QList<Finding> poolFindings(const pools::Picture &picture, const PoolLimits &limits)
{
    QList<Finding> refused;
    for (const pools::Pool &pool : picture.pools) {
        if (pool.refusal)
            refused += refusedRow(pool, picture);
    }
    QList<Finding> silent;
    QList<Finding> unneeded;
    for (const Difference &difference : picture.differences) {
        if (difference.kind == Difference::Kind::NeverRegistered)
            silent += silentRow(difference, picture);
        else if (difference.isUnneeded() && difference.kind != Difference::Kind::HeldOver) // see holdFindings()
            unneeded += unneededRow(difference, picture);
    }
    const auto many = [&limits](const QList<Finding> &rows, const char *subject) {
        return merged(rows, limits.rowsPerKind, tr(subject).arg(core::formatCount(rows.size())),
                      filterStep(tr("Open pools"), u"pools"_s, u"pools"_s, {}));
    };
    QList<Finding> all = many(refused, "%1 pools are refused machines");
    all += many(silent, "%1 machines run and never registered");
    all += many(unneeded, "%1 pools have machines that nobody needs");
    all += holdFindings(picture, limits);
    sortFindings(all);
    return all;
}

} // namespace watch
