// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QPoint>
#include <QString>

class QPainter;

namespace ui {

/// A key as it stands on the keyboard, right-aligned and centred at `right`. Returns its width, 0 when there is no key.
int drawKeyCap(QPainter *painter, const QPoint &right, const QKeySequence &key);
int drawKeyCap(QPainter *painter, const QPoint &right, const QString &key);
int keyCapWidth(const QString &key);

} // namespace ui
