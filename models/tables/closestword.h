// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tables {

/// The word that is most likely meant by a mistyped one: one that begins with it, or the nearest within two changed,
/// missing or additional letters (one, for words of up to four letters). Empty: none is near.
QString closestWord(QStringView typed, const QStringList &words);

} // namespace tables
