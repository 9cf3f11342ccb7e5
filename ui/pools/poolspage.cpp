// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/poolspage.h"

#include "models/core/format.h"
#include "models/pools/rows/poolrows.h"
#include "models/pools/words.h"
#include "ui/pools/poolpane.h"
#include "ui/pools/pooltools.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"
#include "ui/tables/totalsrow.h"

#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

TablePageSetup poolsSetup()
{
    const auto tr = [](const char *text) { return PoolsPage::tr(text); };
    TablePageSetup setup;
    setup.key = u"pools"_s;
    setup.noun = tr("pools");
    setup.filterHint = tr("Filter pools");
    setup.emptyText = tr("There is neither a group at AWS nor an agent.");
    setup.noMatchText = tr("No pool matches `%1`.");
    setup.kind = links::ObjectRef::Kind::Pool;
    setup.sort = { { u"pool"_s, Qt::AscendingOrder } };
    setup.quickFilters = { { tr("short of machines"), u"state:refused|short|growing"_s, {} },
                           { tr("idle machines"), u"idle>0"_s, {} },
                           { tr("costing for nothing"), u"unneeded>0"_s, {} } };
    return setup;
}

constexpr int mostRowsAtFirst = 14;

/// The pool an engineer would look at first.
QByteArray worstPool(const pools::Picture &picture)
{
    const auto loudness = [](const pools::Pool &pool) {
        return pools::needsLook(pool) ? pools::rankOf(pool.state) : pools::rankOf(pools::Pool::State::Steady);
    };
    return std::ranges::min_element(picture.pools, {}, loudness)->name.toUtf8();
}

/// Pools by name, machines by the id EC2 gave them and by their private address.
QList<Findable> findPools(const stack::Stack &stack, const QString &needle, int limit)
{
    QList<Findable> found;
    const pools::Snapshot picture = stack.poolBoard()->pools();
    if (!picture || needle.isEmpty())
        return found;
    for (const pools::Pool &pool : picture->pools) {
        if (found.size() < limit && pool.name.contains(needle, Qt::CaseInsensitive))
            found.append({ { links::ObjectRef::Kind::Pool, pool.name.toUtf8() },
                           pool.name,
                           PoolsPage::tr("pool, %1 agents").arg(core::formatCount(pool.registered)),
                           pools::stateWord(pool.state) });
    }
    for (const pools::Machine &machine : picture->machines) {
        const bool isMeant = machine.instance.contains(needle, Qt::CaseInsensitive) || machine.address.contains(needle);
        if (found.size() < limit && isMeant && !machine.instance.isEmpty())
            found.append({ { links::ObjectRef::Kind::Machine, machine.instance.toUtf8() },
                           machine.instance,
                           PoolsPage::tr("machine of %1, %2, %3").arg(machine.pool, machine.type, machine.address),
                           {} });
    }
    return found;
}

/// Pools that do not get what they want, and machines that cost for nothing.
Badge troubles(const stack::Stack &stack)
{
    Badge badge;
    if (const pools::Snapshot picture = stack.poolBoard()->pools())
        badge.warnings = static_cast<int>(picture->differences.size());
    return badge;
}

} // namespace

PoolsPage::PoolsPage(PageContext pageContext, QWidget *parent)
    : TablePageOf(
        pageContext, pageContext.stack->poolBoard(), poolsSetup(),
        [](const pools::Snapshot &picture) { return pools::poolRows(picture); }, parent)
    , m_tools(new PoolTools(pageContext, this))
    , m_totals(new TotalsRow(table()))
    , m_pane(new PoolPane(pageContext, m_tools, this))
{
    auto *below = new QWidget;
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_totals);
    column->addWidget(m_pane, 1);
    addBelow(below);
    connect(splitter(), &QSplitter::splitterMoved, this, [this] { m_heightIsUsers = true; });
    splitter()->installEventFilter(this);
    connect(table(), &TableView::currentKeyChanged, m_pane,
            [this](const QByteArray &key) { m_pane->setPool(key.isNull() ? QString() : QString::fromUtf8(key)); });
    connect(m_pane, &PoolPane::linkActivated, this, [this](const QString &path) {
        if (context().navigator)
            context().navigator->open(links::fromPath(path));
    });
}

QWidget *PoolsPage::inspectorFor(const QByteArray &)
{
    return nullptr;
}

