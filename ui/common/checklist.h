// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/check.h"

#include <QPointer>
#include <QWidget>

namespace ui {

/// The steps of a check, one a row: glyph, name, what was found. Follows the check while it runs. GUI thread.
class CheckList final : public QWidget
{
    Q_OBJECT
public:
    explicit CheckList(QWidget *parent = nullptr);
    /// Not owned; null: the hint stands there.
    void setCheck(connections::Check *check);
    void setHint(const QString &sentence); ///< while nothing is checked
    QString text() const; ///< "Address: 3 of 3 answer…", a line a step; for copying, and for tests

private:
    void rebuild();

    QPointer<connections::Check> m_check;
    QString m_hint;
};

} // namespace ui
