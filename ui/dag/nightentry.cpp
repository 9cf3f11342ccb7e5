// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/nightentry.h"

#include "models/verbs/night/markverb.h"
#include "ui/dag/nightpage.h"
#include "ui/dag/nodeactions.h"
#include "ui/dag/runchip.h"
#include "ui/forecast/forecasttext.h"
#include "ui/tablepage/holdmenu.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

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

/// Nodes of the shown night whose name or job contains `needle`.
QList<Findable> findNodes(const dag::NightBoard *board, const QString &needle, int limit)
{
    QList<Findable> found;
    if (!board || !board->night() || needle.isEmpty())
        return found;
    const dag::Night &night = *board->night();
    for (size_t i = 0; i < night.nodes.size() && found.size() < limit; ++i) {
        const dag::Node &node = night.graph->nodes[i];
        if (!node.id.contains(needle, Qt::CaseInsensitive)
            && !QString::fromUtf8(node.job).contains(needle, Qt::CaseInsensitive))
            continue;
        const QString word = dag::stateWord(night.nodes[i].state);
        found.append({ { links::ObjectRef::Kind::Node, node.id.toUtf8() },
                       node.label,
                       NightPage::tr("node of %1, %2").arg(night.graph->dag, word),
                       word });
    }
    return found;
}

/// Runs that can be looked at, by their data's date or their id.
void findRuns(const dag::NightBoard *board, const QString &needle, int limit, QList<Findable> *found)
{
    for (const dag::RunChoice &choice : board ? board->runs() : QList<dag::RunChoice>()) {
        const QString title = runTitle(choice.run);
        if (found->size() >= limit)
            return;
        if (title.contains(needle, Qt::CaseInsensitive) || choice.run.id.contains(needle, Qt::CaseInsensitive))
            found->append({ { links::ObjectRef::Kind::Run, (choice.dag + u'/' + choice.run.id).toUtf8() },
                            title,
                            NightPage::tr("run of %1").arg(choice.dag),
                            {} });
    }
}

/// The likeliest of what a node's menu offers.
QList<ObjectAction> nodeObjectActions(const dag::NightBoard *board, const stack::Stack &stack,
                                      const links::ObjectRef &ref)
{
    const dag::NightPtr night = board ? board->night() : nullptr;
    if (!night || ref.kind != links::ObjectRef::Kind::Node)
        return {};
    const auto &nodes = night->graph->nodes;
    const auto found = std::ranges::find(nodes, QString::fromUtf8(ref.id), &dag::Node::id);
    if (found == nodes.end())
        return {};
    const std::array node{ static_cast<dag::NodeIndex>(found - nodes.begin()) };
    const auto below = dag::indicesOf(dag::Structure(*night->graph).descendants(node)).size();
    const QString &name = found->label;
    QList<ObjectAction> list;
    const auto add = [&](const QString &icon, const QString &text, const actions::Request &request) {
        list.append(ObjectAction::planned(icon, text, request));
    };
    using Way = verbs::MarkVerb::Way;
    const auto mark
        = [&](Way way) { return verbs::MarkVerb::request(way, night->run.dag, night->run.id, { { found->id } }); };
    if (stack.airflow()) {
        if (below > 0)
            add(u"clear"_s, NightPage::tr("Clear %1 with %2 downstream…").arg(name).arg(below),
                clearRequest(*night, node, true));
        add(u"clear"_s, NightPage::tr("Clear %1…").arg(name), clearRequest(*night, node, false));
        if (below > 0 && night->nodes[dag::at(node[0])].state == dag::NodeState::Failed)
            add(u"mark"_s, NightPage::tr("Unblock what waits for %1…").arg(name), unblockRequest(*night, node[0]));
        add(u"mark"_s, NightPage::tr("Mark %1 success…").arg(name), mark(Way::Success));
    }
    if (!found->job.isEmpty())
        list += holdActions(stack, QString::fromUtf8(found->job));
    if (stack.airflow())
        add(u"kill"_s, NightPage::tr("Mark %1 failed…").arg(name), mark(Way::Failed));
    return list;
}

} // namespace

PageEntry nightPage(std::function<dag::NightBoard *(const stack::Stack &)> boardOf)
{
    PageEntry entry;
    entry.key = u"night"_s;
    entry.title = NightPage::tr("Night");
    entry.icon = u"night"_s;
    entry.opens = { links::ObjectRef::Kind::Node, links::ObjectRef::Kind::Run };
    entry.find = [boardOf](const stack::Stack &stack, const QString &needle, int limit) {
        QList<Findable> found = findNodes(boardOf(stack), needle, limit);
        findRuns(boardOf(stack), needle, limit, &found);
        return found;
    };
    entry.actionsFor = [boardOf](const stack::Stack &stack, const links::ObjectRef &ref) {
        return nodeObjectActions(boardOf(stack), stack, ref);
    };
    entry.keys = {
        { NightPage::tr("Log of the node"), Qt::Key_L },
        { NightPage::tr("First failure"), Qt::Key_F },
        { NightPage::tr("Next failure"), Qt::Key_Period },
        { NightPage::tr("Failure before"), Qt::Key_Comma },
        { NightPage::tr("Critical path alone, or all"), Qt::Key_P },
        { NightPage::tr("Fold or unfold the node's group"), Qt::Key_G },
        { NightPage::tr("The whole graph"), Qt::Key_A },
        { NightPage::tr("Zoom to actual size"), Qt::Key_0 },
        { NightPage::tr("Along an edge"), Qt::Key_Right },
    };
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
    entry.headline = [boardOf](const PageContext &context, QWidget *parent) -> QWidget * {
        dag::NightBoard *board = boardOf(*context.stack);
        if (!board)
            return nullptr;
        auto *chip = new RunChip(board, context.stack->clock(), parent);
        QObject::connect(chip, &QAbstractButton::clicked, context.navigator, [navigator = context.navigator] {
            navigator->open({ links::ObjectRef::Kind::Page, "night" });
        });
        return chip;
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