bool PoolsPage::reveal(const links::ObjectRef &ref)
{
    if (ref.kind != links::ObjectRef::Kind::Machine)
        return TablePageOf::reveal(ref);
    const pools::Snapshot picture = context().stack->poolBoard()->pools();
    const QList<pools::Machine> machines = picture ? picture->machines : QList<pools::Machine>();
    const auto machine = std::ranges::find(machines, QString::fromUtf8(ref.id), &pools::Machine::instance);
    return machine != machines.end() && TablePageOf::reveal({ links::ObjectRef::Kind::Pool, machine->pool.toUtf8() });
}

QString PoolsPage::countsDetail(const pools::Picture &picture) const
{
    return pools::summary(picture);
}

void PoolsPage::pictureShown(const pools::Snapshot &picture)
{
    m_tools->setPicture(picture);
    m_pane->setPicture(picture);
    m_totals->setRow(pools::totalsRow(picture), context().stack->clock().now());
    giveTableItsHeight();
    if (table()->currentKey().isEmpty() && !picture->pools.isEmpty())
        table()->select(worstPool(*picture));
}

void PoolsPage::fillMenu(QMenu *menu, const QByteArray &key)
{
    m_tools->fillMenu(menu, QString::fromUtf8(key));
}

/// What is asked for from the palette is about the chosen pool.
void PoolsPage::trigger(const QString &action)
{
    const QString name = QString::fromUtf8(table()->currentKey());
    const pools::Pool *const pool = shownPicture() ? shownPicture()->pool(name) : nullptr;
    if (action == "start"_L1)
        m_tools->launch(m_tools->canLaunch(name) ? name : QString());
    else if (!pool || !pool->isGroup())
        tell(tr("Choose an Auto Scaling group first."));
    else if (action == "grow"_L1)
        m_tools->scale(name, 1);
    else if (action == "shrink"_L1)
        m_tools->scaleIn(name);
    else if (m_tools->canResume(name))
        m_tools->resume(name);
    else
        tell(tr("Nothing of %1 is suspended.").arg(name));
}

void PoolsPage::tell(const QString &sentence)
{
    if (context().navigator)
        context().navigator->tell(sentence);
}

QSplitter *PoolsPage::splitter() const
{
    return findChild<QSplitter *>(u"poolsSplitter"_s);
}

/// As high as its rows, so that the chosen pool has the rest; until somebody drags the splitter.
void PoolsPage::giveTableItsHeight()
{
    const int height = splitter()->height(); // bands above it come and go
    if (m_heightIsUsers || !shownPicture() || height < 1)
        return;
    const Theme *theme = Theme::instance();
    const int rows = std::clamp(static_cast<int>(shownPicture()->pools.size()), 2, mostRowsAtFirst);
    const int wanted = std::min(theme->px(28) + rows * theme->rowHeight() + theme->px(4), height / 2);
    splitter()->setSizes({ wanted, height - wanted });
}

bool PoolsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == splitter() && event->type() == QEvent::Resize)
        QTimer::singleShot(0, this, &PoolsPage::giveTableItsHeight); // once it has laid itself out
    return TablePageOf::eventFilter(watched, event);
}

void PoolsPage::restoreMore(const QJsonObject &)
{
    m_heightIsUsers = true; // the splitter has been restored
}

PageEntry poolsPage()
{
    PageEntry entry;
    entry.key = u"pools"_s;
    entry.title = PoolsPage::tr("Pools");
    entry.icon = u"pools"_s;
    entry.make = [](const PageContext &context, QWidget *parent) { return new PoolsPage(context, parent); };
    entry.actions = { { u"grow"_s, u"grow"_s, PoolsPage::tr("&Grow the chosen pool…"), {} },
                      { u"start"_s, u"grow"_s, PoolsPage::tr("Start &instances…"), {} },
                      { u"resume"_s, u"play"_s, PoolsPage::tr("Resume what A&WS does by itself with the pool…"), {} },
                      { u"shrink"_s, u"shrink"_s, PoolsPage::tr("S&hrink the chosen pool…"), {} } };
    entry.opens = { links::ObjectRef::Kind::Pool, links::ObjectRef::Kind::Machine };
    entry.find = &findPools;
    entry.badge = &troubles;
    return entry;
}

} // namespace ui
