// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/report.h"
#include "tests/bench/subcommands.h"

#include <QApplication>

#include <cstdio>
#include <exception>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr bench::Subcommand subcommands[] = {
    { "generate", "write the named state to a file: generate s100 FILE", bench::Needs::Nothing, &bench::generate },
    { "sort", "P7: tasks sorted by a column, beside a prefix-key sort [--all-columns] [--stock]", bench::Needs::Nothing,
      &bench::sort },
    { "explain", "200 groups of PENDING tasks explained over a cluster: explain s100", bench::Needs::Nothing,
      &bench::explainPending },
    { "filter", "P8: tasks filtered by a word, beside the stock proxy: filter s100 itaipu-con", bench::Needs::EventLoop,
      &bench::filter },
    { "dagview", "P18: the graph of 3,000 nodes panned, zoomed and recoloured [--pan N]", bench::Needs::Screen,
      &bench::dagView },
    { "diff", "P9: one picture compared with the next [--check-selection]", bench::Needs::EventLoop, &bench::diff },
    { "forecast", "10,000 rests of a night simulated, and how often forecasts held [--nights N]", bench::Needs::Nothing,
      &bench::forecast },
    { "gap", "P6: longest gap of the event loop while pictures are applied [--polls N]", bench::Needs::Screen,
      &bench::gap },
    { "jobs", "P16: a role of 2,000 jobs on the jobs page: a click, and gaps while pictures are applied [--jobs N]",
      bench::Needs::Screen, &bench::jobsPage },
    { "paint", "P10: one screen of a table", bench::Needs::Screen, &bench::paint },
    { "parse", "P1, P3: /state to rows, warm and first, beside the bare walk [--same] [--once]", bench::Needs::Nothing,
      &bench::parse },
    { "parse-limit", "the bare On Demand walk alone", bench::Needs::Nothing, &bench::parseLimit },
    { "thrift", "P15: lists of Aurora's tasks, both encodings, beside bare walks; memory a task [--tasks N]",
      bench::Needs::Nothing, &bench::thrift },
    { "layout", "P17: the graph of a night laid out, with --dot beside Graphviz", bench::Needs::EventLoop,
      &bench::layout },
    { "plan", "kill all of an environment planned over 2,000 jobs, beside the bare walk [--jobs N]",
      bench::Needs::EventLoop, &bench::plan },
    { "logs", "10 GiB of log: end, search beside the transfer alone, memory; following 50 MB/s [--seconds N]",
      bench::Needs::Screen, &bench::logViewer },
    { "net", "P12, P13: the transport, plain or packed, beside zlib alone [--gzip]", bench::Needs::EventLoop,
      &bench::net },
    { "poll", "P11, P14, P5: network to painted table [--polls N] [--gzip]", bench::Needs::Screen, &bench::poll },
    { "pools", "2,000 machines in 12 groups looked at, and a scale-in of 500 planned [--machines N] [--groups N]",
      bench::Needs::EventLoop, &bench::poolsPage },
    { "stream", "5,000 events a second, and an hour of stream beside an hour of polls [--seconds N]",
      bench::Needs::Nothing, &bench::stream },
    { "start", "P19: first window beside a bare one, the stored picture shown: start [s10]", bench::Needs::EventLoop,
      &bench::start },
    { "live", "P20: from nothing to the first live picture shown: live [s100]", bench::Needs::EventLoop, &bench::live },
    { "idle", "P23: an open window while nothing changes: idle [PAGE] [--seconds N]", bench::Needs::Screen,
      &bench::idle },
    { "palette", "one answer of the palette over 100,000 tasks", bench::Needs::Screen, &bench::palette },
    { "serve", "a process of net and poll: prepared answers", bench::Needs::Nothing, &bench::serve },
    { "store", "a process of start: writes the stored picture", bench::Needs::Nothing, &bench::store },
    { "window", "a process of start and live: the console until it is painted", bench::Needs::Screen, &bench::window },
    { "rss", "P4, P5: memory of a picture and peak while polling [--polls N]", bench::Needs::Nothing, &bench::rss },
};

int usage()
{
    std::fprintf(stderr,
                 "comporta-bench SUBCOMMAND [STATE] [--reps N] [--json]\n"
                 "STATE: s1, s10, s100, s200, s260 (b behind: the successor with 1 %% changed) or a file\n\n");
    for (const bench::Subcommand &subcommand : subcommands)
        std::fprintf(stderr, "  %-12s %s\n", subcommand.name, subcommand.description);
    return 2;
}

bench::Arguments parsed(int argc, char *argv[])
{
    bench::Arguments arguments;
    for (int i = 2; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        if (!word.startsWith(u"--"_s)) {
            arguments.positional.append(word);
            continue;
        }
        // Only figures follow an option, so that flags and names need no table here.
        bool isNumber = false;
        const QString next = i + 1 < argc ? QString::fromLocal8Bit(argv[i + 1]) : QString();
        next.toDouble(&isNumber);
        arguments.options.insert(word.mid(2), isNumber ? next : QString());
        i += isNumber ? 1 : 0;
    }
    return arguments;
}

std::unique_ptr<QCoreApplication> application(bench::Needs needs, int &argc, char *argv[])
{
    switch (needs) {
    case bench::Needs::Nothing:
        return nullptr;
    case bench::Needs::EventLoop:
        return std::make_unique<QCoreApplication>(argc, argv);
    case bench::Needs::Screen:
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        return std::make_unique<QApplication>(argc, argv);
    }
    return nullptr;
}

int run(const bench::Subcommand &subcommand, int argc, char *argv[])
{
    const bench::Arguments arguments = parsed(argc, argv);
    const std::unique_ptr<QCoreApplication> app = application(subcommand.needs, argc, argv);
    const bench::Rows rows = subcommand.run(arguments);
    const QByteArray text = arguments.has(u"json"_s) ? bench::json(rows) : bench::table(rows).toUtf8();
    if (!rows.empty())
        std::fputs(text.constData(), stdout);
    const bool missed = std::ranges::any_of(rows, [](const bench::Row &row) { return row.ok == false; });
    return missed ? 1 : 0;
}

} // namespace

/// Exit codes: 0 all goals reached, 1 some missed or failed, 2 wrong usage.
int main(int argc, char *argv[])
{
    try {
        for (const bench::Subcommand &subcommand : subcommands) {
            if (argc > 1 && std::string_view(argv[1]) == subcommand.name)
                return run(subcommand, argc, argv);
        }
    } catch (const std::exception &e) {
        std::fprintf(stderr, "comporta-bench: %s\n", e.what());
        return 1;
    }
    return usage();
}
