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

#include <QPushButton>
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

} // namespace

PoolsPage::PoolsPage(PageContext pageContext, QWidget *parent)
    : TablePageOf(
        pageContext, pageContext.stack->poolBoard(), poolsSetup(),
        [](const pools::Snapshot &picture) { return pools::poolRows(picture); }, parent)
    , m_tools(new PoolTools(pageContext, this))
    , m_totals(new TotalsRow(table()))
    , m_pane(new PoolPane(pageContext, m_tools, this))
    , m_differences(new QPushButton(this))
{
    m_differences->setObjectName(u"poolsDifferences"_s);
    m_differences->setToolTip(tr("Where EC2 and Mesos disagree, and what nobody needs, of all pools in one list"));
    m_differences->hide();
    connect(m_differences, &QPushButton::clicked, this, &PoolsPage::showDifferences);
    addBarWidgetRight(m_differences);
    auto *below = new QWidget;
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_totals);
    column->addWidget(m_pane, 1);
    addBelow(below);
    connect(splitter(), &QSplitter::splitterMoved, this, [this] { m_heightIsUsers = true; });
    splitter()->installEventFilter(this);
    connect(table(), &TableView::currentKeyChanged, m_pane, [this](const QByteArray &key) {
        m_showsAll &= key.isNull();
        m_pane->setPool(key.isNull() ? QString() : QString::fromUtf8(key));
    });
    connect(m_pane, &PoolPane::machineChanged, this, &PoolsPage::currentObjectChanged);
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
    if (!picture) {
        m_wantedMachine = ref;
        return true;
    }
    m_wantedMachine = {};
    const auto machine = std::ranges::find(picture->machines, QString::fromUtf8(ref.id), &pools::Machine::instance);
    if (machine == picture->machines.end()
        || !TablePageOf::reveal({ links::ObjectRef::Kind::Pool, machine->pool.toUtf8() }))
        return false;
    m_pane->selectMachine(ref.id);
    return true;
}

links::ObjectRef PoolsPage::currentObject() const
{
    const QByteArray machine = m_pane->machine();
    if (!machine.isEmpty())
        return { links::ObjectRef::Kind::Machine, machine };
    return TablePageOf::currentObject();
}

void PoolsPage::showDifferences()
{
    m_showsAll = true;
    table()->clearSelection();
    table()->setCurrentIndex({});
    m_pane->focusDifferences(); // a table that gets the focus back chooses a row by itself
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
    const auto differences = picture->differences.size();
    m_differences->setText(tr("Differences (%1)").arg(core::formatCount(differences)));
    m_differences->setVisible(differences > 0);
    giveTableItsHeight();
    if (m_wantedMachine.isValid())
        reveal(m_wantedMachine);
    else if (!m_showsAll && table()->currentKey().isEmpty() && !picture->pools.isEmpty())
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

} // namespace ui
