// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/updateactions.h"

#include "models/core/tr.h"
#include "ui/style/icons.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

} // namespace

QList<UpdateAction> updateActions()
{
    using Way = verbs::UpdateVerb::Way;
    return {
        { Way::Pause, tr("Pause update"), u"pause"_s, true },  { Way::Resume, tr("Resume update…"), u"play"_s, false },
        { Way::Pulse, tr("Send a pulse"), u"follow"_s, true }, { Way::RollBack, tr("Roll back…"), u"restart"_s, false },
        { Way::Abort, tr("Abort update…"), u"stop"_s, false },
    };
}

void addUpdateActions(QMenu *menu, const aurora::UpdateKey &key, aurora::UpdateStatus status,
                      const std::function<void(const actions::Request &, bool held)> &ask)
{
    using Way = verbs::UpdateVerb::Way;
    for (const UpdateAction &action : updateActions()) {
        // A pulse is for updates that wait for one; others are told by their details only.
        const bool wanted
            = action.way == Way::Pulse ? aurora::isAwaitingPulse(status) : verbs::UpdateVerb::fits(action.way, status);
        if (!wanted)
            continue;
        menu->addAction(icon(action.icon), action.text, menu,
                        [ask, key, action] { ask(verbs::UpdateVerb::request(action.way, key), action.held); });
    }
}

} // namespace ui
