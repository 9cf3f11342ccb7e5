// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"

#include "models/config/units.h"
#include "models/core/tr.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

struct Described
{
    const char *names; ///< separated by a blank
    const char *value; ///< empty: a switch
    const char *text;
};

constexpr Described described[] = {
    { "stack", "NAME", QT_TRANSLATE_NOOP("ctl", "Stack of the stacks file; may be left out when there is only one.") },
    { "mesos", "URL", QT_TRANSLATE_NOOP("ctl", "Mesos master without a stacks file: host:port or https://host:port.") },
    { "config", "FILE", QT_TRANSLATE_NOOP("ctl", "Stacks file instead of ~/.config/comporta/stacks.yaml.") },
    { "demo", "", QT_TRANSLATE_NOOP("ctl", "Ask the embedded demo cluster.") },
    { "o output", "FORMAT", QT_TRANSLATE_NOOP("ctl", "table, json or csv.") },
    { "f filter", "EXPR",
      QT_TRANSLATE_NOOP("ctl", "Rows to show, in the filter language of the window: 'pool:spot cpus>8 !host'.") },
    { "c columns", "KEYS", QT_TRANSLATE_NOOP("ctl", "Columns to show, by key, with commas between; all: every one.") },
    { "s sort", "KEYS",
      QT_TRANSLATE_NOOP("ctl", "Columns to sort by, the first one first; a minus in front: descending.") },
    { "for", "TIME",
      QT_TRANSLATE_NOOP("ctl", "watch: end after this time (10s, 5m); dag pause, host cordon: their end.") },
    { "bind", "NAME=VALUE",
      QT_TRANSLATE_NOOP("ctl", "job create, clone, diff: fills in a blank; dag trigger: a parameter. Often.") },
    { "file", "NAME", QT_TRANSLATE_NOOP("ctl", "logs: another file of the task; list: prints which there are.") },
    { "follow", "", QT_TRANSLATE_NOOP("ctl", "logs: go on with what is written.") },
    { "grep", "REGEX", QT_TRANSLATE_NOOP("ctl", "logs: the lines of the whole file that match.") },
    { "yes", "", QT_TRANSLATE_NOOP("ctl", "Changes: send the plan. Without it the plan is only printed.") },
    { "dry-run", "", QT_TRANSLATE_NOOP("ctl", "Changes: print the plan and end with 0.") },
    { "wait", "",
      QT_TRANSLATE_NOOP("ctl", "Changes: end when the wanted state was seen. So it is without saying it.") },
    { "expect", "N", QT_TRANSLATE_NOOP("ctl", "Changes: the number that stays, where the plan asks for it.") },
    { "reason", "TEXT", QT_TRANSLATE_NOOP("ctl", "Changes: why; kept in the audit log and sent along.") },
    { "ticket", "ID", QT_TRANSLATE_NOOP("ctl", "Changes: kept beside the reason.") },
    { "unlock", "NAMES", QT_TRANSLATE_NOOP("ctl", "Changes: protected jobs to include, with commas between.") },
    { "batch-size", "N", QT_TRANSLATE_NOOP("ctl", "job: so many instances at once; pool cycle: machines.") },
    { "pause", "TIME",
      QT_TRANSLATE_NOOP("ctl", "job kill, killall, restart, pool cycle: rest between two batches (0s).") },
    { "watch", "TIME", QT_TRANSLATE_NOOP("ctl", "job restart: so long each batch must run (45s).") },
    { "failures-each", "N", QT_TRANSLATE_NOOP("ctl", "job restart: so many tries of one instance may fail (0).") },
    { "failures", "N", QT_TRANSLATE_NOOP("ctl", "job kill, killall, restart: so many instances may fail (0).") },
    { "keep-going", "", QT_TRANSLATE_NOOP("ctl", "With --failures: a batch in which one fails is not the last.") },
    { "grace", "TIME", QT_TRANSLATE_NOOP("ctl", "host drain: so long a task may take to end (60s).") },
    { "h help", "", QT_TRANSLATE_NOOP("ctl", "This help, or the command's.") },
    { "version", "", QT_TRANSLATE_NOOP("ctl", "The version.") },
};

QStringList words(const QString &list)
{
    QStringList parts;
    for (const QString &part : list.split(u',', Qt::SkipEmptyParts))
        parts << part.trimmed();
    return parts;
}

/// Nothing for a part of a second: batches are timed in seconds.
std::optional<std::chrono::milliseconds> wholeSeconds(const QString &text)
{
    const auto span = config::parseDuration(text);
    return span && *span % std::chrono::seconds(1) == std::chrono::milliseconds(0) ? span : std::nullopt;
}

} // namespace

