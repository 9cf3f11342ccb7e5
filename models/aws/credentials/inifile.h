// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QMap>
#include <QString>

namespace aws {

/// One section of a configuration file: keys in lower case, values as they stand.
struct IniSection
{
    QMap<QString, QString> values;
    QMap<QString, QMap<QString, QString>> nested; ///< of a key without a value, followed by indented lines
    bool operator==(const IniSection &) const = default;
};

/// Sections by the text between their brackets. Of a section or key that is there twice, the later line counts.
using IniFile = QMap<QString, IniSection>;

/// The files of AWS's tools, read as botocore reads them: `#` and `;` begin a comment at a line's start only; a value
/// may hold them. Fails with Config, naming the line.
core::Result<IniFile> parseIni(const QString &text);

} // namespace aws
