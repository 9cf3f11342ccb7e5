// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/poolscommands.h"

#include "app/ctl/actioncommand.h"
#include "app/ctl/firstnight.h"
#include "app/ctl/rowsprint.h"
#include "models/config/units.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/pools/rows/differencerows.h"
#include "models/pools/rows/poolrows.h"
#include "models/pools/words.h"
#include "models/verbs/pools/remedy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

QString rowsHelp()
{
    return tr("Prints one row each. --output json is an array of objects with these keys, which stay as they are;\n"
              "csv has them as its header. A value that is not known is null in JSON and empty in CSV.\n"
              "Columns marked * are shown in a table without --columns; JSON has all. Money is in US dollars.\n\n");
}

/// What could be read, or the exit code, after who did not answer was told.
struct AskedPools
{
    pools::Snapshot pools;
    int code = Fine;
};

QCoro::Task<AskedPools> askAll(Session *session)
{
    // One by one, so that an error has its system's name; what was read once is not asked again.
    if (const auto mesos = co_await session->picture(); !mesos)
        co_return AskedPools{ nullptr, complain(mesos.error(), u"Mesos"_s) };
    if (session->stack()->aurora()) {
        const QList<aurora::Store::Part> parts{ aurora::Store::Part::Jobs, aurora::Store::Part::ActiveTasks };
        if (const auto aurora = co_await session->auroraPicture(parts); !aurora)
            co_return AskedPools{ nullptr, complain(aurora.error(), u"Aurora"_s) };
    }
    if (session->stack()->aws())
        co_await firstNight(session->stack()->night()); // which may need some of the machines no more
    const auto joined = co_await session->poolPicture();
    if (!joined)
        co_return AskedPools{ nullptr, complain(joined.error(), u"AWS"_s) };
    co_return AskedPools{ *joined, Fine };
}

/// Config: there is no pool of that name, and which was meant.
core::Result<pools::Pool> poolNamed(const pools::Picture &picture, const QString &name)
{
    if (const pools::Pool *pool = picture.pool(name))
        return *pool;
    QStringList names;
    for (const pools::Pool &pool : picture.pools)
        names << pool.name;
    const QString meant = config::nearest(name, names);
    return core::failure(usageError(meant.isEmpty()
                                        ? tr("There is no pool «%1». There are: %2.").arg(name, names.join(u", "_s))
                                        : tr("There is no pool «%1». Did you mean %2?").arg(name, meant)));
}

/// Rows of one kind as the keys of their columns have it.
QJsonArray jsonOf(const tables::Rows &rows, core::TimePoint now)
{
    Options plain;
    plain.output = tables::ExportFormat::Json;
    const auto text = printedRows(*rows, plain, now);
    return text ? QJsonDocument::fromJson(*text).array() : QJsonArray();
}

QString textOf(const tables::Rows &rows, const QString &heading, core::TimePoint now)
{
    if (rows->rowCount() == 0)
        return {};
    const auto text = printedRows(*rows, {}, now);
    return text ? u'\n' + heading + u'\n' + QString::fromUtf8(*text) : QString();
}

/// What ends the cost of machines nobody needs, to be typed.
QString remediesOf(const pools::Picture &picture, const QString &pool)
{
    QString text;
    for (const pools::Difference &difference : picture.differencesOf(pool)) {
        if (const auto remedy = verbs::remedyOf(difference, picture))
            text += u"  comportactl "_s + remedy->command + u'\n';
    }
    return text.isEmpty() ? text : u'\n' + tr("Without --yes these print their plan and send nothing:") + u'\n' + text;
}

QString textOf(const pools::Snapshot &picture, const pools::Pool &pool, core::TimePoint now)
{
    QString text = pool.name + u'\n';
    const auto line = [&text](const QString &what, const QString &value) {
        text += u"  %1  %2\n"_s.arg(what.leftJustified(12), value);
    };
    line(tr("Kind"), pools::kindWords(pool));
    line(tr("State"), pools::stateWord(pool.state));
    if (pool.wanted)
        line(tr("Wanted"), QString::number(*pool.wanted));
    if (pool.isGroup())
        line(tr("Limits"), tr("%1 to %2 machines").arg(pool.min).arg(pool.max));
    if (!pool.suspended.isEmpty())
        line(tr("Suspended"), tr("%1; pool resume lets AWS do it again").arg(pool.suspended.join(u", "_s)));
    line(tr("Launched"), QString::number(pool.launched));
    line(tr("Registered"), tr("%1, of which %2 busy and %3 idle").arg(pool.registered).arg(pool.busy).arg(pool.idle));
    line(tr("Pending"), tr("%1 tasks name this pool").arg(pool.pending));
    line(tr("CPUs"), tr("%1 of %2").arg(core::formatCpus(pool.used.cpus), core::formatCpus(pool.total.cpus)));
    line(tr("Memory"), tr("%1 of %2 GiB").arg(core::formatGib(pool.used.mem), core::formatGib(pool.total.mem)));
    line(tr("Cost"),
         tr("$%1/h, $%2 since the launches, at today's prices")
             .arg(pools::dollars(pool.price), pools::dollars(pool.spent)));
    if (pool.unneeded > 0) {
        const QString machines = pool.unneeded == 1 ? tr("1 machine") : tr("%1 machines").arg(pool.unneeded);
        line(tr("Unneeded"),
             tr("%1, $%2/h, $%3 so far")
                 .arg(machines, pools::dollars(pool.unneededPrice), pools::dollars(pool.unneededSpent)));
    }
    text += textOf(pools::differenceRows(picture, pool.name), tr("Differences"), now);
    text += remediesOf(*picture, pool.name);
    text += textOf(pools::machineRows(picture, pool.name), tr("Machines"), now);
    text += textOf(pools::activityRows(picture, pool.name), tr("Activity"), now);
    return text;
}

} // namespace

