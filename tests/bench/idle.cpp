// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/consolewindow.h"
#include "tests/bench/paintwatch.h"
#include "tests/bench/subcommands.h"

#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// comporta-simulator whose world stands still, in a process of its own.
class FrozenCluster
{
public:
    FrozenCluster()
    {
        const QString program = QCoreApplication::applicationDirPath() + u"/comporta-simulator"_s;
        m_process.start(program, { u"--port"_s, u"0"_s, u"--speed"_s, u"0"_s });
        while (masters.size() < 3 && m_process.waitForReadyRead()) {
            while (m_process.canReadLine()) {
                const QStringList words = QString::fromUtf8(m_process.readLine()).simplified().split(u' ');
                if (words.value(0) == u"master"_s)
                    masters.append(QUrl(words.value(1)));
            }
        }
        if (masters.isEmpty())
            throw std::runtime_error(program.toStdString() + " does not start");
    }

    ~FrozenCluster()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QList<QUrl> masters;

private:
    QProcess m_process;
};

void runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

/// P23: what the open window costs while nothing changes: idle [PAGE] [--seconds N].
Rows idle(const Arguments &arguments)
{
    const std::chrono::seconds seconds(arguments.number(u"seconds"_s, 20));
    const QString page = arguments.state(u"overview"_s);
    const FrozenCluster cluster;
    const QTemporaryDir data;
    ConsoleWindow console(cluster.masters, data.path());
    console.window.showPage(page);
    console.window.show();
    console.stack.start();
    constexpr auto settling = std::chrono::seconds(15); // first companions, first file of the picture
    runFor(settling);
    if (!console.stack.mesos()->snapshot() || !console.stack.mesos()->health().streaming)
        throw std::runtime_error("the cluster is not on the screen");

    const PaintWatch paints;
    const Milliseconds cpu = processCpu();
    const Milliseconds gui = threadCpu();
    const Milliseconds wall = steadyNow();
    runFor(seconds);
    const double lasted = (steadyNow() - wall).count();
    const double share = 100 * (processCpu() - cpu).count() / lasted;
    const double guiShare = 100 * (threadCpu() - gui).count() / lasted;
    Rows rows{ bounded(u"P23"_s, page + u", nothing changes"_s, share, u"% of a core"_s, 0.2),
               plain(page + u", GUI thread's part"_s, guiShare, u"% of a core"_s),
               plain(page + u", paint events a second"_s, 1000 * paints.count / lasted, u""_s) };
    for (auto widget = paints.byWidget.cbegin(); widget != paints.byWidget.cend(); ++widget)
        rows.push_back(plain(u"of them "_s + widget.key(), 1000 * widget.value() / lasted, u"a second"_s));
    return rows;
}

} // namespace bench
