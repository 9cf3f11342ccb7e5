// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/card.h"
#include "ui/overview/poolrows.h"

namespace ui {

class LinkButton;
class TotalsRow;
class TableView;

/// The pools with their subtotals and the sum of all (features R4). GUI thread.
class PoolsCard final : public Card
{
    Q_OBJECT
public:
    explicit PoolsCard(const core::Clock &clock, QWidget *parent = nullptr);

    void setPools(const pools::Snapshot &picture, core::TimePoint now); ///< not null
    void setOld(bool old);
    TableView *table() const { return m_table; }

signals:
    void poolOpened(const QString &pool);
    void allOpened();

private:
    void fitHeight();

    pools::Snapshot m_picture;
    PoolTrends m_trends;
    TableView *m_table;
    TotalsRow *m_totals;
    int m_count = 0;
};

} // namespace ui
