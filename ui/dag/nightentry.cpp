// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nightentry.h"

#include "ui/dag/nightpage.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Stands where the night would be, in a stack that has none.
class NoNightPage final : public Page
{
public:
    NoNightPage(PageContext pageContext, QWidget *parent)
        : Page(pageContext, parent)
    {
        auto *words
            = new QLabel(NightPage::tr("No night is configured for %1. Name its Airflow, or a file that defines "
                                       "the graph, in the stacks file.")
                             .arg(context().stack->name()),
                         this);
        words->setWordWrap(true);
        words->setAlignment(Qt::AlignCenter);
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(words);
    }
};

} // namespace

PageEntry nightPage(std::function<dag::NightBoard *(const stack::Stack &)> boardOf)
{
    PageEntry entry;
    entry.key = u"night"_s;
    entry.title = NightPage::tr("Night");
    entry.icon = u"night"_s;
    entry.actions = {
        { u"clear"_s, u"clear"_s, NightPage::tr("&Clear the node…"), { Qt::CTRL | Qt::SHIFT | Qt::Key_C } },
        { u"stop"_s, u"stop"_s, NightPage::tr("&Stop the run…"), {} },
        { u"resume"_s, u"play"_s, NightPage::tr("&Resume what was stopped…"), {} },
        { u"trigger"_s, u"play"_s, NightPage::tr("&Trigger a run…"), {} },
        { u"pause"_s, u"pause"_s, NightPage::tr("&Pause the DAG…"), {} },
        { u"unpause"_s, u"play"_s, NightPage::tr("&Let the DAG go on…"), {} },
    };
    entry.make = [boardOf](const PageContext &context, QWidget *parent) -> Page * {
        dag::NightBoard *board = boardOf(*context.stack);
        return board ? static_cast<Page *>(new NightPage(context, board, parent))
                     : static_cast<Page *>(new NoNightPage(context, parent));
    };
    entry.badge = [boardOf](const stack::Stack &stack) {
        Badge badge;
        const dag::NightBoard *board = boardOf(stack);
        if (!board || !board->night())
            return badge;
        const dag::NightCounts counts = dag::countsOf(*board->night());
        badge.failures = counts.failed;
        badge.warnings = counts.pending + counts.retrying;
        return badge;
    };
    return entry;
}

} // namespace ui
