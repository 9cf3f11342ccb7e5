// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/verbs/updates/updateverb.h"

#include <functional>

class QMenu;

namespace ui {

/// What can be done to an update, the same in its view and in menus.
struct UpdateAction
{
    verbs::UpdateVerb::Way way;
    QString text; ///< "Roll back…"; without dots where it is sent after the hold, without a dialog
    QString icon;
    bool held = false; ///< grade 0: no dialog
};
QList<UpdateAction> updateActions(); ///< the one that leaves a job mixed last

/// Entries for those that the state allows; `ask` gets the request and whether it needs no dialog.
void addUpdateActions(QMenu *menu, const aurora::UpdateKey &key, aurora::UpdateStatus status,
                      const std::function<void(const actions::Request &, bool held)> &ask);

} // namespace ui
