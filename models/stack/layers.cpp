// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/diagnosis.h"
#include "models/stack/layerstate.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

namespace {

using core::tr;

Layer::State stateOf(const Symptoms &s)
{
    const auto &error = s.freshness.error;
    return stack::stateOf(s.freshness, error && isRefusal(error->kind), s.health.latency >= slowAnswer);
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
