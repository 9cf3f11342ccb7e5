// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/arming.h"

#include <QtMath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace actions {

namespace {

/// Seconds missing between two ticks of one second each: the machine slept, and nobody watched the window.
constexpr auto sleepGap = 15s;

} // namespace

Arming::Arming(const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &Arming::tick);
}

QString Arming::arm(const QString &reason, std::chrono::seconds span)
{
    if (reason.trimmed().isEmpty())
        return tr("A reason is asked for: it is kept in the audit log.");
    if (span <= 0s)
        return tr("The time must be longer than nothing.");
    m_reason = reason.trimmed();
    m_lastTick = m_clock.now();
    m_until = m_lastTick + span;
    m_tick.start();
    emit armedFor(m_reason, span);
    emit changed();
    return {};
}

void Arming::extend(std::chrono::seconds span)
{
    if (!isArmed())
        return;
    m_until = std::max(m_until, m_clock.now() + core::Duration(span));
    emit armedFor(m_reason, span);
    emit changed();
}

void Arming::lock()
{
    lockBecause(tr("on demand"));
}

void Arming::lockBecause(const QString &why)
{
    if (!core::isKnown(m_until))
        return;
    m_until = {};
    m_reason.clear();
    m_tick.stop();
    emit locked(why);
    emit changed();
}

bool Arming::isArmed() const
{
    // By the clock, not by the timer: nothing is sent in the second in which the timer is late.
    const core::TimePoint now = m_clock.now();
    return core::isKnown(m_until) && now < m_until && now - m_lastTick < sleepGap;
}

std::chrono::seconds Arming::left() const
{
    return isArmed() ? std::chrono::ceil<std::chrono::seconds>(m_until - m_clock.now()) : 0s;
}

bool Arming::isEnding() const
{
    return isArmed() && left() <= endingSpan;
}

QString Arming::words() const
{
    if (!isArmed())
        return {};
    const auto seconds = left().count();
    return tr("Armed %1:%2").arg(seconds / 60, 2, 10, QChar(u'0')).arg(seconds % 60, 2, 10, QChar(u'0'));
}

void Arming::tick()
{
    const core::TimePoint now = m_clock.now();
    if (now - m_lastTick >= sleepGap)
        return lockBecause(tr("the machine slept"));
    if (now >= m_until)
        return lockBecause(tr("the time is over"));
    m_lastTick = now;
    emit ticked();
}

} // namespace actions
