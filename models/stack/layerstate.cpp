// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/layerstate.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

using core::tr;

QString stateWord(Layer::State state)
{
    switch (state) {
    case Layer::State::Live:
        return u"live"_s;
    case Layer::State::Slow:
        return u"slow"_s;
    case Layer::State::Old:
        return u"old"_s;
    case Layer::State::Down:
        return u"down"_s;
    case Layer::State::Refused:
        return u"refused"_s;
    case Layer::State::NeverAsked:
        return u"never asked"_s;
    }
    Q_UNREACHABLE();
}

bool isRefusal(core::Error::Kind kind)
{
    return kind == core::Error::Kind::Unauthorized || kind == core::Error::Kind::Forbidden;
}

Layer::State stateOf(const core::Freshness &freshness, bool isRefused, bool isSlow)
{
    using Phase = core::Freshness::Phase;
    if (const auto &error = freshness.error) {
        if (isRefused)
            return Layer::State::Refused;
        if (error->kind == core::Error::Kind::NoLeader)
            return Layer::State::Down; // the masters said so
        // One look may fail by chance, and the picture is seconds old; twice is no chance.
        return freshness.hasPicture() && freshness.failures < 2 ? Layer::State::Old : Layer::State::Down;
    }
    switch (freshness.phase) {
    case Phase::NeverAsked:
    case Phase::Loading:
        return Layer::State::NeverAsked;
    case Phase::Restored:
    case Phase::Stale:
        return Layer::State::Old;
    case Phase::Failed:
        return Layer::State::Down;
    case Phase::Fresh:
        return isSlow ? Layer::State::Slow : Layer::State::Live;
    }
    Q_UNREACHABLE();
}

bool isClockOff(const std::optional<core::Duration> &serverMinusOurs)
{
    return serverMinusOurs && core::isSuspicious(*serverMinusOurs);
}

void warnOfClock(core::Duration serverMinusOurs, const QString &whose, Diagnosis &diagnosis)
{
    const QString span = core::formatSpan(std::chrono::abs(serverMinusOurs));
    diagnosis.verdict = serverMinusOurs > 0ms ? tr("This machine's clock is %1 behind %2.").arg(span, whose)
                                              : tr("This machine's clock is %1 ahead of %2.").arg(span, whose);
    diagnosis.consequence = tr("All works, but ages are wrong by that, and tokens may be refused.");
    diagnosis.steps << tr("Correct the clock.");
}

QString offsetText(core::Duration serverMinusOurs)
{
    const core::Duration size = std::chrono::abs(serverMinusOurs);
    const QString span = size < 10s
        ? tr("%1 s").arg(QLocale().toString(static_cast<double>(size.count()) / 1000.0, 'f', 1))
        : core::formatSpan(size);
    return serverMinusOurs > 0ms ? tr("own clock %1 behind").arg(span) : tr("own clock %1 ahead").arg(span);
}

} // namespace stack
