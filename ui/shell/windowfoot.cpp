// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow::Private: what is pinned at the foot.
#include "ui/shell/activitystrip.h"
#include "ui/shell/chainbar.h"
#include "ui/shell/chaincell.h"
#include "ui/shell/footdock.h"
#include "ui/shell/mainwindow_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString stateKey = u"foot"_s; ///< beside those of the pages

} // namespace

/// nullptr: no page pins anything.
FootContent *MainWindow::Private::footContent()
{
    PageSet &set = sets[stack];
    const auto pins = std::ranges::find_if(entries, [](const PageEntry &e) { return static_cast<bool>(e.foot); });
    if (!set.foot && pins != entries.end()) {
        set.foot = pins->foot({ stack, navigator() }, q);
        set.foot->hide();
    }
    return set.foot;
}

/// Of the stack that is entered: as it was left.
void MainWindow::Private::showFoot()
{
    const QByteArray state = session.pageState(stack->name(), stateKey);
    PageSet &set = sets[stack];
    if (!set.foot && !state.isEmpty() && footContent()) {
        set.foot->restoreState(state);
        set.isFootOpen = true;
    }
    foot->setContent(set.isFootOpen ? set.foot.data() : nullptr);
}

void MainWindow::Private::saveFoot(stack::Stack *of)
{
    const PageSet &set = sets[of];
    const bool isOpen = set.foot && (of == stack ? !foot->isHidden() : set.isFootOpen);
    session.setPageState(of->name(), stateKey, isOpen ? set.foot->saveState() : QByteArray());
}

/// Again: it goes. What is pinned then is the log of what is looked at then.
void MainWindow::Private::toggleFoot()
{
    if (!foot->isHidden())
        return foot->hide();
    if (!stack)
        return;
    const links::ObjectRef object = shown ? shown->currentObject() : links::ObjectRef();
    if (!object.isValid()) {
        if (sets[stack].foot)
            return foot->setContent(sets[stack].foot); // what was there before
        return strip->tell(tr("Nothing is selected."));
    }
    const chain::Link link = chain::cellOf(chain::cellsOf(chain::picturesOf(*stack), object), footKind);
    if (link.leads())
        return pin(link.ref);
    strip->tell(tr("%1: %2.").arg(chainWord(footKind), link.detail.isEmpty() ? tr("none is known") : link.detail));
}

void MainWindow::Private::pin(const links::ObjectRef &ref)
{
    FootContent *content = stack ? footContent() : nullptr;
    if (!content || !ref.isValid())
        return;
    content->pin(ref);
    sets[stack].isFootOpen = true;
    foot->setContent(content);
    orderTabs();
}

} // namespace ui
