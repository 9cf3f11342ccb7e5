// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/paths.h"
#include "tests/bench/bench.h"
#include "tests/bench/bodyserver.h"
#include "tests/bench/consolewindow.h"
#include "tests/bench/paintwatch.h"
#include "tests/bench/subcommands.h"
#include "ui/tables/tableview.h"

#include <QEventLoop>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// What a process says of itself when its window is painted.
struct Start
{
    double cpu = 0; ///< ms, since it began
    double wall = 0; ///< ms, since it was asked for
    double resident = 0; ///< MB
};

Start started(const QString &program, const QStringList &words, const QString &home)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, home);
    environment.insert(u"XDG_CONFIG_HOME"_s, home);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, words + QStringList{ u"--born"_s, QString::number(steadyNow().count(), 'f', 6) });
    if (!process.waitForFinished() || process.exitCode() != 0)
        throw std::runtime_error(program.toStdString() + ": no window");
    const QList<QByteArray> figures = process.readAllStandardOutput().trimmed().split(' ');
    return { figures.value(0).toDouble(), figures.value(1).toDouble(), figures.value(2).toDouble() / 1e6 };
}

double smallest(const std::vector<Start> &starts, double Start::*figure)
{
    return std::ranges::min(starts, {}, figure).*figure;
}

double median(std::vector<Start> starts, double Start::*figure)
{
    std::ranges::sort(starts, {}, figure);
    return starts[starts.size() / 2].*figure;
}

QStringList portOf(int port)
{
    return { u"--port"_s, QString::number(port) };
}

/// Ends the loop when `condition` holds at a paint event that has been dealt with.
class UntilPainted final : public QObject
{
public:
    UntilPainted(QEventLoop *loop, std::function<bool()> condition)
        : m_loop(loop)
        , m_condition(std::move(condition))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_condition())
            QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection);
        return false;
    }

private:
    QEventLoop *m_loop;
    std::function<bool()> m_condition;
};

} // namespace

/// P19: the console's first window beside that of a bare Qt program (comporta-bench-bare), each in processes of their
/// own, over a master that takes connections and never answers; and the stored picture's tasks on the screen.
Rows start(const Arguments &arguments)
{
    const QString state = arguments.state(u"s10"_s);
    const int reps = arguments.number(u"reps"_s, 10);
    QTcpServer silent;
    silent.listen(QHostAddress::LocalHost);
    silent.pauseAccepting();
    const QString self = QCoreApplication::applicationFilePath();
    const QString bareProgram = QCoreApplication::applicationDirPath() + u"/comporta-bench-bare"_s;
    const QTemporaryDir home;
    const QTemporaryDir stored;
    QProcess::execute(self, { u"store"_s, state, stored.path() + u"/comporta"_s });

    const QStringList port = portOf(silent.serverPort());
    std::vector<Start> bare;
    std::vector<Start> console;
    std::vector<Start> restored;
    for (int i = 0; i < reps; ++i) {
        bare.push_back(started(bareProgram, {}, home.path()));
        console.push_back(started(self, QStringList{ u"window"_s } + port, home.path()));
        restored.push_back(
            started(self, QStringList{ u"window"_s, u"tasks"_s, u"--until-tasks"_s } + port, stored.path()));
    }
    return { ratioed(u"P19"_s, u"first window beside a bare one, min"_s, smallest(console, &Start::cpu), u"ms CPU"_s,
                     smallest(bare, &Start::cpu), 1.5),
             ratioed(u"P19"_s, u"first window beside a bare one, min"_s, smallest(console, &Start::wall), u"ms wall"_s,
                     smallest(bare, &Start::wall), 1.5),
             bounded(u"P19"_s, u"first window, memory"_s, median(console, &Start::resident), u"MB"_s, 70),
             plain(u"bare window, memory"_s, median(bare, &Start::resident), u"MB"_s),
             plain(u"first window, median"_s, median(console, &Start::wall), u"ms wall"_s),
             bounded(u"P19"_s, state + u", last stored picture's tasks shown, median"_s, median(restored, &Start::wall),
                     u"ms wall"_s, 300),
             plain(state + u", last stored picture's tasks shown, min"_s, smallest(restored, &Start::cpu),
                   u"ms CPU"_s) };
}

/// P20: from nothing to the first live picture's tasks on the screen, over a master on loopback that answers at once.
Rows live(const Arguments &arguments)
{
    const QString state = arguments.state(u"s100"_s);
    const int reps = arguments.number(u"reps"_s, 10);
    const BodyServer server(state, BodyServer::Coding::Plain);
    const QStringList words = QStringList{ u"window"_s, u"tasks"_s, u"--until-tasks"_s } + portOf(server.url().port());
    std::vector<Start> starts;
    for (int i = 0; i < reps; ++i) {
        const QTemporaryDir home; // no stored picture
        starts.push_back(started(QCoreApplication::applicationFilePath(), words, home.path()));
    }
    return { bounded(u"P20"_s, state + u", first live picture's tasks shown, median"_s, median(starts, &Start::wall),
                     u"ms wall"_s, 600),
             plain(state + u", the same, min"_s, smallest(starts, &Start::wall), u"ms wall"_s),
             plain(state + u", the same, min"_s, smallest(starts, &Start::cpu), u"ms CPU"_s),
             plain(state + u", memory then"_s, median(starts, &Start::resident), u"MB"_s) };
}

/// What start() and live() measure: opens the console, says `CPU WALL RESIDENT` (ms, ms, bytes) when it is painted, and
/// ends.
Rows window(const Arguments &arguments)
{
    const Milliseconds born(arguments.options.value(u"born"_s).toDouble());
    ConsoleWindow console({ QUrl(u"http://127.0.0.1:"_s + arguments.options.value(u"port"_s)) }, core::dataDir());
    if (!arguments.positional.isEmpty())
        console.window.showPage(arguments.positional.first());
    QEventLoop loop;
    const bool untilTasks = arguments.has(u"until-tasks"_s);
    const UntilPainted painted(&loop, [&] {
        const auto *table = console.window.findChild<ui::TableView *>(u"tasksTable"_s);
        return !untilTasks || (table && table->tableModel()->totalCount() > 0);
    });
    QTimer::singleShot(20'000, &loop, [&loop] { loop.exit(1); });
    console.window.show();
    console.stack.start();
    if (loop.exec() != 0)
        throw std::runtime_error("nothing is painted");
    std::printf("%.3f %.3f %lld\n", processCpu().count(), (steadyNow() - born).count(),
                static_cast<long long>(residentBytes()));
    std::fflush(stdout);
    return {};
}

/// A helper of start(): store STATE FOLDER writes the picture that a stack of that folder begins with.
Rows store(const Arguments &arguments)
{
    storePicture(arguments.positional.value(1), arguments.state(u"s10"_s));
    return {};
}

} // namespace bench
