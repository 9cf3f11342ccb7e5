// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace handover {

struct BundledFile
{
    QString path; ///< within the bundle, folders with slashes
    QByteArray bytes;
};

/// Whether a bundle can have this name: FILE.zip, FILE.tar.gz or FILE.tgz.
bool isBundleName(const QString &file);

/// All in one folder of the archive, which is named as the file. Whole or not at all; for its owner's eyes alone.
/// Config: no such name; Storage: it cannot be written. Blocks: for the pool.
core::Result<void> writeBundle(const QString &file, const QList<BundledFile> &files, core::TimePoint at);

} // namespace handover
