// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/launchplan.h"

#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/verbs/pools/accounteffects.h"
#include "models/verbs/pools/placement.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Order = LaunchVerb::Order;

using core::tr;

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts << each.toString();
    return texts;
}

QJsonObject toJson(const aws::calls::Launch &launch)
{
    QJsonObject tags;
    for (const auto &[name, value] : launch.tags)
        tags.insert(name, value);
    return { { u"image"_s, launch.image },
             { u"type"_s, launch.type },
             { u"key"_s, launch.keyName },
             { u"groups"_s, QJsonArray::fromStringList(launch.securityGroups) },
             { u"profile"_s, launch.profile },
             { u"userData"_s, launch.userData },
             { u"disk"_s, launch.disks.isEmpty() ? 0 : launch.disks.first().size },
             { u"diskType"_s, launch.disks.isEmpty() ? QString() : launch.disks.first().type },
             { u"spot"_s, launch.spot },
             { u"tags"_s, tags } };
}

aws::calls::Launch fromJson(const QJsonObject &json)
{
    aws::calls::Launch launch;
    launch.image = json.value("image"_L1).toString();
    launch.type = json.value("type"_L1).toString();
    launch.keyName = json.value("key"_L1).toString();
    launch.securityGroups = textsOf(json.value("groups"_L1));
    launch.profile = json.value("profile"_L1).toString();
    launch.userData = json.value("userData"_L1).toString();
    if (const int disk = json.value("disk"_L1).toInt(); disk > 0)
        launch.disks = { { u"/dev/xvda"_s, disk, json.value("diskType"_L1).toString(u"gp3"_s) } };
    launch.spot = json.value("spot"_L1).toBool();
    const QJsonObject tags = json.value("tags"_L1).toObject();
    for (auto tag = tags.begin(); tag != tags.end(); ++tag)
        launch.tags.append({ tag.key(), tag->toString() });
    return launch;
}

/// Dollars an hour; NaN: not known. Spot prices differ by zone: the dearest counts.
double priceOf(const aws::calls::Launch &machine, const FreshPools &pools, const Context &context)
{
    double price = std::numeric_limits<double>::quiet_NaN();
    if (!machine.spot)
        return context.prices.value(machine.type, price);
    for (const aws::SpotPrice &each : pools.aws->spotPrices) {
        if (each.type == machine.type)
            price = std::isnan(price) ? each.dollars : std::max(price, each.dollars);
    }
    return price;
}

QString diskWords(const aws::calls::Launch &machine)
{
    if (machine.disks.isEmpty())
        return {};
    return u", %1 GiB %2"_s.arg(machine.disks.first().size).arg(machine.disks.first().type);
}

QString tagWords(const aws::calls::Launch &machine)
{
    QStringList words;
    for (const auto &[name, value] : machine.tags)
        words << u"%1=%2"_s.arg(name, value);
    return words.join(u", "_s);
}

actions::Step stepOf(const Order &order, const QString &subnet, int count, int number, int registered,
                     const QString &token)
{
    actions::Step step;
    step.key = u"launch/%1"_s.arg(number);
    step.object = u"pool/"_s + order.pool;
    step.name = counted(count, tr("1 machine"), tr("%1 machines"));
    step.call = u"RunInstances %1 × %2%3, %4%5%6, %7"_s.arg(
        QString::number(count), order.machine.type, order.machine.spot ? u" spot"_s : QString(), order.machine.image,
        diskWords(order.machine), subnet.isEmpty() ? QString() : u" in "_s + subnet, tagWords(order.machine));
    QJsonObject machine = toJson(order.machine);
    machine.insert(u"subnet"_s, subnet);
    machine.insert(u"count"_s, count);
    machine.insert(u"token"_s, u"%1-%2"_s.arg(token).arg(number));
    step.payload = { { u"machine"_s, machine }, { u"pool"_s, order.pool }, { u"registered"_s, registered } };
    step.things = count;
    return step;
}

void addEffects(actions::Plan &plan, const Order &order, const FreshPools &pools, const Context &context)
{
    const pools::Pool *const pool = pools.joined->pool(order.pool);
    const int there = pool ? pool->launched : 0;
    plan.effects << actions::countEffect(tr("Machines of %1").arg(order.pool), there, there + order.count);
    const double price = priceOf(order.machine, pools, context) * order.count;
    plan.effects += priceEffect(*pools.joined, price);
    if (std::isnan(price))
        plan.warnings << tr("What %1 costs is not known: the stacks file names no price.").arg(order.machine.type);
    addAccountLimits(&plan, *pools.aws, { { order.machine.type, order.machine.spot, order.count } });
    for (const Placement &each : placedBy(pools, order.pool, order.count, context.poolAttribute)) {
        actions::Effect effect;
        effect.group = tr("Waiting tasks it would place");
        effect.touches = each.job;
        effect.before = counted(each.pending, tr("1 waits"), tr("%1 wait"));
        effect.after = tr("%1 of %2 placed").arg(each.placed).arg(each.pending);
        effect.delta = each.why;
        plan.effects << effect;
    }
}

} // namespace

