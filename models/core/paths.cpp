// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/paths.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace core {

namespace {
QString made(QStandardPaths::StandardLocation location)
{
    QString path = QStandardPaths::writableLocation(location) + u"/comporta"_s;
    QDir().mkpath(path);
    return path;
}
} // namespace

QString configDir()
{
    return made(QStandardPaths::GenericConfigLocation);
}

QString dataDir()
{
    return made(QStandardPaths::GenericDataLocation);
}

} // namespace core
