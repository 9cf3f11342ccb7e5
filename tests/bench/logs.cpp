// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"
#include "models/logs/filesource.h"
#include "models/logs/readrange.h"
#include "models/logs/savefile.h"
#include "models/logs/scan.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logview.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>
#include <qcoro/qcorotask.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

constexpr double mib = 1024.0 * 1024.0;
constexpr int atOnce = 4; ///< stretches that a search asks for at once

void waitUntil(const std::function<bool()> &done, int milliseconds, const char *what)
{
    QElapsedTimer passed;
    passed.start();
    QEventLoop loop;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
        if (done() || passed.elapsed() > milliseconds)
            loop.quit();
    });
    tick.start(1);
    loop.exec();
    if (!done())
        throw std::runtime_error(what);
}

config::StackConfig configOf(const sim::Demo &world)
{
    config::StackConfig config;
    config.name = world.cluster();
    config.mesosMasters = world.masters();
    config.auroraSchedulers = world.auroraUrls();
    config.route.rewrite.insert(u"*:5051"_s, world.agents().authority());
    config.route.rewrite.insert(u"*:%1"_s.arg(config.observerPort), world.observers().authority());
    return config;
}

/// The simulated cluster's file of ten gibibytes, as the product reads it: from an agent, by HTTP on the loopback.
struct BigLog
{
    BigLog()
        : world(frozen())
        , stack(configOf(world), {}, world.clock(), {})
    {
        stack.start();
        tasklogs::TaskLogs *logs = stack::logsOf(&stack);
        const QString driver = u"jobs/prod/itaipu-datasets-driver/0"_s;
        waitUntil([&] { return stack.mesos()->snapshot() && stack.aurora()->snapshot() && logs->find(driver); }, 30'000,
                  "the cluster is not read");
        const tasklogs::Place place = *logs->find(driver);
        const tasklogs::Listing listing = QCoro::waitFor(logs->list(place));
        for (const tasklogs::LogFile &file : listing.files) {
            if (file.name == u"events.log")
                source = [logs, place, file] { return logs->open(place, file); };
        }
        if (!source)
            throw std::runtime_error("there is no large file");
    }
    static sim::Demo::Options frozen()
    {
        sim::Demo::Options options;
        options.speed = 0;
        return options;
    }

    sim::Demo world;
    stack::Stack stack;
    std::function<std::shared_ptr<logs::Source>()> source;
};

/// Bytes a second that the keeper gives to a search's pattern of requests when nothing is done with them.
double transferRate(const std::shared_ptr<logs::Source> &source, int seconds)
{
    const qint64 size = *QCoro::waitFor(source->size({}));
    qint64 next = size / logs::stretchBytes;
    qint64 bytes = 0;
    int underWay = 0;
    QObject context;
    QElapsedTimer passed;
    passed.start();
    const std::function<void()> ask = [&] {
        while (underWay < atOnce && next > 0 && passed.elapsed() < seconds * 1000) {
            const qint64 begin = --next * logs::stretchBytes;
            ++underWay;
            QCoro::connect(logs::readRange(source, begin, begin + logs::stretchBytes, {}), &context,
                           [&](const core::Result<QByteArray> &piece) {
                               --underWay;
                               bytes += piece ? piece->size() : 0;
                               ask();
                           });
        }
    };
    ask();
    waitUntil([&] { return underWay == 0; }, seconds * 1000 + 30'000, "the transfer does not end");
    return static_cast<double>(bytes) / (static_cast<double>(passed.elapsed()) / 1000);
}

double searchRate(const std::shared_ptr<logs::Source> &source, const logs::Pattern &pattern, int seconds)
{
    logs::PagedFile file(source);
    file.open();
    waitUntil([&] { return file.isOpen(); }, 30'000, "the file does not open");
    logs::Scan scan(&file, { *logs::Matcher::of(pattern), {} }, logs::Scan::From::End);
    QElapsedTimer passed;
    passed.start();
    scan.start();
    waitUntil([&] { return passed.elapsed() > seconds * 1000 || scan.isFinished(); }, seconds * 1000 + 30'000,
              "the search stands still");
    return static_cast<double>(scan.bytesSeen()) / (static_cast<double>(passed.elapsed()) / 1000);
}

/// Bytes a second that come through a bare socket when all of a file is asked for and nothing is done with it.
double bareRate(const logs::WholeFile &whole, int seconds)
{
    const QUrl url = whole.request.url;
    const QString door = whole.request.route->rewrite.value(u"*:5051"_s); // all agents share one
    QTcpSocket socket;
    socket.connectToHost(door.section(u':', 0, 0), door.section(u':', 1).toUShort());
    if (!socket.waitForConnected())
        throw std::runtime_error("nobody listens");
    socket.write("GET " + url.path().toUtf8() + '?' + url.query(QUrl::FullyEncoded).toUtf8()
                 + " HTTP/1.1\r\nHost: " + url.authority().toUtf8() + "\r\n\r\n");
    std::vector<char> taken(256 << 10);
    qint64 bytes = 0;
    QElapsedTimer passed;
    passed.start();
    while (passed.elapsed() < seconds * 1000) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead())
            throw std::runtime_error("the transfer ends");
        bytes += socket.read(taken.data(), static_cast<qint64>(taken.size()));
    }
    return static_cast<double>(bytes) / (static_cast<double>(passed.elapsed()) / 1000);
}

