// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/overlook.h"

#include "app/ctl/firstnight.h"
#include "models/watch/watcher.h"

#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

QCoro::Task<ExitCode> askLayers(Session *session)
{
    ExitCode trouble = Fine;
    if (session->stack()->aurora()) {
        using Part = aurora::Store::Part;
        const QList<Part> parts{ Part::Jobs, Part::ActiveTasks };
        const auto jobs = co_await session->auroraPicture(parts);
        if (!jobs)
            trouble = complain(jobs.error(), u"Aurora"_s);
    }
    if (session->stack()->airflow()) {
        const auto runs = co_await session->airflowPicture();
        if (!runs)
            trouble = complain(runs.error(), u"Airflow"_s);
    }
    co_await firstNight(session->stack()->night());
    if (session->stack()->aws()) {
        const auto machines = co_await session->awsPicture();
        if (!machines)
            trouble = complain(machines.error(), u"AWS"_s);
    }
    co_return trouble;
}

} // namespace

QCoro::Task<core::Result<Overlook>> overlook(Session *session)
{
    const auto mesos = co_await session->picture();
    if (!mesos)
        co_return core::failure(mesos.error());
    Overlook all;
    all.trouble = co_await askLayers(session);
    if (all.trouble == Fine) {
        const auto pools = co_await session->poolPicture(); // joined of what is there by now
        if (!pools)
            all.trouble = complain(pools.error());
    }
    // Who cordoned an agent is asked of the journal by then: its one thread answers in turn.
    actions::AuditQuery last;
    last.limit = 1;
    const auto asked = co_await session->stack()->actions()->audit(last);
    Q_UNUSED(asked);
    watch::Watcher *const watcher = watch::Watcher::of(session->stack());
    if (!watcher->knowsQuiet()) {
        const QFuture<void> known = QtFuture::connect(watcher, &watch::Watcher::quietKnown);
        co_await known;
    }
    all.findings = watcher->findings();
    co_return all;
}

} // namespace ctl
