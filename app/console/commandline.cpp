// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/commandline.h"

#include "app/console/pages.h"
#include "models/core/tr.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using core::tr;

CommandLine refused(const QString &why)
{
    CommandLine line;
    line.message = why + u'\n' + tr("Try comporta --help.");
    line.exitCode = 2;
    return line;
}

QStringList pageKeys()
{
    QStringList keys;
    for (const ui::PageEntry &page : pages())
        keys << page.key;
    return keys;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Operations console for clusters of Mesos, Aurora, Airflow and EC2.\n"
           "Without options it opens the stacks of the stacks file, or the demo cluster where there is none.\n"
           "Passwords are kept in the desktop's keyring (page Connections), else COMPORTA_<STACK>_PASSWORD or\n"
           "COMPORTA_PASSWORD in the environment."));
    const QCommandLineOption help({ u"h"_s, u"help"_s }, tr("Show this help."));
    const QCommandLineOption version({ u"v"_s, u"version"_s }, tr("Show the version."));
    const QCommandLineOption demo(u"demo"_s, tr("Open the embedded demo cluster: a night that lives, no network."));
    const QCommandLineOption seed(u"demo-seed"_s, tr("Seed of the demo's night."), tr("number"), u"42"_s);
    const QCommandLineOption speed(u"demo-speed"_s, tr("Simulated seconds a second; 0 stands still."), tr("factor"),
                                   u"1"_s);
    const QCommandLineOption config(u"config"_s, tr("Stacks file instead of ~/.config/comporta/stacks.yaml."),
                                    tr("file"));
    const QCommandLineOption stack(u"stack"_s, tr("Stack to show first."), tr("name"));
    const QCommandLineOption mesos(u"mesos"_s, tr("One cluster without a stacks file, read as production."), tr("URL"));
    const QCommandLineOption page(u"page"_s, tr("Page to show first: %1.").arg(pageKeys().join(u", "_s)), tr("name"));
    const QCommandLineOption light(u"light"_s, tr("Light colours, whatever the desktop says."));
    const QCommandLineOption dark(u"dark"_s, tr("Dark colours, whatever the desktop says."));
    const QCommandLineOption fresh(u"new-session"_s, tr("Do not restore the window of the last session."));
    const QCommandLineOption tour(
        u"tour"_s,
        tr("Drive through every page of the demo cluster and write one picture each, light and dark, "
           "into the folder; print their paths and end."),
        tr("folder"));
    parser.addPositionalArgument(
        u"link"_s, tr("comporta://STACK/KIND/ID: shown in the window that runs, else in a new one."), tr("[link]"));
    parser.addOptions({ help, version, demo, seed, speed, config, stack, mesos, page, light, dark, fresh, tour });

    CommandLine line;
    if (!parser.parse(arguments))
        return refused(parser.errorText() + u'.');
    if (parser.isSet(help)) {
        line.message = parser.helpText();
        return line;
    }
    if (parser.isSet(version)) {
        line.message = u"comporta %1"_s.arg(QLatin1StringView(COMPORTA_VERSION));
        return line;
    }
    const QStringList words = parser.positionalArguments();
    if (!words.isEmpty())
        line.options.link = links::fromLink(words.constFirst());
    if (words.size() > 1 || (!words.isEmpty() && !line.options.link))
        return refused(tr("Not understood: %1. A link is comporta://STACK/KIND/ID.").arg(words.constLast()));
    if (parser.isSet(demo) + parser.isSet(config) + parser.isSet(mesos) > 1)
        return refused(tr("Of --demo, --config and --mesos only one can be given."));
    if (parser.isSet(light) && parser.isSet(dark))
        return refused(tr("Of --light and --dark only one can be given."));

    Options &options = line.options;
    options.demo = parser.isSet(demo);
    bool numeric = false;
    options.demoSeed = parser.value(seed).toUInt(&numeric);
    if (!numeric)
        return refused(tr("--demo-seed wants a whole number, not %1.").arg(parser.value(seed)));
    options.demoSpeed = parser.value(speed).toDouble(&numeric);
    if (!numeric || options.demoSpeed < 0 || options.demoSpeed > 3600)
        return refused(tr("--demo-speed wants a factor from 0 to 3600, not %1.").arg(parser.value(speed)));
    options.configFile = parser.value(config);
    options.stack = parser.value(stack);
    if (parser.isSet(mesos)) {
        const QString text = parser.value(mesos);
        options.mesos = QUrl(text.contains(u"://"_s) ? text : u"http://"_s + text, QUrl::StrictMode);
        if (!options.mesos.isValid() || options.mesos.host().isEmpty())
            return refused(tr("--mesos wants an address such as http://10.130.96.11:5050, not %1.").arg(text));
        if (options.mesos.port() < 0)
            options.mesos.setPort(5050);
    }
    options.page = parser.value(page);
    options.schemeGiven = parser.isSet(light) || parser.isSet(dark);
    options.scheme = parser.isSet(light) ? ui::ColourScheme::Light
        : parser.isSet(dark)             ? ui::ColourScheme::Dark
                                         : ui::ColourScheme::FollowDesktop;
    options.restoreSession = !parser.isSet(fresh);
    options.tourDir = parser.value(tour);
    if (parser.isSet(tour) && options.tourDir.isEmpty())
        return refused(tr("--tour wants a folder."));
    return line;
}

} // namespace console
