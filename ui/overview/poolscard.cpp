// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/poolscard.h"

#include "models/core/format.h"
#include "ui/common/labels.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"
#include "ui/tables/totalsrow.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostRows = 10; ///< more pools are scrolled to

} // namespace

PoolsCard::PoolsCard(const core::Clock &clock, QWidget *parent)
    : Card(tr("Pools"), u"pools"_s, parent)
    , m_table(new TableView(u"overviewPoolsTable"_s, clock))
    , m_totals(new TotalsRow(m_table))
{
    m_table->setAccessibleName(tr("Pools"));
    auto *open = new LinkButton(tr("Open pools"));
    m_totals->setObjectName(u"overviewPoolsTotals"_s);
    addToHeadRight(open);
    m_table->setDefaultSort({ { u"pool"_s, Qt::AscendingOrder } });
    m_table->setFrameShape(QFrame::NoFrame);
    body()->addWidget(m_table);
    body()->addWidget(m_totals);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(open, &QAbstractButton::clicked, this, &PoolsCard::allOpened);
    connect(m_table, &TableView::opened, this,
            [this](const QByteArray &key) { emit poolOpened(QString::fromUtf8(key)); });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        const QByteArray key = index.data(tables::TableModel::KeyRole).toByteArray();
        if (index.column() == PoolRows::Name && !key.isEmpty())
            emit poolOpened(QString::fromUtf8(key));
    });
    connect(Theme::instance(), &Theme::changed, this, &PoolsCard::fitHeight);
    fitHeight();
}

void PoolsCard::setPools(const pools::Snapshot &picture, core::TimePoint now)
{
    const QList<pools::Pool> &pools = picture->pools;
    const bool trendsChanged = m_trends.observe(pools, now);
    if (std::exchange(m_picture, picture) == picture && !trendsChanged)
        return;
    auto rows = std::make_shared<const PoolRows>(*picture, m_trends);
    m_table->setRows(rows);
    m_totals->setRow(rows->totals(), now);
    QString remark = pools.size() == 1 ? tr("1 pool") : tr("%1 pools").arg(core::formatCount(pools.size()));
    if (std::ranges::any_of(pools, [](const pools::Pool &pool) { return pool.price > 0; }))
        remark += tr(", $%1/h").arg(rows->totals()->display(0, PoolRows::Price, now));
    setRemark(remark);
    m_count = static_cast<int>(pools.size());
    fitHeight();
}

void PoolsCard::setOld(bool old)
{
    m_table->setOld(old);
}

void PoolsCard::fitHeight()
{
    const int rows = std::clamp(m_count, 1, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + rows * m_table->verticalHeader()->defaultSectionSize());
}

} // namespace ui
