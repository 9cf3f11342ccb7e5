// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "tests/bench/bench.h"
#include "tests/bench/consolewindow.h"
#include "tests/bench/subcommands.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

/// One answer of the palette over all pages of a large cluster, and the longest of its slices: the finder asks one page
/// per turn of the event loop.
Rows palette(const Arguments &arguments)
{
    constexpr int askedOfPage = 60;
    const QString state = arguments.state(u"s100"_s);
    const int reps = arguments.number(u"reps"_s, 9);
    const QTemporaryDir data;
    storePicture(data.path(), state);
    stack::Stack stack(benchConfig({ QUrl(u"http://127.0.0.1:1"_s) }), {}, core::systemClock(), data.path());
    QEventLoop loop;
    QTimer::singleShot(20'000, &loop, [&loop] { loop.exit(1); });
    QObject::connect(stack.mesos(), &mesos::Store::snapshotChanged, &loop, &QEventLoop::quit);
    if (loop.exec() != 0)
        throw std::runtime_error("the stored picture is not read");

    Rows rows;
    for (const QString &needle : { u"nosuchthing"_s, u"itaipu"_s, u"10.130.9"_s, u"e"_s }) {
        double whole = 0;
        double longest = 0;
        qsizetype found = 0;
        for (const ui::PageEntry &page : console::pages()) {
            if (!page.find)
                continue;
            const double slice = measure(reps, [&] { found += page.find(stack, needle, askedOfPage).size(); }).median();
            whole += slice;
            longest = std::max(longest, slice);
        }
        const QString what = u"%1, “%2”, %3 found, "_s.arg(state, needle).arg(found / reps);
        rows.push_back(bounded(u"palette"_s, what + u"one answer"_s, whole, u"ms CPU"_s, 30));
        rows.push_back(bounded(u"palette"_s, what + u"longest slice"_s, longest, u"ms CPU"_s, 12));
    }
    return rows;
}

} // namespace bench
