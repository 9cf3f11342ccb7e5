// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/export.h"

#include <QMap>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace ctl {

/// Exit codes of comportactl; documented in its help and man page, and stable.
enum ExitCode { Fine = 0, Failed = 1, Usage = 2, Unreachable = 3, Credentials = 4 };

/// What the command line asks for.
struct Options
{
    QString stack; ///< --stack; empty: the file's only one
    QUrl mesos; ///< --mesos; empty: from the stacks file
    QString configFile; ///< --config; empty: the default one
    bool demo = false;
    tables::ExportFormat output = tables::ExportFormat::Text;
    QString filter;
    QStringList columns; ///< empty: the usual ones
    QStringList sort; ///< keys, with a minus in front for descending
    std::optional<std::chrono::milliseconds> span; ///< --for
    QMap<QString, QString> bindings; ///< --bind NAME=VALUE
    // Of logs.
    QString file; ///< --file; empty: chosen by itself
    bool follow = false; ///< --follow
    QString grep; ///< --grep; empty: everything
    // Of commands that change something.
    bool yes = false; ///< --yes: send the plan
    bool dryRun = false; ///< --dry-run: show the plan only
    std::optional<qint64> expect; ///< --expect: the resulting number
    QString reason;
    QString ticket;
    QStringList unlock; ///< names of protected objects
    int batchSize = 0; ///< 0: not given
    std::optional<std::chrono::milliseconds> pause; ///< --pause; whole seconds, as the next
    std::optional<std::chrono::milliseconds> watch; ///< --watch
    std::optional<int> failuresEach; ///< --failures-each
    std::optional<int> failures; ///< --failures: in total
    bool keepGoing = false; ///< --keep-going: a bad batch is not the last one
    std::optional<std::chrono::milliseconds> grace; ///< --grace
    bool anyOfChanges = false; ///< one of these was given
    QString command;
    QStringList arguments; ///< after the command
    bool help = false;
    bool version = false;
};

/// Options, or a sentence on what is wrong with them. Pure.
struct Parsed
{
    Options options;
    QString mistake;
};
Parsed parseOptions(const QStringList &arguments);

/// The options in words, one a line, for the help.
QString optionsHelp();

} // namespace ctl
