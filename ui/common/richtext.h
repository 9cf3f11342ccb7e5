// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

/// Parts of labels that are rich text. What is given is plain text.
namespace ui {

QString coloured(const QString &text, const QColor &colour);
QString quiet(const QString &text); ///< in the colour of what is said beside

} // namespace ui
