// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/taskrows.h"
#include "models/mesos/store.h"
#include "tests/bench/bench.h"
#include "tests/bench/bodyserver.h"
#include "tests/bench/paintwatch.h"
#include "tests/bench/subcommands.h"
#include "ui/tables/tableview.h"

#include <QEventLoop>
#include <QTimer>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

mesos::StoreOptions onlyWhenAsked()
{
    mesos::StoreOptions options;
    options.mode = mesos::StoreOptions::Mode::Poll;
    options.policy.interval = std::chrono::hours(1);
    options.policy.ceiling = std::chrono::hours(1);
    options.deadline = std::chrono::minutes(2);
    return options;
}

void runFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Until the next picture's rows are shown; then when that was, a paint that followed included.
Milliseconds waitForShown(const ui::TableView &view, const PaintWatch &paints)
{
    constexpr int patience = 60'000;
    constexpr int untilPainted = 40;
    QEventLoop loop;
    QTimer::singleShot(patience, &loop, [&loop] { loop.exit(1); });
    QObject::connect(view.tableModel(), &tables::TableModel::applied, &loop, &QEventLoop::quit);
    if (loop.exec() != 0)
        throw std::runtime_error("no picture came");
    const Milliseconds applied = steadyNow();
    runFor(untilPainted);
    return std::max(applied, paints.last);
}

} // namespace

/// P11: a whole poll, from the network to the painted table. P14: how long after the last byte it is shown.
/// P5: the most memory held meanwhile.
Rows poll(const Arguments &arguments)
{
    const QString name = arguments.state(u"s100"_s);
    const int polls = arguments.number(u"polls"_s, 20);
    const bool gzip = arguments.has(u"gzip"_s);
    BodyServer server(name, gzip ? BodyServer::Coding::Gzip : BodyServer::Coding::Plain);

    ui::TableView view(u"benchTable"_s, core::systemClock());
    view.setDefaultSort({ { u"name"_s, Qt::AscendingOrder } });
    view.resize(1600, 1000);
    view.show();
    runFor(100);
    const qint64 base = residentBytes();
    ::net::HttpClient http;
    mesos::Store store(&http, std::make_shared<::net::StaticDiscovery>(QList<QUrl>{ server.url() }), onlyWhenAsked(),
                       core::systemClock());
    QObject::connect(&store, &mesos::Store::snapshotChanged, &view,
                     [&] { view.setRows(mesos::taskRows(store.snapshot())); });
    const PaintWatch paints(view.viewport());
    const Milliseconds before = processCpu();
    store.start();
    waitForShown(view, paints);
    const double first = (processCpu() - before).count();
    for (int warm = 0; warm < 2; ++warm) {
        store.refresh();
        waitForShown(view, paints);
    }

    server.lastByteSent();
    resetPeak();
    std::vector<double> cpu;
    std::vector<double> lags;
    for (int i = 0; i < polls; ++i) {
        const Milliseconds start = processCpu();
        store.refresh();
        const Milliseconds shown = waitForShown(view, paints);
        cpu.push_back((processCpu() - start).count());
        lags.push_back((shown - server.lastByteSent()).count());
    }
    const auto peak = static_cast<double>(peakBytes() - base) / 1e6;
    std::ranges::sort(cpu);
    std::ranges::sort(lags);
    const auto tasks = static_cast<double>(store.snapshot()->tasks.size());
    const auto agents = static_cast<double>(store.snapshot()->agents.size());
    const auto body = static_cast<double>(loadState(name).size()) / 1e6;
    const double picture = (160 * tasks + 200 * agents) / 1e6;
    const QString what = u"%1 %2, "_s.arg(name, gzip ? u"gzip"_s : u"plain"_s);
    const auto middle = static_cast<size_t>(polls) / 2;
    return {
        bounded(u"P11"_s, what + u"whole poll of %1, median"_s.arg(polls), cpu[middle], u"ms CPU"_s, gzip ? 480 : 250),
        plain(what + u"whole poll, min"_s, cpu.front(), u"ms CPU"_s), plain(what + u"first poll"_s, first, u"ms CPU"_s),
        bounded(u"P14"_s, what + u"last byte sent to rows shown, median"_s, lags[middle], u"ms wall"_s, 60),
        bounded(u"P5"_s, what + u"peak over base while polling"_s, peak, u"MB"_s, 2 * picture + 0.5 * body)
    };
}

} // namespace bench