/// The same on its way to this disk; by one answer, or by pieces.
double savingRate(const std::shared_ptr<logs::Source> &source, logs::SavedAs as, int seconds)
{
    const QTemporaryDir folder;
    qint64 bytes = 0;
    QElapsedTimer passed;
    passed.start();
    const logs::SavingProgress progress = [&](qint64 done, qint64) {
        bytes = done;
        return passed.elapsed() < seconds * 1000;
    };
    const auto saved = QCoro::waitFor(logs::saveFile(source, folder.filePath(u"saved"_s), as, progress, {}));
    if (saved || saved.error().kind != core::Error::Kind::Cancelled)
        throw std::runtime_error("the saving ends by itself");
    return static_cast<double>(bytes) / (static_cast<double>(passed.elapsed()) / 1000);
}

void save(Rows *rows, const BigLog &log, int seconds)
{
    const auto source = log.source();
    const double bare = bareRate(*source->whole(), seconds);
    const qint64 idle = residentBytes();
    resetPeak();
    const double whole = savingRate(source, logs::SavedAs::Bytes, seconds);
    const double memory = static_cast<double>(peakBytes() - idle) / mib;
    Row row = plain(u"saving of 10 GiB, beside the bare transfer"_s, whole / mib, u"MiB/s"_s);
    row.goal = u"logs"_s;
    row.limit = bare / mib;
    row.ratio = whole / bare;
    row.ok = *row.ratio >= 0.8;
    rows->push_back(row);
    rows->push_back(bounded(u"logs"_s, u"memory over idle while it is saved"_s, memory, u"MiB"_s, 16));
    rows->push_back(plain(u"logs: the same by pieces, as text"_s,
                          savingRate(source, logs::SavedAs::Text, seconds) / mib, u"MiB/s"_s));
}

