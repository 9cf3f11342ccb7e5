// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/rows/differencerows.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/pools/rows/rowparts.h"
#include "models/pools/words.h"

using namespace Qt::StringLiterals;

namespace pools {

namespace {

using tables::Cell;
using tables::CellRows;
using tables::Kind;
using tables::Severity;

using core::tr;

QString differenceGlyph(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::NeverRegistered:
        return u"never registered"_s;
    case Difference::Kind::NotLaunched:
        return u"capacity refused"_s;
    case Difference::Kind::InstanceGone:
        return u"orphan"_s;
    case Difference::Kind::Forgotten:
    case Difference::Kind::PastNeed:
        return u"old"_s;
    case Difference::Kind::HeldOver:
        return u"held"_s;
    }
    Q_UNREACHABLE();
}

CellRows::Row rowOf(const Difference &difference)
{
    QStringList what{ difference.type, difference.zone };
    what.removeAll(QString());
    const bool launched = difference.kind != Difference::Kind::NotLaunched;
    const QString which = !launched ? tr("%1 refused").arg(difference.count)
        : difference.count > 1      ? tr("%1 machines").arg(difference.count)
                                    : difference.instance;
    CellRows::Row row;
    row.key = keyOf(difference).toStdString();
    row.severity = difference.kind == Difference::Kind::NotLaunched ? Severity::None : Severity::Warning;
    row.cells = { Cell::state(differenceWord(difference.kind), differenceGlyph(difference.kind)),
                  Cell::words(difference.pool),
                  Cell::words(which),
                  difference.count > 1 ? Cell::words(QString()) : agentLink(difference.agentHost, difference.agentId),
                  Cell::words(what.join(u", "_s)),
                  Cell::moment(difference.since),
                  launched ? money(difference.spent) : Cell::figure(0, tr("none")),
                  launched ? money(difference.price) : Cell::figure(0, tr("none")),
                  Cell::words(wayOut(difference)) };
    return row;
}

CellRows::Row rowOf(const aws::Activity &activity)
{
    const Told words = told(activity);
    CellRows::Row row;
    row.key = activity.id.toStdString();
    row.cells = { Cell::moment(activity.started), Cell::state(words.result, words.glyph), Cell::words(words.what) };
    return row;
}

} // namespace

const QList<tables::Column> &differenceColumns()
{
    static const QList<tables::Column> columns{
        { u"difference"_s, tr("Difference"), {}, {}, Kind::State, 150, 0, false },
        { u"pool"_s, tr("Pool"), {}, {}, Kind::Text, 140, 1, false },
        { u"instance"_s, tr("Instance"), {}, {}, Kind::Id, 166, 0, false },
        { u"agent"_s, tr("Agent"), {}, {}, Kind::Name, 140, 2, false },
        { u"what"_s, tr("Type, zone"), {}, {}, Kind::Text, 160, 1, false },
        { u"since"_s, tr("Since"), {}, {}, Kind::Age, 84, 0, false },
        { u"spent"_s, tr("Cost"), u"$"_s, tr("Since then, at today's price"), Kind::Count, 70, 0, false },
        { u"price"_s, tr("Rate"), u"$/h"_s, tr("What it goes on costing, at today's price"), Kind::Count, 74, 2,
          false },
        { u"do"_s, tr("What to do"), {}, {}, Kind::Text, 280, 1, false },
    };
    return columns;
}

const QList<tables::Column> &activityColumns()
{
    static const QList<tables::Column> columns{
        { u"at"_s, tr("Time"), {}, {}, Kind::Time, 112, 0, false },
        { u"result"_s, tr("Result"), {}, {}, Kind::State, 100, 0, false },
        { u"what"_s, tr("What"), {}, {}, Kind::Name, 420, 0, false },
    };
    return columns;
}

QString keyOf(const Difference &difference)
{
    QString what = difference.instance + difference.agentHost;
    if (difference.isUnneeded())
        what = differenceWord(difference.kind);
    if (difference.kind == Difference::Kind::HeldOver)
        what += difference.heldBy + core::formatIso(difference.since);
    return difference.pool + u' ' + what;
}

tables::Rows differenceRows(const Snapshot &picture, const QString &pool)
{
    const QList<Difference> shown = pool.isNull() ? picture->differences : picture->differencesOf(pool);
    return rowsOf(shown, &rowOf, differenceColumns(), tr("1 difference"), tr("%1 differences"));
}

tables::Rows activityRows(const Snapshot &picture, const QString &pool)
{
    return rowsOf(picture->activitiesOf(pool), &rowOf, activityColumns(), tr("1 activity"), tr("%1 activities"));
}

} // namespace pools
