// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/report.h"

#include "models/core/format.h"
#include "models/explain/words.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

QString cellText(const Cell &cell, bool isBehind, bool isMatch)
{
    if (cell.isFirstEmpty)
        return u"0 ("_s + cell.remark + u')';
    if (!isBehind)
        return core::formatCount(cell.left);
    return isMatch && cell.ifMatched > 0 ? tr("%1 if it matched").arg(cell.ifMatched)
                                         : QString::fromUtf16(core::notKnown);
}

/// Columns as wide as their longest text.
QStringList laidOut(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += (i ? u"  "_s : u"  "_s) + row[i].leftJustified(i + 1 < row.size() ? widths[i] : 0);
        lines += line;
    }
    return lines;
}

QStringList funnelLines(const Verdict &verdict)
{
    QStringList head{ tr("Pool"), tr("Agents") };
    for (const Filter &filter : verdict.filters)
        head += u"› "_s + filter.title;
    head += tr("Places now");
    QList<QStringList> rows{ head };
    for (const PoolFunnel &pool : verdict.pools) {
        QStringList row{ pool.pool.isEmpty() ? tr("no pool") : pool.pool, core::formatCount(pool.agents) };
        bool isBehind = false;
        bool isMatch = false;
        for (qsizetype i = 0; i < pool.cells.size(); ++i) {
            row += cellText(pool.cells[i], isBehind, isMatch);
            if (pool.cells[i].isFirstEmpty) {
                isBehind = true;
                isMatch = verdict.filters[i].isMatch();
            }
        }
        row += core::formatCount(pool.places);
        rows += row;
    }
    return laidOut(rows);
}

QJsonObject toJson(const Amounts &amounts)
{
    static constexpr std::array names{ "cpus", "mem", "disk", "gpus", "ports" };
    QJsonObject json;
    for (const Kind kind : allKinds) {
        if (amounts[kind] != 0)
            json.insert(QLatin1String(names[static_cast<size_t>(kind)]), static_cast<double>(amounts[kind]) / 1000);
    }
    return json;
}

QJsonObject toJson(const NearFit &fit)
{
    return { { u"host"_s, fit.host },
             { u"pool"_s, fit.pool },
             { u"state"_s, availabilityText(fit.availability) },
             { u"free"_s, toJson(fit.free) },
             { u"missing"_s, toJson(fit.missing) },
             { u"unmatched"_s, QJsonArray::fromStringList(fit.unmatched) },
             { u"fitsWhenTheseEnd"_s, QJsonArray::fromStringList(fit.ends) } };
}

QString word(WayOut::Type type)
{
    static const std::array words{ u"release"_s,     u"correct-constraint"_s, u"grow"_s,       u"raise-limit"_s,
                                   u"raise-quota"_s, u"lower-request"_s,      u"bring-back"_s, u"wait"_s };
    return words[static_cast<size_t>(type)];
}

QString word(Cause cause)
{
    static const std::array words{ u"fits"_s,      u"no-agents"_s, u"aurora-away"_s, u"quota"_s,       u"constraint"_s,
                                   u"dedicated"_s, u"too-large"_s, u"full"_s,        u"unavailable"_s, u"limit"_s };
    return words[static_cast<size_t>(cause)];
}

QJsonObject toJson(const Verdict &verdict, const PoolFunnel &pool)
{
    QJsonArray cells;
    for (qsizetype i = 0; i < pool.cells.size(); ++i) {
        QJsonObject cell{ { u"filter"_s, verdict.filters[i].title },
                          { u"left"_s, pool.cells[i].left },
                          { u"ifMatched"_s, pool.cells[i].ifMatched } };
        if (pool.cells[i].isFirstEmpty)
            cell.insert(u"failsHere"_s, pool.cells[i].remark);
        cells += cell;
    }
    return {
        { u"pool"_s, pool.pool }, { u"agents"_s, pool.agents }, { u"filters"_s, cells }, { u"places"_s, pool.places }
    };
}

} // namespace

QString report(const Verdict &verdict, core::TimePoint now)
{
    QStringList lines;
    if (!verdict.group.demand.job.isEmpty())
        lines += verdict.group.demand.job;
    lines += verdict.sentence;
    if (!verdict.detail.isEmpty())
        lines += verdict.detail;
    lines += QString();
    lines += funnelLines(verdict);
    if (!verdict.waysOut.isEmpty()) {
        lines += QString();
        lines += tr("Ways out:");
        const int waiting = verdict.group.pending - verdict.places;
        int rank = 0;
        for (const WayOut &way : verdict.waysOut) {
            const QString remark = way.remark.isEmpty() ? QString() : u" ("_s + way.remark + u')';
            lines
                += tr("  %1. %2%3: places %4 of %5").arg(++rank).arg(way.sentence, remark).arg(way.places).arg(waiting);
        }
    }
    lines += QString();
    for (const Saying &saying : verdict.sayings) {
        const QString age = core::isKnown(saying.at) ? u" ["_s + core::formatAge(saying.at, now) + u']' : QString();
        lines += saying.source + u": "_s + saying.text + age;
    }
    return lines.join(u'\n') + u'\n';
}

QJsonObject toJson(const Verdict &verdict)
{
    QJsonArray pools, nearest, ways, sayings;
    for (const PoolFunnel &pool : verdict.pools)
        pools += toJson(verdict, pool);
    for (const NearFit &fit : verdict.nearest)
        nearest += toJson(fit);
    for (const WayOut &way : verdict.waysOut)
        ways += QJsonObject{ { u"kind"_s, word(way.type) },
                             { u"does"_s, way.sentence },
                             { u"remark"_s, way.remark },
                             { u"places"_s, way.places } };
    for (const Saying &saying : verdict.sayings)
        sayings += QJsonObject{ { u"source"_s, saying.source },
                                { u"says"_s, saying.text },
                                { u"at"_s, core::formatIso(saying.at) } };
    return { { u"job"_s, verdict.group.demand.job },
             { u"pending"_s, verdict.group.pending },
             { u"since"_s, core::formatIso(verdict.group.since) },
             { u"cause"_s, word(verdict.cause) },
             { u"sentence"_s, verdict.sentence },
             { u"needs"_s, toJson(verdict.group.demand.need()) },
             { u"places"_s, verdict.places },
             { u"pools"_s, pools },
             { u"nearest"_s, nearest },
             { u"waysOut"_s, ways },
             { u"layers"_s, sayings } };
}

} // namespace explain
