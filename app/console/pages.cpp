// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"

#include "ui/actions/actionspage.h"
#include "ui/agents/agentspage.h"
#include "ui/connections/connectionspage.h"
#include "ui/dag/nightentry.h"
#include "ui/frameworks/frameworkspage.h"
#include "ui/jobs/jobspage.h"
#include "ui/logs/logspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/pools/poolspage.h"
#include "ui/tasks/taskspage.h"

namespace console {

QList<ui::PageEntry> pages()
{
    return {
        ui::overviewPage(), ui::nightPage([](const stack::Stack &stack) { return stack.night(); }),
        ui::jobsPage(),     ui::agentsPage(),
        ui::poolsPage(),    ui::frameworksPage(),
        ui::tasksPage(),    ui::logsPage(),
        ui::actionsPage(),  ui::connectionsPage(),
    };
}

} // namespace console
