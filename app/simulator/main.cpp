// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/demo.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

int signalPipe[2] = { -1, -1 };

void onSignal(int)
{
    const char one = 1;
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[1], &one, 1); // all a signal handler may do
}

/// Ctrl+C and a polite kill end the event loop, so that sockets close and the thread is joined.
void quitOnSignals(QCoreApplication *app)
{
    if (::pipe(signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, app);
    QObject::connect(notifier, &QSocketNotifier::activated, app, &QCoreApplication::quit);
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

struct Usage
{
    QString error; ///< empty: go on
    sim::Demo::Options options;
};

void addOptions(QCommandLineParser *parser)
{
    parser->setApplicationDescription(
        u"A cluster in one process: Mesos masters and agents, Aurora and a night run that lives, on loopback.\n"
        "What it shows is simulated; how it answers is checked against recordings of a real Mesos 1.12, Aurora\n"
        "0.27 and Airflow 2.10 and 3.3."_s);
    parser->addHelpOption();
    parser->addVersionOption();
    parser->addOptions({
        { u"port"_s,
          u"Port of the first master; the other masters, the agents and the control port follow. Default 5050."_s,
          u"N"_s, u"5050"_s },
        { u"aurora-port"_s, u"Port of the first Aurora scheduler; the others follow. Default 8081."_s, u"N"_s,
          u"8081"_s },
        { u"observer-port"_s, u"Port of the Thermos observers. Default 1338."_s, u"N"_s, u"1338"_s },
        { u"airflow-port"_s, u"Port of Airflow's webserver. Default 8080."_s, u"N"_s, u"8080"_s },
        { u"airflow"_s, u"Airflow's version: 2 or 3. Default 2."_s, u"VERSION"_s, u"2"_s },
        { u"aws-port"_s, u"Port of the API of AWS. Default 5900."_s, u"N"_s, u"5900"_s },
        { u"jobs"_s, u"So many further jobs in the role scale, with so many instances each: 2000x5."_s, u"NxM"_s },
        { u"schedulers"_s, u"How many Aurora schedulers; the first one leads. Default 2."_s, u"N"_s, u"2"_s },
        { u"masters"_s, u"How many masters; the first one leads. Default 3."_s, u"N"_s, u"3"_s },
        { u"hostname"_s, u"Where masters redirect to. Default 127.0.0.1."_s, u"NAME"_s, u"127.0.0.1"_s },
        { u"seed"_s, u"The same seed gives the same world. Default 42."_s, u"N"_s, u"42"_s },
        { u"speed"_s, u"Simulated seconds per second; 0 stands still. Default 1."_s, u"FACTOR"_s, u"1"_s },
        { u"size"_s,
          u"demo: the living cluster; s1, s10, s100, s200: a generated /state of that size (s100b: its successor)."_s,
          u"SIZE"_s, u"demo"_s },
        { u"auth"_s, u"Ask for this user and password; Aurora and Airflow also know guest:represa, who only reads."_s,
          u"USER:PASSWORD"_s },
        { u"fault"_s,
          u"Something goes wrong, from the beginning; may be repeated: 500, 503, 401, 403, html, shape, truncate, "
          u"drop, hang, lost, latency=MS, drip=MS, skew=MS, no-leader, aurora-down, only=PATH, "
          "layer=mesos|aurora|observer|airflow|aws."_s,
          u"FAULT"_s },
    });
}

Usage readOptions(const QCommandLineParser &parser)
{
    Usage usage;
    sim::Demo::Options &options = usage.options;
    const auto number = [&](const QString &name, double low, double high) {
        bool ok = false;
        const double value = parser.value(name).toDouble(&ok);
        if ((!ok || value < low || value > high) && usage.error.isEmpty())
            usage.error
                = u"--%1: «%2» is not between %3 and %4"_s.arg(name, parser.value(name)).arg(low).arg(high, 0, 'f', 0);
        return value;
    };
    options.port = static_cast<quint16>(number(u"port"_s, 0, 65000));
    options.auroraPort = static_cast<quint16>(number(u"aurora-port"_s, 0, 65000));
    options.awsPort = static_cast<quint16>(number(u"aws-port"_s, 0, 65000));
    options.observerPort = static_cast<quint16>(number(u"observer-port"_s, 0, 65000));
    options.airflowPort = static_cast<quint16>(number(u"airflow-port"_s, 0, 65000));
    options.airflow = static_cast<int>(number(u"airflow"_s, 2, 3));
    if (const QString jobs = parser.value(u"jobs"_s); !jobs.isEmpty()) {
        options.jobs = sim::ScaleOptions::parse(jobs);
        if (!options.jobs)
            usage.error = u"--jobs: «%1» is not like 2000x5, at most 200,000 tasks"_s.arg(jobs);
    }
    options.schedulers = static_cast<int>(number(u"schedulers"_s, 1, 9));
    options.masters = static_cast<int>(number(u"masters"_s, 1, 9));
    options.seed = static_cast<uint32_t>(number(u"seed"_s, 0, 4294967295.0));
    options.speed = number(u"speed"_s, 0, 10000);
    options.hostname = parser.value(u"hostname"_s);
    if (const QString size = parser.value(u"size"_s); size != "demo"_L1) {
        options.size = sim::namedSize(size, options.seed);
        if (!options.size)
            usage.error = u"--size: «%1» is none of demo, s1, s10, s100, s200, s260"_s.arg(size);
    }
    if (const QString auth = parser.value(u"auth"_s); !auth.isEmpty()) {
        options.auth = options.auroraAuth = options.airflowAuth = true;
        options.user = auth.section(u':', 0, 0);
        options.password = auth.section(u':', 1);
        if (options.user.isEmpty() || options.password.isEmpty() || options.password.contains(u':'))
            usage.error = u"--auth: USER:PASSWORD is wanted, and no further colon: a real master would refuse it"_s;
    }
    for (const QString &fault : parser.values(u"fault"_s)) {
        if (const QString wrong = sim::Faults::parse(fault, &options.faults); !wrong.isEmpty())
            usage.error = u"--fault: "_s + wrong;
    }
    if (!parser.positionalArguments().isEmpty())
        usage.error = u"«%1» is not understood; see --help"_s.arg(parser.positionalArguments().constFirst());
    return usage;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"comporta-simulator"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(COMPORTA_VERSION));
    QCommandLineParser parser;
    addOptions(&parser);
    parser.process(app);
    const Usage usage = readOptions(parser);
    QTextStream err(stderr);
    if (!usage.error.isEmpty()) {
        err << "comporta-simulator: " << usage.error << '\n';
        return 2;
    }
    const sim::Demo demo(usage.options);
    if (!demo.errorString().isEmpty()) {
        err << "comporta-simulator: " << demo.errorString() << '\n';
        return 1;
    }
    quitOnSignals(&app);
    QTextStream out(stdout);
    for (const QUrl &master : demo.masters())
        out << "master   " << master.toString() << (master == demo.masters().constFirst() ? "  leads" : "") << '\n';
    for (const QUrl &scheduler : demo.auroraUrls())
        out << "aurora   " << scheduler.toString() << (scheduler == demo.auroraUrls().constFirst() ? "  leads" : "")
            << '\n';
    out << "agents   " << demo.agents().toString() << "  (Host: HOSTNAME, or ?agent=HOSTNAME)\n";
    out << "observer " << demo.observers().toString() << "  (Host: HOSTNAME, or ?agent=HOSTNAME)\n";
    out << "airflow  " << demo.airflowUrl().toString() << '\n';
    out << "aws      " << demo.awsUrl().toString() << "  (us-east-1; keys: " << usage.options.awsKeyId << ' '
        << usage.options.awsSecret << ")\n";
    out << "control  " << demo.control().toString()
        << "/simulator  (GET log; POST faults, leader, aurora-leader, speed, advance)\n";
    out.flush();
    return QCoreApplication::exec();
}