// ---- pools

QString PoolsCommand::name() const
{
    return u"pools"_s;
}

QString PoolsCommand::summary() const
{
    return tr("Pools of machines: what each wants, has, costs, and who waits for it.");
}

QString PoolsCommand::help() const
{
    return rowsHelp() + columnsHelp(pools::poolColumns())
        + tr("\nWithout aws: in the stacks file the pools are those of the agents alone.\n");
}

QCoro::Task<int> PoolsCommand::run(Session *session)
{
    const AskedPools asked = co_await askAll(session);
    if (!asked.pools)
        co_return asked.code;
    const auto text = printedRows(*pools::poolRows(asked.pools), session->options(), session->now());
    if (!text)
        co_return complain(text.error());
    print(*text);
    co_return Fine;
}

// ---- show

QString PoolShowCommand::name() const
{
    return u"pool show"_s;
}

QString PoolShowCommand::summary() const
{
    return tr("One pool with its machines, differences and activity: pool show NAME");
}

QString PoolShowCommand::help() const
{
    return tr("--output json is one object: pool (the keys of pools), machines (those of instances), differences\n"
              "(difference, pool, instance, agent, what, since, spent, price, do), activity (at, result, what).\n");
}

QCoro::Task<int> PoolShowCommand::run(Session *session)
{
    const Options options = session->options();
    if (options.arguments.size() != 1)
        co_return complain(usageError(tr("Which pool? Write one name: pools tells them.")));
    const AskedPools asked = co_await askAll(session);
    if (!asked.pools)
        co_return asked.code;
    const auto pool = poolNamed(*asked.pools, options.arguments.first());
    if (!pool)
        co_return complain(pool.error());
    const core::TimePoint now = session->now();
    if (options.output != tables::ExportFormat::Json) {
        print(textOf(asked.pools, *pool, now));
        co_return Fine;
    }
    const QJsonArray all = jsonOf(pools::poolRows(asked.pools), now);
    const auto row
        = std::ranges::find_if(all, [&](const QJsonValue &each) { return each[u"pool"_s].toString() == pool->name; });
    print(QJsonDocument(QJsonObject{ { u"pool"_s, row == all.end() ? QJsonValue() : *row },
                                     { u"machines"_s, jsonOf(pools::machineRows(asked.pools, pool->name), now) },
                                     { u"differences"_s, jsonOf(pools::differenceRows(asked.pools, pool->name), now) },
                                     { u"activity"_s, jsonOf(pools::activityRows(asked.pools, pool->name), now) } })
              .toJson());
    co_return Fine;
}

// ---- instances

QString InstancesCommand::name() const
{
    return u"instances"_s;
}

QString InstancesCommand::summary() const
{
    return tr("Machines: EC2 instances and the agents on them: instances [POOL]");
}

QString InstancesCommand::help() const
{
    return rowsHelp() + columnsHelp(pools::machineColumns(), shownColumns());
}

QStringList InstancesCommand::shownColumns()
{
    return { u"pool"_s, u"state"_s, u"instance"_s, u"agent"_s, u"zone"_s, u"type"_s, u"tasks"_s, u"age"_s, u"spent"_s };
}

QCoro::Task<int> InstancesCommand::run(Session *session)
{
    Options options = session->options();
    if (options.arguments.size() > 1)
        co_return complain(usageError(tr("One pool at a time, or none for the machines of all.")));
    const AskedPools asked = co_await askAll(session);
    if (!asked.pools)
        co_return asked.code;
    std::optional<QString> name;
    if (!options.arguments.isEmpty()) {
        const auto pool = poolNamed(*asked.pools, options.arguments.first());
        if (!pool)
            co_return complain(pool.error());
        name = pool->name;
    }
    if (options.columns.isEmpty() && options.output != tables::ExportFormat::Json)
        options.columns = shownColumns();
    const auto text = printedRows(*pools::machineRows(asked.pools, name), options, session->now());
    if (!text)
        co_return complain(text.error());
    print(*text);
    co_return Fine;
}

} // namespace ctl
