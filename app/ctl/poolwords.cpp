// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/poolwords.h"

#include "app/ctl/actioncommand.h"
#include "models/config/units.h"
#include "models/core/tr.h"
#include "models/pools/elsewhere.h"
#include "models/verbs/pools/failedmachines.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/processesverb.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/pools/zonesverb.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ctl {

namespace {

using core::tr;

using Asked = core::Result<actions::Request>;

constexpr std::chrono::milliseconds usualHold = 6h;

Asked wrong(const QString &sentence)
{
    return core::failure(usageError(sentence));
}

/// "min=4"; nothing: it is none.
bool takeLimit(const QString &word, QJsonObject &sizes)
{
    for (const QString &limit : { u"min"_s, u"max"_s }) {
        bool isNumber = false;
        const int value = word.startsWith(limit + u'=') ? word.mid(limit.size() + 1).toInt(&isNumber) : 0;
        if (isNumber && value >= 0)
            sizes.insert(limit, value);
        if (isNumber)
            return value >= 0;
    }
    return false;
}

/// GROUP +N|N [MODE] [TIMEOUT] [min=N] [max=N]
Asked scale(const QStringList &words, const pools::Pool &pool)
{
    verbs::ScaleVerb::Order order;
    order.group = pool.name;
    order.seen = verbs::sizesJson(pool.min, pool.max, pool.wanted.value_or(0));
    bool isNumber = false;
    const QString amount = words.value(0);
    const int number = amount.toInt(&isNumber);
    if (!isNumber)
        return wrong(tr("«%1» is no number of machines. Write +6, or 24 for 24 in all.").arg(amount));
    order.by = amount.startsWith(u'+') || number < 0 ? number : number - pool.wanted.value_or(0);
    for (const QString &word : words.mid(1)) {
        if (const auto mode = verbs::ScaleVerb::modeOf(word)) {
            order.mode = *mode;
        } else if (const auto time = config::parseDuration(word)) {
            order.timeout = std::chrono::ceil<std::chrono::minutes>(*time);
        } else if (!takeLimit(word, order.sizes)) {
            return wrong(tr("«%1» is not understood. Write on-demand, spot-only or try-spot, a time (15m), min=N or "
                            "max=N.")
                             .arg(word));
        }
    }
    if (order.by < 0)
        return wrong(tr("%1 wants %2 machines: to shrink it, write pool drain %1 %3.")
                         .arg(pool.name)
                         .arg(pool.wanted.value_or(0))
                         .arg(-order.by));
    if (order.mode == verbs::ScaleVerb::Mode::Spot && pool.kind == pools::Pool::Kind::Spot)
        order.spot = { pool.name };
    return verbs::ScaleVerb::request(order);
}

/// GROUP N [min=N] [max=N]
Asked drain(const QStringList &words, const pools::Pool &pool)
{
    bool isNumber = false;
    const int by = words.value(0).toInt(&isNumber);
    if (!isNumber || by < 1)
        return wrong(tr("«%1» is no number of machines.").arg(words.value(0)));
    QJsonObject sizes;
    for (const QString &word : words.mid(1)) {
        if (!takeLimit(word, sizes))
            return wrong(tr("«%1» is not understood. Write min=N or max=N.").arg(word));
    }
    const QJsonObject seen = verbs::sizesJson(pool.min, pool.max, pool.wanted.value_or(0));
    return verbs::RetireVerb::scaleIn(pool.name, by, seen, sizes);
}

/// POOL ID … [replace]
Asked terminate(QStringList words, const pools::Pool &pool)
{
    const bool replace = words.removeAll(u"replace"_s) > 0;
    if (words.isEmpty())
        return wrong(tr("pool terminate needs the ids of machines of %1.").arg(pool.name));
    return verbs::RetireVerb::terminate(pool.name, words, replace);
}

/// POOL ID … [TIME]
Asked hold(QStringList words, const pools::Pool &pool, core::TimePoint now)
{
    const auto time = config::parseDuration(words.isEmpty() ? QString() : words.last());
    if (time)
        words.removeLast();
    if (words.isEmpty())
        return wrong(tr("pool hold needs the ids of machines of %1, then how long (6h).").arg(pool.name));
    return verbs::HoldVerb::hold(pool.name, words, now + time.value_or(usualHold));
}

/// JOB [TIME]
Asked holdForJob(const QStringList &words, const pools::Picture &pools, const mesos::Snapshot &state,
                 core::TimePoint now)
{
    const QString job = words.first();
    const auto time = words.size() > 1 ? config::parseDuration(words.at(1)) : usualHold;
    if (!time || words.size() > 2)
        return wrong(tr("pool hold %1 takes how long (6h), and nothing else.").arg(job));
    const QList<verbs::FailedMachines> failed
        = state ? verbs::machinesOfFailed(*state, pools, job) : QList<verbs::FailedMachines>();
    if (failed.isEmpty())
        return wrong(tr("No machine is there on which a task of %1 failed, and that nobody holds yet.").arg(job));
    if (failed.size() > 1) {
        QStringList ways;
        for (const verbs::FailedMachines &each : failed)
            ways << u"pool hold %1 %2"_s.arg(each.pool, each.instances.join(u' '));
        return wrong(tr("%1 failed in several pools. Hold those of one: %2").arg(job, ways.join(u"; "_s)));
    }
    return verbs::HoldVerb::hold(failed.first().pool, failed.first().instances, now + *time, job);
}

Asked release(const QStringList &words, const pools::Pool &pool)
{
    if (words.isEmpty())
        return wrong(tr("pool release needs the ids of machines of %1.").arg(pool.name));
    return verbs::HoldVerb::release(pool.name, words);
}

/// GROUP [ZONE …]
Asked zones(const QStringList &words, const pools::Pool &pool)
{
    const QStringList named = words.isEmpty() ? pools::furtherZones(pool) : words;
    if (named.isEmpty())
        return wrong(tr("AWS offers %1 no other zone now. Name those it shall launch in, too.").arg(pool.name));
    return verbs::ZonesVerb::request(pool.name, named);
}

/// GROUP [PROCESS …]
Asked resume(const QStringList &words, const pools::Pool &pool)
{
    if (pool.suspended.isEmpty())
        return wrong(tr("Nothing of %1 is suspended.").arg(pool.name));
    for (const QString &process : words) {
        if (!pool.suspended.contains(process))
            return wrong(
                tr("%1 is not suspended. Of %2 are: %3.").arg(process, pool.name, pool.suspended.join(u", "_s)));
    }
    return words.isEmpty() ? verbs::ProcessesVerb::resume(pool.name, pool.suspended)
                           : verbs::ProcessesVerb::request(verbs::ProcessesVerb::Way::Resume, pool.name, words);
}

/// GROUP PROCESS …
Asked suspend(const QStringList &words, const pools::Pool &pool)
{
    if (words.isEmpty())
        return wrong(tr("pool suspend needs what AWS shall not do by itself with %1: AZRebalance.").arg(pool.name));
    return verbs::ProcessesVerb::request(verbs::ProcessesVerb::Way::Suspend, pool.name, words);
}

} // namespace