Parsed parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsCompactedShortOptions);
    for (const Described &option : described) {
        QCommandLineOption one(QString::fromLatin1(option.names).split(u' '), tr(option.text));
        one.setValueName(QString::fromLatin1(option.value));
        parser.addOption(one);
    }
    Parsed parsed;
    const auto wrong = [&parsed](const QString &mistake) {
        parsed.mistake = mistake;
        return parsed;
    };
    if (!parser.parse(arguments))
        return wrong(parser.errorText());

    Options &o = parsed.options;
    o.help = parser.isSet(u"help"_s);
    o.version = parser.isSet(u"version"_s);
    o.demo = parser.isSet(u"demo"_s);
    o.stack = parser.value(u"stack"_s);
    o.configFile = parser.value(u"config"_s);
    o.filter = parser.value(u"filter"_s);
    o.columns = words(parser.value(u"columns"_s));
    o.sort = words(parser.value(u"sort"_s));
    o.arguments = parser.positionalArguments();
    o.command = o.arguments.isEmpty() ? QString() : o.arguments.takeFirst();

    if (const QString format = parser.value(u"output"_s); format == u"json")
        o.output = tables::ExportFormat::Json;
    else if (format == u"csv")
        o.output = tables::ExportFormat::Csv;
    else if (!format.isEmpty() && format != u"table")
        return wrong(tr("«%1» is no output format. Write table, json or csv.").arg(format));
    if (parser.isSet(u"mesos"_s)) {
        const auto url = config::parseMaster(parser.value(u"mesos"_s));
        if (!url)
            return wrong(tr("«%1» is no address. Write host:port.").arg(parser.value(u"mesos"_s)));
        o.mesos = *url;
    }
    for (const QString &binding : parser.values(u"bind"_s)) {
        const qsizetype sign = binding.indexOf(u'=');
        if (sign < 1)
            return wrong(tr("«%1» binds nothing. Write --bind NAME=VALUE.").arg(binding));
        o.bindings.insert(binding.left(sign), binding.mid(sign + 1));
    }
    for (const QString &name :
         { u"yes"_s, u"dry-run"_s, u"wait"_s, u"expect"_s, u"reason"_s, u"ticket"_s, u"unlock"_s, u"batch-size"_s,
           u"pause"_s, u"watch"_s, u"failures-each"_s, u"failures"_s, u"keep-going"_s, u"grace"_s })
        o.anyOfChanges = o.anyOfChanges || parser.isSet(name);
    o.yes = parser.isSet(u"yes"_s);
    o.dryRun = parser.isSet(u"dry-run"_s);
    o.reason = parser.value(u"reason"_s);
    o.ticket = parser.value(u"ticket"_s);
    o.unlock = words(parser.value(u"unlock"_s));
    if (parser.isSet(u"expect"_s)) {
        bool number = false;
        o.expect = parser.value(u"expect"_s).toLongLong(&number);
        if (!number)
            return wrong(tr("«%1» is no number.").arg(parser.value(u"expect"_s)));
    }
    if (parser.isSet(u"batch-size"_s)) {
        o.batchSize = parser.value(u"batch-size"_s).toInt();
        if (o.batchSize < 1)
            return wrong(tr("«%1» is no batch size. Write a number from 1.").arg(parser.value(u"batch-size"_s)));
    }
    for (const auto &[name, span] : { std::pair(u"pause"_s, &o.pause), std::pair(u"watch"_s, &o.watch) }) {
        if (!parser.isSet(name))
            continue;
        *span = wholeSeconds(parser.value(name));
        if (!*span)
            return wrong(tr("«%1» is no time. Write a number with its unit: 45s.").arg(parser.value(name)));
    }
    for (const auto &[name, count] :
         { std::pair(u"failures-each"_s, &o.failuresEach), std::pair(u"failures"_s, &o.failures) }) {
        bool isNumber = false;
        if (!parser.isSet(name))
            continue;
        *count = parser.value(name).toInt(&isNumber);
        if (!isNumber || **count < 0)
            return wrong(tr("«%1» is no number of failures. Write 0 or more.").arg(parser.value(name)));
    }
    o.keepGoing = parser.isSet(u"keep-going"_s);
    if (parser.isSet(u"grace"_s)) {
        o.grace = config::parseDuration(parser.value(u"grace"_s));
        if (!o.grace)
            return wrong(tr("«%1» is no time. Write a number with its unit: 60s.").arg(parser.value(u"grace"_s)));
    }
    if (parser.isSet(u"for"_s)) {
        o.span = config::parseDuration(parser.value(u"for"_s));
        if (!o.span)
            return wrong(tr("«%1» is no time. Write a number with its unit: 10s.").arg(parser.value(u"for"_s)));
    }
    o.file = parser.value(u"file"_s);
    o.follow = parser.isSet(u"follow"_s);
    o.grep = parser.value(u"grep"_s);
    if (o.demo + parser.isSet(u"mesos"_s) + (parser.isSet(u"stack"_s) || parser.isSet(u"config"_s)) > 1)
        return wrong(tr("Of --demo, --mesos and --stack only one goes."));
    return parsed;
}

QString optionsHelp()
{
    QString text;
    for (const Described &option : described) {
        QStringList names;
        for (const QString &name : QString::fromLatin1(option.names).split(u' '))
            names << (name.size() == 1 ? u"-"_s : u"--"_s) + name;
        QString left = u"  "_s + names.join(u", "_s);
        if (*option.value)
            left += u' ' + QString::fromLatin1(option.value);
        text += left.leftJustified(24) + tr(option.text) + u'\n';
    }
    return text;
}

} // namespace ctl
