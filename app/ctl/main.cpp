// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/changeprint.h"
#include "app/ctl/command.h"
#include "app/ctl/openlink.h"
#include "models/config/units.h"
#include "models/core/tr.h"
#include "models/stack/signin.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

using namespace ctl;
using core::tr;

QString generalHelp(const Commands &commands)
{
    QString text
        = tr("comportactl [options] COMMAND\n"
             "Looks at a cluster as the Comporta window does, for scripts and checks. What changes something prints\n"
             "its plan, and sends it only with --yes.\n\nCommands:\n");
    for (const auto &command : commands)
        text += (u"  "_s + command->name()).leftJustified(24) + command->summary() + u'\n';
    text += u"  open LINK"_s.leftJustified(24)
        + tr("Show comporta://STACK/KIND/ID in the window that runs, or in a new one.") + u'\n';
    text += u"  help json"_s.leftJustified(24) + tr("All JSON keys of all commands.") + u'\n';
    text += u"  help [COMMAND]"_s.leftJustified(24)
        + tr("This help, or the command's with all its columns and JSON keys.") + u"\n\n"_s + tr("Options:\n")
        + optionsHelp();
    text += tr(
        "\nExit codes: 0 fine, 1 failed, 2 usage, 3 unreachable (also: no leader), 4 credentials.\n"
        "Passwords and tokens: from the keyring (credentials set), else COMPORTA_<STACK>_PASSWORD or _TOKEN, else\n"
        "COMPORTA_PASSWORD or COMPORTA_TOKEN, user from the stacks file or COMPORTA_USER; else asked for at the\n"
        "terminal when the server wants them. Never on the command line.\n");
    return text;
}

/// What it prints, with its keys; of changes those keys are the same for all.
QString outputHelp(const Command &command)
{
    return command.changes() ? command.help() + u'\n' + changeKeysHelp() : command.help();
}

QString helpOf(const Command &command)
{
    return u"comportactl [options] %1\n%2\n\n%3\n"_s.arg(command.name(), command.summary(), outputHelp(command))
        + tr("Options:\n") + optionsHelp();
}

/// Once it is known who signs in.
QCoro::Task<int> run(Command *command, Session *session)
{
    co_await stack::loginsOf(session->stack())->load();
    const int code = co_await command->run(session);
    co_return code;
}

int usage(const QString &sentence)
{
    complain(sentence + u' ' + tr("Try comportactl --help."));
    return Usage;
}

/// What an option means to the command; empty: all is well.
QString misplaced(const Command &command, const Options &options)
{
    if (!command.takesArguments() && !options.arguments.isEmpty())
        return tr("Not understood: %1.").arg(options.arguments.join(u' '));
    if (!command.takesFilter() && !options.filter.isEmpty())
        return tr("--filter, --columns and --sort mean nothing to %1.").arg(command.name());
    if (!command.takesRows() && (!options.columns.isEmpty() || !options.sort.isEmpty()))
        return tr("--columns and --sort mean nothing to %1.").arg(command.name());
    if (!command.changes() && options.anyOfChanges)
        return tr("%1 only reads: --yes, --dry-run, --expect, --reason and their like mean nothing to it.")
            .arg(command.name());
    if (!command.takesBindings() && !options.bindings.isEmpty())
        return tr("--bind means nothing to %1.").arg(command.name());
    if (!command.takesLogOptions() && (!options.file.isEmpty() || options.follow || !options.grep.isEmpty()))
        return tr("--file, --follow and --grep mean nothing to %1.").arg(command.name());
    if (!command.takesSpan() && options.span)
        return tr("--for means nothing to %1.").arg(command.name());
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"comportactl"_s);
    const Commands commands = allCommands();
    auto [options, mistake] = parseOptions(QCoreApplication::arguments());
    if (!mistake.isEmpty())
        return usage(mistake);
    if (options.version) {
        print(u"comportactl %1\n"_s.arg(QLatin1StringView(COMPORTA_VERSION)));
        return Fine;
    }
    if (options.command == u"help") {
        options.help = true;
        options.command = options.arguments.isEmpty() ? QString() : options.arguments.takeFirst();
    }
    if (options.command == u"open" && !options.help)
        return openLink(options.arguments);
    if (options.command.isEmpty()) {
        if (!options.help)
            return usage(tr("Which command?"));
        print(generalHelp(commands));
        return Fine;
    }
    if (options.help && options.command == u"json") { // what scripts read, in one place
        for (const auto &command : commands)
            print(u"%1: %2\n%3\n"_s.arg(command->name(), command->summary(), outputHelp(*command)));
        return Fine;
    }
    QStringList names;
    for (const auto &command : commands)
        names << command->name();
    // The longest name that fits: "job update start" before "job".
    for (qsizetype words = std::min<qsizetype>(2, options.arguments.size()); words > 0; --words) {
        const QString longer = options.command + u' ' + options.arguments.first(words).join(u' ');
        if (!names.contains(longer))
            continue;
        options.command = longer;
        options.arguments.remove(0, words);
        break;
    }
    const auto found = std::ranges::find(commands, options.command, &Command::name);
    if (found == commands.end()) {
        const QString meant = config::nearest(options.command, names);
        return usage(meant.isEmpty() ? tr("There is no command «%1».").arg(options.command)
                                     : tr("There is no command «%1». Did you mean %2?").arg(options.command, meant));
    }
    if (options.help) {
        print(helpOf(**found));
        return Fine;
    }
    if (const QString wrong = misplaced(**found, options); !wrong.isEmpty())
        return usage(wrong);
    const std::unique_ptr<Session> session = Session::open(options, (*found)->usesJournal());
    if (!session)
        return Usage;
    // From within the event loop: a command that ends at once could not end one that has not begun.
    const auto begin = [&] {
        QCoro::connect(run(found->get(), session.get()), &app, [](int code) { QCoreApplication::exit(code); });
    };
    QMetaObject::invokeMethod(&app, begin, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
