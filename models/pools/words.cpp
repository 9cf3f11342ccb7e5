// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/words.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pools {

namespace {

using core::tr;

QString zones(const QStringList &names)
{
    return names.size() <= 2 ? names.join(u", "_s) : tr("%1 zones").arg(names.size());
}

/// "i-0b7c52e81d94f6a30" where the description names one.
QString instanceIn(const QString &description)
{
    static const QRegularExpression id(u"\\bi-[0-9a-f]{8,}\\b"_s);
    return id.match(description).captured();
}

QString refusedWords(const aws::CapacityError &error)
{
    QString what;
    if (error.isLimit())
        what = tr("Launch: a limit of the account, %1").arg(error.code);
    else if (error.type.isEmpty())
        what = tr("Launch: AWS has no capacity in %1").arg(error.zone);
    else
        what = tr("Launch: AWS has no %1 in %2").arg(error.type, error.zone);
    if (!error.otherZones.isEmpty())
        what += tr("; it offers %1").arg(error.otherZones.join(u", "_s));
    return what;
}

} // namespace

QString stateWord(Pool::State state)
{
    switch (state) {
    case Pool::State::Steady:
        return u"steady"_s;
    case Pool::State::Growing:
        return u"growing"_s;
    case Pool::State::Shrinking:
        return u"shrinking"_s;
    case Pool::State::Refused:
        return u"capacity refused"_s;
    case Pool::State::Short:
        return u"warning"_s;
    case Pool::State::Unneeded:
        return u"old"_s;
    }
    Q_UNREACHABLE();
}

QString shortWord(Pool::State state)
{
    switch (state) {
    case Pool::State::Refused:
        return tr("refused");
    case Pool::State::Short:
        return tr("short");
    case Pool::State::Unneeded:
        return tr("unneeded");
    default:
        return stateWord(state);
    }
}

int rankOf(Pool::State state)
{
    switch (state) {
    case Pool::State::Refused:
        return 0;
    case Pool::State::Short:
        return 1;
    case Pool::State::Unneeded:
        return 2;
    case Pool::State::Shrinking:
        return 3;
    case Pool::State::Growing:
        return 4;
    case Pool::State::Steady:
        return 5;
    }
    Q_UNREACHABLE();
}

bool needsLook(const Pool &pool)
{
    return rankOf(pool.state) <= rankOf(Pool::State::Unneeded);
}

QString stateWord(Machine::State state)
{
    switch (state) {
    case Machine::State::Busy:
        return u"active"_s;
    case Machine::State::Idle:
        return u"waiting"_s;
    case Machine::State::Starting:
        return u"STARTING"_s;
    case Machine::State::Silent:
        return u"never registered"_s;
    case Machine::State::Lost:
        return u"disconnected"_s;
    case Machine::State::Closed:
        return u"cordoned"_s;
    case Machine::State::Leaving:
        return u"shrinking"_s;
    case Machine::State::Stray:
        return u"orphan"_s;
    }
    Q_UNREACHABLE();
}

QString kindWords(const Pool &pool)
{
    switch (pool.kind) {
    case Pool::Kind::Fixed:
        return tr("fixed, never scaled");
    case Pool::Kind::OnDemand:
        return tr("on-demand group, %1").arg(zones(pool.zones));
    case Pool::Kind::Spot:
        return tr("spot, %1").arg(zones(pool.zones));
    case Pool::Kind::Mixed:
        return tr("mixed group, %1").arg(zones(pool.zones));
    case Pool::Kind::Own:
        return tr("own machines, %1").arg(zones(pool.zones));
    case Pool::Kind::Outside:
        return tr("not at AWS");
    }
    Q_UNREACHABLE();
}

QString differenceWord(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::NeverRegistered:
        return tr("never registered");
    case Difference::Kind::NotLaunched:
        return tr("not launched");
    case Difference::Kind::InstanceGone:
        return tr("instance gone");
    case Difference::Kind::Forgotten:
        return tr("idle for long");
    case Difference::Kind::HeldOver:
        return tr("hold is over");
    case Difference::Kind::PastNeed:
        return tr("night is done");
    }
    Q_UNREACHABLE();
}

QString wayOut(const Difference &difference)
{
    switch (difference.kind) {
    case Difference::Kind::NeverRegistered:
        return tr("read its console output, then end it");
    case Difference::Kind::NotLaunched:
        return difference.otherZones.isEmpty() ? tr("ask for another type or zone")
                                               : tr("AWS offers %1").arg(difference.otherZones.join(u", "_s));
    case Difference::Kind::InstanceGone:
        return tr("it leaves Mesos by itself within minutes");
    case Difference::Kind::Forgotten:
        return tr("nobody waits for this pool: give them back");
    case Difference::Kind::HeldOver:
        return difference.heldFor.isEmpty()
            ? tr("%1 held them: release or extend it").arg(difference.heldBy)
            : tr("%1, for which %2 held them, has finished: release them").arg(difference.heldFor, difference.heldBy);
    case Difference::Kind::PastNeed:
        return tr("tonight's run needs them no more: give them back");
    }
    Q_UNREACHABLE();
}

Told told(const aws::Activity &activity)
{
    if (const auto error = aws::capacityError(activity))
        return { u"capacity refused"_s, tr("refused"), refusedWords(*error) };
    const QString instance = instanceIn(activity.description);
    const bool launch = activity.description.startsWith("Launching"_L1);
    const bool end = activity.description.startsWith("Terminating"_L1);
    QString what = activity.description;
    if (!instance.isEmpty() && (launch || end)) {
        what = launch ? tr("%1 in %2").arg(instance, activity.zone) : tr("%1 in %2").arg(instance, activity.zone);
        if (end && activity.cause.contains("health check"_L1))
            what += tr(": AWS had ended or stopped it");
        else if (activity.cause.contains("user request"_L1))
            what += tr(", by request");
    }
    if (activity.status == "Failed"_L1 || activity.status == "Cancelled"_L1) {
        const QString why = activity.message.isEmpty() ? activity.description : activity.message;
        return { u"failed"_s, activity.status == "Failed"_L1 ? tr("failed") : tr("cancelled"), why };
    }
    if (activity.isUnderWay()) {
        return { launch ? u"growing"_s : u"shrinking"_s, launch ? tr("launching") : tr("ending"),
                 tr("%1, %2 %").arg(what).arg(activity.progress) };
    }
    return { end ? u"completed"_s : u"done"_s, launch ? tr("launched") : end ? tr("ended") : tr("done"), what };
}

QString dollars(double amount)
{
    return std::isnan(amount) ? QStringView(core::notKnown).toString() : QLocale().toString(amount, 'f', 2);
}

QString summary(const Picture &picture)
{
    const Pool all = picture.total();
    return tr("wanted %1 · launched %2 · registered %3 · idle %4 · $%5/h")
        .arg(all.wanted.value_or(0))
        .arg(all.launched)
        .arg(all.registered)
        .arg(all.idle)
        .arg(dollars(all.price));
}

} // namespace pools
