// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/sharescard.h"

#include "ui/common/segments.h"
#include "ui/overview/figures.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int leastRows = 2;
constexpr int mostShares = 8; ///< more are scrolled to

} // namespace

SharesCard::SharesCard(const core::Clock &clock, QWidget *parent)
    : Card(tr("Shares"), u"shares"_s, parent)
    , m_clock(clock)
    , m_by(new Segments(tr("Grouped by"), { { tr("Roles"), {}, {} }, { tr("Frameworks"), {}, {} } }))
    , m_tables(new QStackedWidget)
{
    QList<Segments::Choice> kinds;
    for (int kind = 0; kind < capacityKinds; ++kind)
        kinds += { capacityName(static_cast<Capacity>(kind)), {}, {} };
    m_kind = new Segments(tr("Resource"), kinds);
    m_by->setObjectName(u"sharesBy"_s);
    m_kind->setObjectName(u"sharesKind"_s);
    addToHead(m_by);
    addToHeadRight(m_kind);
    for (int table = 0; table < 2 * capacityKinds; ++table)
        m_tables->addWidget(new QWidget); // its table is made when first looked at
    body()->addWidget(m_tables, 1);
    connect(m_by, &Segments::changed, this, &SharesCard::refill);
    connect(m_kind, &Segments::changed, this, &SharesCard::refill);
    refill();
}

ShareBy SharesCard::by() const
{
    return static_cast<ShareBy>(m_by->current());
}

Capacity SharesCard::kind() const
{
    return static_cast<Capacity>(m_kind->current());
}

void SharesCard::setBy(ShareBy by)
{
    m_by->setCurrent(static_cast<int>(by));
}

void SharesCard::setSnapshot(mesos::Snapshot snapshot)
{
    if (snapshot == m_snapshot)
        return;
    m_snapshot = std::move(snapshot);
    refill();
}

TableView *SharesCard::table() const
{
    return m_tables->currentWidget()->findChild<TableView *>();
}

void SharesCard::refill()
{
    m_tables->setCurrentIndex(m_by->current() * capacityKinds + m_kind->current());
    TableView *shown = table();
    if (!shown) {
        shown = new TableView(by() == ShareBy::Role ? u"roleSharesTable"_s : u"frameworkSharesTable"_s, m_clock);
        shown->setAccessibleName(by() == ShareBy::Role ? tr("Shares of the roles") : tr("Shares of the frameworks"));
        shown->setDefaultSort({ { u"allocated"_s, Qt::DescendingOrder }, { u"name"_s, Qt::AscendingOrder } });
        shown->setFrameShape(QFrame::NoFrame);
        auto *column = new QVBoxLayout(m_tables->currentWidget());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(shown);
        connect(shown, &TableView::linkClicked, this, &SharesCard::linkClicked);
        connect(shown, &TableView::opened, this, [this](const QByteArray &key) {
            emit linkClicked((by() == ShareBy::Role ? u"role/"_s : u"framework/"_s) + QString::fromUtf8(key));
        });
    }
    shown->setOld(m_old);
    if (m_snapshot) {
        auto rows = std::make_shared<const ShareRows>(shares(*m_snapshot, by(), kind()), by(), kind());
        int &most = m_mostRows[static_cast<size_t>(m_by->current())];
        most = std::max(most, static_cast<int>(rows->rowCount()));
        shown->setRows(std::move(rows));
    }
    updateGeometry();
    emit switched();
}

void SharesCard::setOld(bool old)
{
    m_old = old;
    if (TableView *shown = table())
        shown->setOld(old);
}

QSize SharesCard::sizeHint() const
{
    const Theme *theme = Theme::instance();
    const int rows = std::clamp(m_mostRows[static_cast<size_t>(m_by->current())], leastRows, mostShares);
    return { theme->px(500), theme->px(28) + theme->px(24) + rows * theme->rowHeight() + theme->px(4) };
}

} // namespace ui