Asked poolRequest(const QStringList &words, const PoolPace &pace, const pools::Picture &pools,
                  const mesos::Snapshot &state, core::TimePoint now)
{
    const QString verb = words.value(0);
    const QString name = words.value(1);
    static const QStringList verbs{ u"scale"_s,   u"drain"_s, u"cycle"_s,  u"terminate"_s, u"hold"_s,
                                    u"release"_s, u"zones"_s, u"resume"_s, u"suspend"_s };
    if (!verbs.contains(verb))
        return wrong(tr("pool needs scale, drain, cycle, terminate, hold, release, zones, resume or suspend, then the "
                        "pool's name."));
    if (verb != "cycle"_L1 && (pace.atOnce > 0 || pace.pause))
        return wrong(tr("--batch-size and --pause mean nothing to pool %1, only to pool cycle.").arg(verb));
    if (verb == "hold"_L1 && name.contains(u'/'))
        return holdForJob(words.mid(1), pools, state, now);
    const pools::Pool *const pool = pools.pool(name);
    if (!pool) {
        QStringList names;
        for (const pools::Pool &each : pools.pools)
            names << each.name;
        return wrong(tr("There is no pool «%1». There are %2.").arg(name, names.join(u", "_s)));
    }
    if (verb == "hold"_L1)
        return hold(words.mid(2), *pool, now);
    if (verb == "release"_L1)
        return release(words.mid(2), *pool);
    if (!pool->isGroup() && verb != "terminate"_L1)
        return wrong(tr("%1 is no Auto Scaling group: see instances stop.").arg(name));
    if (verb == "scale"_L1)
        return scale(words.mid(2), *pool);
    if (verb == "drain"_L1)
        return drain(words.mid(2), *pool);
    if (verb == "terminate"_L1)
        return terminate(words.mid(2), *pool);
    if (verb == "zones"_L1)
        return zones(words.mid(2), *pool);
    if (verb == "resume"_L1)
        return resume(words.mid(2), *pool);
    if (verb == "suspend"_L1)
        return suspend(words.mid(2), *pool);
    if (words.size() > 2)
        return wrong(tr("pool cycle takes the pool's name alone, --batch-size and --pause."));
    const auto pause = std::chrono::duration_cast<std::chrono::seconds>(pace.pause.value_or(0ms));
    return verbs::RetireVerb::cycle(name, std::max(1, pace.atOnce), pause);
}

} // namespace ctl
