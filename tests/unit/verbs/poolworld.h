// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/demo.h"
#include "models/actions/actioncenter.h"
#include "models/net/httpclient.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/launchverb.h"
#include "models/verbs/pools/processesverb.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/pools/zonesverb.h"
#include "tests/support/wait.h"

#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorotask.h>

/// The demo's machines and a console over them that can be killed and started anew: stores that look, verbs about
/// pools, a journal in a file. Time is the simulator's, and goes on by hand.
class PoolWorld
{
public:
    explicit PoolWorld(sim::Demo::Options options = standing());
    ~PoolWorld();

    static sim::Demo::Options standing(); ///< its world stands still, but when advance() is called

    sim::Demo &demo() { return m_demo; }
    actions::ActionCenter &center() { return *m_console->center; }
    aws::Store &aws() { return *m_console->aws; }
    mesos::Store &mesos() { return *m_console->mesos; }
    airflow::Client &airflow() { return *m_console->airflow->client(); }
    dag::NightBoard &night() { return m_night; } ///< empty: no source fills it

    /// Dies as by kill -9 and comes up again over the same journal; what was under way is resumed.
    void restartConsole();

    template <typename Value>
    static Value wait(QCoro::Task<Value> task)
    {
        return test::wait(std::move(task), std::chrono::seconds(60));
    }

    core::Result<actions::Plan> plan(const actions::Request &request) { return wait(center().plan(request)); }
    QString confirm(const actions::Plan &plan); ///< the action's id; empty: it was refused
    actions::Record finish(const QString &id, int mostSteps = 4000); ///< goes on in time until it is over
    actions::Record act(const actions::Request &request);
    void goOn(core::Duration time); ///< at once; then the console looks at Mesos, and the action at what it waits for
    void pass(core::Duration time, core::Duration step = std::chrono::seconds(5));

    QStringList sent(const QString &method); ///< objects of the calls of this method that were obeyed
    aws::Group group(const QString &name); ///< afresh
    pools::Snapshot pools(const QStringList &names); ///< afresh

private:
    struct Console
    {
        explicit Console(PoolWorld *world);
        ~Console();

        net::HttpClient http;
        std::unique_ptr<mesos::Store> mesos;
        std::unique_ptr<aurora::Store> aurora;
        std::unique_ptr<aws::Store> aws;
        std::unique_ptr<airflow::Store> airflow; ///< asked, not started
        std::unique_ptr<mesos::Operator> master;
        std::unique_ptr<actions::ActionCenter> center;
    };
    verbs::Context contextOf(Console &console);

    QTemporaryDir m_dir;
    sim::Demo m_demo;
    dag::NightBoard m_night{ QStringLiteral("Airflow") };
    std::unique_ptr<Console> m_console;
};
