// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"

#include <QString>

namespace ui {

/// What the activity strip says of the actions: the newest one under way, else the last that ended. Pure.
struct StripAction
{
    QString id; ///< empty: none
    QString glyph;
    QString name; ///< bold: "Kill 14 tasks of 4 jobs"
    QString words; ///< "waits for hyoga-model/3"
    double share = -1; ///< of the bar; negative: none
    QString figure; ///< "4 of 6"
    QString way; ///< "Cancel", "Stop…", "Undo…": what the link does
    bool isUnderWay = false;
    bool operator==(const StripAction &) const = default;
};

StripAction stripAction(const QList<actions::Record> &records, core::TimePoint now);

} // namespace ui