QJsonObject toJson(const Order &order)
{
    return { { u"pool"_s, order.pool },
             { u"count"_s, order.count },
             { u"machine"_s, toJson(order.machine) },
             { u"subnets"_s, QJsonArray::fromStringList(order.subnets) },
             { u"timeout"_s, static_cast<qint64>(order.timeout.count()) },
             { u"words"_s, QJsonArray::fromStringList(order.words) } };
}

Order launchOrderOf(const actions::Request &request)
{
    Order order;
    order.pool = request.what.value("pool"_L1).toString();
    order.count = request.what.value("count"_L1).toInt();
    order.machine = fromJson(request.what.value("machine"_L1).toObject());
    order.subnets = textsOf(request.what.value("subnets"_L1));
    order.words = textsOf(request.what.value("words"_L1));
    order.timeout = std::chrono::minutes(request.what.value("timeout"_L1).toInteger(20));
    return order;
}

aws::calls::Launch launchOf(const actions::Step &step)
{
    const QJsonObject json = step.payload.value("machine"_L1).toObject();
    aws::calls::Launch launch = fromJson(json);
    launch.count = json.value("count"_L1).toInt();
    launch.subnet = json.value("subnet"_L1).toString();
    launch.token = json.value("token"_L1).toString();
    return launch;
}

core::Result<actions::Plan> drawLaunch(const actions::Request &request, const FreshPools &pools, const Context &context)
{
    Order order = launchOrderOf(request);
    const QString token = request.what.value("token"_L1).toString();
    if (order.pool.isEmpty() || order.count < 1 || token.isEmpty())
        return core::failure(unusable(tr("Nothing is asked for: name a pool and a number of machines.")));
    if (order.machine.image.isEmpty() || order.machine.type.isEmpty())
        return core::failure(unusable(tr("How a machine of %1 is started is not known. Add launch: with its image and "
                                         "type below aws: in the stacks file.")
                                          .arg(order.pool)));
    if (pools.group(order.pool)) {
        return core::failure(
            unusable(tr("%1 is an Auto Scaling group, which would not know them. Grow it.").arg(order.pool)));
    }
    order.machine.tags.removeIf([&](const auto &tag) { // AWS refuses a tag given twice
        return tag.first == context.poolAttribute || tag.first == u"Name"_s;
    });
    order.machine.tags.append({ context.poolAttribute, order.pool });
    order.machine.tags.append({ u"Name"_s, u"%1-%2"_s.arg(context.stack, order.pool) });
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    if (!plan.request.what.contains("registered"_L1)) {
        // Fixed at the first plan: machines come and go meanwhile.
        const pools::Pool *const pool = pools.joined->pool(order.pool);
        plan.request.what.insert(u"registered"_s, pool ? pool->registered : 0);
    }
    const int registered = plan.request.what.value("registered"_L1).toInt();
    const QStringList subnets = order.subnets.isEmpty() ? QStringList{ QString() } : order.subnets;
    for (qsizetype i = 0; i < subnets.size(); ++i) {
        const auto share = static_cast<int>(order.count / subnets.size() + (i < order.count % subnets.size() ? 1 : 0));
        if (share > 0)
            plan.steps << stepOf(order, subnets[i], share, static_cast<int>(i), registered, token);
    }
    addEffects(plan, order, pools, context);
    plan.title.label = counted(order.count, tr("Start 1 machine of %1").arg(order.pool),
                               tr("Start %2 machines of %1").arg(order.pool, u"%1"_s));
    plan.title.place = context.stack;
    plan.title.outcome = tr("%1 of %2 machines came");
    plan.title.late = tr("did not register");
    plan.title.touched = counted(order.count, tr("1 machine"), tr("%1 machines"));
    plan.facts.harm = actions::Harm::Disruptive;
    plan.facts.objects = static_cast<int>(plan.steps.size());
    plan.facts.production = context.production;
    plan.canBeUndone = tr("Stop them again, which ends no task.");
    plan.notTouched = tr("Machines that are there, and what runs on them.");
    plan.watch.goal = tr("all have registered with Mesos");
    plan.watch.limit = order.timeout;
    plan.command = context.command() + u"instances start %1 %2"_s.arg(order.pool).arg(order.count);
    for (const QString &word : order.words)
        plan.command += u' ' + word;
    return plan;
}

} // namespace verbs
