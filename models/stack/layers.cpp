// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/stack/diagnosis.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

namespace {

constexpr auto slowAnswer = 2s; ///< to the first byte; a person notices

QString tr(const char *text)
{
    return QCoreApplication::translate("Diagnosis", text);
}

Layer::State stateOf(const Symptoms &s)
{
    using Phase = core::Freshness::Phase;
    if (const auto &error = s.freshness.error) {
        if (error->kind == core::Error::Kind::Unauthorized || error->kind == core::Error::Kind::Forbidden)
            return Layer::State::Refused;
        if (error->kind == core::Error::Kind::NoLeader)
            return Layer::State::Down; // the masters said so
        // One look may fail by chance, and the picture is seconds old; twice is no chance.
        return s.freshness.hasPicture() && s.freshness.failures < 2 ? Layer::State::Old : Layer::State::Down;
    }
    switch (s.freshness.phase) {
    case Phase::NeverAsked:
    case Phase::Loading:
        return Layer::State::NeverAsked;
    case Phase::Restored:
    case Phase::Stale:
        return Layer::State::Old;
    case Phase::Fresh:
        return s.health.latency >= slowAnswer ? Layer::State::Slow : Layer::State::Live;
    case Phase::Failed:
        return Layer::State::Down;
    }
    Q_UNREACHABLE();
}

} // namespace

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

QString offsetText(core::Duration serverMinusOurs)
{
    const core::Duration size = std::chrono::abs(serverMinusOurs);
    const QString span = size < 10s
        ? tr("%1 s").arg(QLocale().toString(static_cast<double>(size.count()) / 1000.0, 'f', 1))
        : core::formatSpan(size);
    return serverMinusOurs > 0ms ? tr("own clock %1 behind").arg(span) : tr("own clock %1 ahead").arg(span);
}

Layer mesosLayer(const Symptoms &s)
{
    Layer layer;
    layer.name = u"Mesos"_s;
    layer.state = stateOf(s);
    layer.freshness = s.freshness;
    layer.latency = s.health.latency;
    layer.clockOffset = s.health.clockOffset;
    const QString leader = s.health.leader.isEmpty() ? QString() : s.health.leader.authority();
    QStringList lines;
    if (s.freshness.error)
        lines << core::errorText(*s.freshness.error, layer.name).what;
    else if (s.health.streaming)
        lines << tr("stream from %1").arg(leader);
    else if (!leader.isEmpty())
        lines << tr("asked every %1, %2").arg(core::formatSpan(s.interval), leader);
    if (s.health.clockOffset && std::chrono::abs(*s.health.clockOffset) > suspiciousOffset)
        lines << offsetText(*s.health.clockOffset);
    layer.detail = lines.join(u"; "_s);
    return layer;
}

} // namespace stack
