// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/card.h"
#include "ui/overview/sharerows.h"

#include <array>

class QStackedWidget;

namespace ui {

class Segments;
class TableView;

/// Total, allocated, offered and idle by role or by framework, for one kind of resource at a time (features R1). GUI
/// thread.
class SharesCard final : public Card
{
    Q_OBJECT
public:
    explicit SharesCard(const core::Clock &clock, QWidget *parent = nullptr);

    void setSnapshot(mesos::Snapshot snapshot);
    void setOld(bool old);
    ShareBy by() const;
    Capacity kind() const;
    void setBy(ShareBy by);
    TableView *table() const; ///< the one that is shown

    QSize sizeHint() const override; ///< as high as the most rows it had, so that nothing moves when one leaves

signals:
    void linkClicked(const QString &path);
    void switched();

private:
    void refill();

    const core::Clock &m_clock;
    mesos::Snapshot m_snapshot;
    Segments *m_by;
    Segments *m_kind;
    QStackedWidget *m_tables; ///< one per kind and grouping: a table's columns never change
    std::array<int, 2> m_mostRows{}; ///< by grouping
    bool m_old = false;
};

} // namespace ui
