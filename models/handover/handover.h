// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/dag/forecast/forecast.h"
#include "models/pools/pool.h"
#include "models/stack/stack.h"
#include "models/verbs/agents/cordons.h"
#include "models/verbs/night/pauseverb.h"
#include "models/watch/finding.h"

#include <QPointer>
#include <qcoro/qcorotask.h>

/// What is handed over to who comes next.
namespace handover {

inline constexpr core::Duration shift = std::chrono::hours(8); ///< so far back it tells what was done

/// How a cluster stands at one moment. A value.
struct HandOver
{
    QString cluster; ///< "cantareira-stable"
    bool isDemo = false;
    core::TimePoint at{};
    QString trouble; ///< verdict over the layer that is ill; empty: none is
    dag::NightPtr night; ///< null: there is none, or it was not read yet
    dag::ForecastPtr forecast; ///< null: not made
    bool isPaused = false; ///< the DAG
    std::optional<verbs::PauseNote> pause; ///< who did it; nullopt: not known here
    QList<watch::Finding> findings;
    QList<pools::Machine> held;
    struct Cordoned
    {
        QString host;
        verbs::Cordon cordon; ///< its owner may not be known
    };
    QList<Cordoned> cordoned; ///< agents whose machine nobody holds
    QList<actions::Record> open; ///< under way or half done, newest first
    QList<actions::Record> done; ///< ended within the shift, oldest first
};

/// From the pictures that are there; the journal alone is asked. `forecast`: of the night that is shown, as whoever
/// asks has one. GUI thread; nothing of it when the stack goes meanwhile.
QCoro::Task<std::optional<HandOver>> gather(QPointer<stack::Stack> stack, dag::ForecastPtr forecast);

/// Short, to be pasted into a chat: the night, what needs somebody, what is held, cordoned, paused and half done, and
/// what was done. Pure.
QString noteOf(const HandOver &handOver);

} // namespace handover
