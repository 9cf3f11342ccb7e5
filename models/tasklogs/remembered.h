// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/jobkey.h"
#include "models/links/objectref.h"
#include "models/tasklogs/copystore.h"
#include "models/tasklogs/place.h"

#include <QPointer>
#include <qcoro/qcorotask.h>

/// What is left of a task that nobody lists any more: what its link says, and what was saved here.
namespace tasklogs {

/// "role/env/name/3"; without a number instance 0.
std::optional<std::pair<aurora::JobKey, int>> instanceFrom(const QString &typed);
/// What a person may mean, in the order it is tried.
QList<links::ObjectRef> refsOf(const QString &typed);
CopyQuery queryOf(const Place &place);
/// What the reference alone tells. Pure.
Place unknownPlace(const links::ObjectRef &ref);
/// As the newest saved copy tells it; nullopt: nothing was saved of it.
QCoro::Task<std::optional<Place>> placeOfCopies(links::ObjectRef ref, QPointer<CopyStore> copies);
/// The same of what a person types.
QCoro::Task<std::optional<Place>> placeOfCopies(QString typed, QPointer<CopyStore> copies);

} // namespace tasklogs