/// A file that grows at 50 MB a second while it is shown: how much of it is there in the end, and the longest time the
/// event loop was busy.
void follow(Rows *rows, int seconds)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"growing.log"_s);
    const QByteArray line = "26/11/23 03:37:41 INFO " + QByteArray(104, 'x') + '\n'; // 128 bytes
    constexpr qint64 linesATick = 50'000'000 / 128 / 100; // each 10 ms
    std::atomic<qint64> written = 0;
    std::atomic<bool> over = false;
    QFile(path).open(QIODevice::WriteOnly);
    std::thread writer([&] {
        QFile file(path);
        if (!file.open(QIODevice::Append))
            return;
        const QByteArray tick = line.repeated(linesATick);
        auto at = std::chrono::steady_clock::now();
        while (!over) {
            file.write(tick);
            file.flush();
            written += linesATick;
            std::this_thread::sleep_until(at += std::chrono::milliseconds(10));
        }
    });
    logs::KnownFailures failures;
    ui::LogPane pane(&failures, {});
    pane.resize(1200, 800);
    pane.show();
    const auto source = std::make_shared<logs::FileSource>(path, u"growing.log"_s, u"this disk"_s, false);
    pane.open(source);
    double longest = 0;
    Milliseconds cpu = threadCpu();
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        const Milliseconds now = threadCpu();
        longest = std::max(longest, (now - cpu).count());
        cpu = now;
    });
    beat.start(0);
    QElapsedTimer passed;
    passed.start();
    waitUntil([&] { return passed.elapsed() > seconds * 1000; }, seconds * 1000 + 1000, "the time stands still");
    over = true;
    writer.join();
    beat.stop();
    logs::PagedFile file(source);
    file.open();
    waitUntil([&] { return file.isOpen(); }, 30'000, "the file does not open");
    logs::Scan scan(&file, { *logs::Matcher::of({ u"INFO"_s, false, true }), {} }, logs::Scan::From::End);
    scan.start();
    waitUntil([&] { return scan.isFinished(); }, 60'000, "the search does not end");
    const auto rate = static_cast<double>(written * 128) / 1e6 / seconds;
    rows->push_back(plain(u"logs: written while followed"_s, rate, u"MB/s"_s));
    rows->push_back(bounded(u"logs"_s, u"lines of it that are missing"_s,
                            static_cast<double>(written - scan.lineCount()), u"lines"_s, 0));
    rows->push_back(bounded(u"logs"_s, u"longest burst of the event loop meanwhile"_s, longest, u"ms CPU"_s, 16));
}

} // namespace

/// Issue figures of the log viewer: ten gibibytes saved, shown at their end, searched at the keeper's own pace, in
/// bounded memory; a file followed that grows at 50 MB a second.
Rows logViewer(const Arguments &arguments)
{
    const int seconds = arguments.number(u"seconds"_s, 10);
    Rows rows;
    {
        BigLog log;
        save(&rows, log, std::min(seconds, 8)); // the rest is measured over its memory
        logs::KnownFailures failures;
        const qint64 idle = residentBytes();
        resetPeak();
        ui::LogPane pane(&failures, {});
        pane.resize(1200, 800);
        pane.show();
        QElapsedTimer passed;
        passed.start();
        pane.open(log.source());
        waitUntil([&] { return !pane.view()->shownLines().isEmpty(); }, 30'000, "nothing is shown");
        rows.push_back(
            bounded(u"logs"_s, u"end of 10 GiB shown"_s, static_cast<double>(passed.elapsed()), u"ms wall"_s, 1000));
        const double transfer = transferRate(log.source(), seconds);
        for (const auto &[what, pattern] :
             { std::pair(u"word"_s, logs::Pattern{ u"no such word"_s, false, true }),
               std::pair(u"regex"_s, logs::Pattern{ u"event 4\\d*77\\b"_s, true, true }) }) {
            const double search = searchRate(log.source(), pattern, seconds);
            Row row = plain(u"search of 10 GiB, %1, beside the transfer alone"_s.arg(what), search / mib, u"MiB/s"_s);
            row.goal = u"logs"_s;
            row.limit = transfer / mib;
            row.ratio = search / transfer;
            row.ok = *row.ratio >= 0.8;
            rows.push_back(row);
        }
        rows.push_back(bounded(u"logs"_s, u"memory over idle, with a search"_s,
                               static_cast<double>(peakBytes() - idle) / mib, u"MiB"_s, 64));
    }
    follow(&rows, std::min(seconds, 5));
    return rows;
}

} // namespace bench
