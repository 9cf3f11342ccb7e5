// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "tests/bench/consolewindow.h"
#include "tests/bench/gapmeter.h"
#include "tests/bench/paintwatch.h"
#include "tests/bench/subcommands.h"
#include "ui/tables/tableview.h"

#include <QApplication>
#include <QMouseEvent>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bench {

namespace {

constexpr int patience = 60000; ///< ms

/// The console over a simulated cluster whose Aurora has one large role.
struct World
{
    explicit World(int jobs)
        : demo(optionsOf(jobs))
    {
        demo.advance(2min); // until they run
        config::StackConfig config = benchConfig(demo.masters());
        config.auroraSchedulers = demo.auroraUrls();
        config.policy.interval = 1h; // asked when the bench says so
        window = std::make_unique<ConsoleWindow>(config, QString());
        window->window.resize(1600, 1000);
        window->window.show();
        window->stack.start();
        window->window.showPage(u"jobs"_s);
    }

    static sim::Demo::Options optionsOf(int jobs)
    {
        sim::Demo::Options options;
        options.speed = 0;
        options.jobs = sim::ScaleOptions{ jobs, 5 };
        return options;
    }
    ui::TableView *table(const QString &name) const { return window->window.findChild<ui::TableView *>(name); }

    sim::Demo demo;
    std::unique_ptr<ConsoleWindow> window;
};

template <typename Condition>
void waitUntil(Condition condition, const char *what)
{
    QElapsedTimer time;
    time.start();
    while (!condition()) {
        if (time.elapsed() > patience)
            throw std::runtime_error(what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    }
}

void click(ui::TableView *table, const QModelIndex &index)
{
    const QPointF at = table->visualRect(index).center();
    const QPointF global = table->viewport()->mapToGlobal(at);
    for (const auto type : { QEvent::MouseButtonPress, QEvent::MouseButtonRelease }) {
        QMouseEvent event(type, at, global, Qt::LeftButton,
                          type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(table->viewport(), &event);
    }
}

/// CPU of this thread from the click on a job of the role until its instances are on the screen.
double clickToPainted(const World &world, int row)
{
    ui::TableView *jobs = world.table(u"jobsTable"_s);
    ui::TableView *instances = world.table(u"instancesTable"_s);
    const QModelIndex index = jobs->tableModel()->index(row, 0);
    jobs->scrollTo(index);
    runFor(100);
    const QByteArray wanted = jobs->tableModel()->keyAt(row);
    const PaintWatch paints(instances->viewport());
    const Milliseconds before = threadCpu();
    click(jobs, index);
    const auto isShown = [&] {
        const QModelIndex first = instances->tableModel()->index(0, 0);
        return jobs->currentKey() == wanted && first.isValid() && paints.count > 0;
    };
    waitUntil(isShown, "a job's instances were not painted");
    return (threadCpu() - before).count();
}

} // namespace

/// P16: a role of 2,000 jobs × 5 [--jobs N] on the jobs page: from the click on a job to its instances painted, and how
/// long the window does not answer while Aurora's pictures are applied with that page open.
Rows jobsPage(const Arguments &arguments)
{
    const int count = arguments.number(u"jobs"_s, 2000);
    const int polls = arguments.number(u"polls"_s, 10);
    const int reps = arguments.number(u"reps"_s, 9);
    World world(count);
    aurora::Store *aurora = world.window->stack.aurora();
    ui::TableView *table = world.table(u"jobsTable"_s);
    const auto isRead = [&] {
        const aurora::Snapshot picture = aurora->snapshot();
        return picture && picture->tasks.size() >= static_cast<size_t>(count) * 5
            && table->tableModel()->totalCount() >= count;
    };
    waitUntil(isRead, "the jobs were not read");
    runFor(500);

    std::vector<double> clicks;
    int row = 0;
    for (int rep = 0; rep < reps; ++rep) {
        do
            row += 7; // another job each time; headers of groups are no jobs
        while (table->tableModel()->keyAt(row).isEmpty());
        clicks.push_back(clickToPainted(world, row));
    }
    std::ranges::sort(clicks);

    GapMeter meter;
    meter.start();
    for (int poll = 0; poll < polls; ++poll) {
        const aurora::Snapshot before = aurora->snapshot();
        world.demo.advance(10s);
        aurora->refresh();
        waitUntil([&] { return aurora->snapshot() != before; }, "no new picture came");
        runFor(300);
    }
    std::ranges::sort(meter.gaps);
    const QString what = u"%1 jobs × 5"_s.arg(count);
    return { bounded(u"P16"_s, what + u", click to painted"_s, clicks[clicks.size() / 2], u"ms CPU"_s, 30),
             plain(what + u", the slowest of %1 clicks"_s.arg(reps), clicks.back(), u"ms CPU"_s),
             bounded(u"P16"_s, what + u", longest GUI CPU burst in %1 pictures"_s.arg(polls), meter.longestBurst,
                     u"ms CPU"_s, 16),
             plain(what + u", longest gap"_s, meter.gaps.empty() ? 0 : meter.gaps.back(), u"ms wall"_s) };
}

} // namespace bench
