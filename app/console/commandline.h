// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/links/address.h"
#include "ui/style/theme.h"

#include <QSize>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace console {

/// What the console was asked to do on its command line.
struct Options
{
    bool demo = false; ///< the embedded demo cluster
    quint32 demoSeed = 42;
    double demoSpeed = 1.0; ///< simulated seconds a second; 0: frozen
    QString configFile; ///< stacks file; empty: the default one
    QString stack; ///< stack to show first; empty: the session's, else the first
    QUrl mesos; ///< one cluster without a file
    QString tourDir; ///< make the tour into this folder instead of opening a window
    QString page; ///< page to show first
    std::optional<links::Address> link; ///< object to show first, here or in the window that runs already
    ui::ColourScheme scheme = ui::ColourScheme::FollowDesktop;
    bool schemeGiven = false;
    bool restoreSession = true;
};

struct CommandLine
{
    Options options;
    QString message; ///< to be printed instead of starting: help, version or what is wrong
    int exitCode = 0; ///< 2: usage
    bool proceed() const { return message.isEmpty(); }
};

/// Pure. `arguments` as QCoreApplication::arguments().
CommandLine parseCommandLine(const QStringList &arguments);

} // namespace console
