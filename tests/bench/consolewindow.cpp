// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/consolewindow.h"

#include "app/console/pages.h"
#include "models/core/picturefile.h"
#include "models/mesos/statecache.h"
#include "tests/bench/tablestates.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDir>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

const QString stackName = u"bench"_s; // and that of its folder

const config::StackConfig &themed(const config::StackConfig &config)
{
    ui::Theme::install(qobject_cast<QApplication *>(QCoreApplication::instance()), ui::ColourScheme::Light);
    return config;
}

} // namespace

config::StackConfig benchConfig(const QList<QUrl> &masters)
{
    config::StackConfig config;
    config.name = stackName;
    config.mesosMasters = masters;
    config.poolAttribute = u"slave-type"_s;
    return config;
}

ConsoleWindow::ConsoleWindow(const QList<QUrl> &masters, const QString &dataDir)
    : ConsoleWindow(benchConfig(masters), dataDir)
{
}

ConsoleWindow::ConsoleWindow(const config::StackConfig &config, const QString &dataDir)
    : stack(themed(config), {}, core::systemClock(), dataDir)
    , window({ &stack }, console::pages())
{
}

void storePicture(const QString &dataDir, const QString &state)
{
    const QDir folder(dataDir + u'/' + stackName);
    folder.mkpath(u"."_s);
    const auto written
        = core::writePictureFile(folder.filePath(u"mesos.picture"_s),
                                 mesos::encodeState(*decodeStates({ state }).front(), core::systemClock().now()));
    if (!written)
        throw std::runtime_error(written.error().detail.toStdString());
}

} // namespace bench
