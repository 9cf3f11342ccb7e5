// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layertext.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/layerstate.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

} // namespace

int badness(stack::Layer::State state)
{
    using enum stack::Layer::State;
    switch (state) {
    case Live:
        return 0;
    case NeverAsked:
        return 1;
    case Slow:
        return 2;
    case Old:
        return 3;
    case Refused:
        return 4;
    case Down:
        return 5;
    }
    Q_UNREACHABLE();
}

QString shortCause(const core::Error &error)
{
    using enum core::Error::Kind;
    switch (error.kind) {
    case NameNotResolved:
        return tr("name unknown");
    case Refused:
        return tr("connection refused");
    case Unreachable:
        return tr("no route");
    case Timeout:
        return tr("no answer");
    case Tls:
        return tr("certificate");
    case Proxy:
        return tr("proxy");
    case Unauthorized:
    case Forbidden:
    case NotFound:
    case RateLimited:
    case Server:
    case Rejected:
        return error.httpStatus >= 400 ? QString::number(error.httpStatus) : tr("refused");
    case JobUpdating:
        return tr("update under way");
    case NoLeader:
        return tr("no leader");
    case RedirectLoop:
    case UnsafeRedirect:
        return tr("redirect");
    case TooLarge:
        return tr("too large");
    case Truncated:
        return tr("cut off");
    case NotJson:
    case WrongShape:
        return tr("not understood");
    case Config:
        return tr("configuration");
    case Storage:
        return tr("local store");
    case Cancelled:
        return tr("stopped");
    }
    Q_UNREACHABLE();
}

QString chipWords(const stack::Layer &layer, core::TimePoint now)
{
    using enum stack::Layer::State;
    const core::Freshness &f = layer.freshness;
    if (!f.hasPicture()) {
        if (f.error)
            return shortCause(*f.error);
        return f.phase == core::Freshness::Phase::Loading ? tr("asking…") : tr("not asked");
    }
    const QString age = core::formatAge(f.fetchedAt, now);
    switch (layer.state) {
    case Live:
    case NeverAsked:
        return age;
    case Slow:
        return tr("slow, %1").arg(age);
    case Old:
    case Down:
    case Refused:
        return f.error ? tr("%1, %2 old").arg(shortCause(*f.error), age) : tr("%1 old").arg(age);
    }
    Q_UNREACHABLE();
}

QString clockWords(std::optional<core::Duration> serverMinusOurs)
{
    using namespace std::chrono_literals;
    const bool worthSaying = serverMinusOurs && std::chrono::abs(*serverMinusOurs) >= 100ms;
    return worthSaying ? stack::offsetText(*serverMinusOurs) : QString();
}

QStringList layerFacts(const stack::Layer &layer, core::TimePoint now)
{
    QStringList facts;
    if (!layer.detail.isEmpty())
        facts += layer.detail;
    if (layer.freshness.hasPicture())
        facts += tr("data of %1, %2 old")
                     .arg(core::formatClock(layer.freshness.fetchedAt, now),
                          core::formatAge(layer.freshness.fetchedAt, now));
    if (layer.latency.count() > 0)
        facts += tr("answers in %1 ms").arg(QLocale().toString(static_cast<qlonglong>(layer.latency.count())));
    const QString clock = clockWords(layer.clockOffset);
    if (!clock.isEmpty())
        facts += clock;
    if (layer.freshness.error) {
        const core::ErrorText text = core::errorText(*layer.freshness.error, layer.name);
        facts += text.what;
        if (!text.next.isEmpty())
            facts += text.next;
    }
    return facts;
}

} // namespace ui
