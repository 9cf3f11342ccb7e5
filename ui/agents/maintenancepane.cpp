// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/maintenancepane.h"

#include "models/core/format.h"
#include "models/mesos/rows/maintenancerows.h"
#include "ui/common/labels.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostWindows = 6; ///< seen at once

} // namespace

MaintenancePane::MaintenancePane(stack::Stack *stack, QWidget *parent)
    : QWidget(parent)
    , m_stack(stack)
    , m_table(new TableView(u"maintenanceTable"_s, stack->clock(), this))
    , m_count(new TokenLabel(&Tokens::text2, &Theme::tableFont, this))
{
    setObjectName(u"maintenancePane"_s);
    hide();
    const Theme *theme = Theme::instance();
    auto *title = new TokenLabel(&Tokens::text, &Theme::uiFont, this);
    title->setText(tr("Maintenance"));
    title->setBold(true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme->px(12), theme->px(6), theme->px(12), theme->px(6));
    head->setSpacing(theme->px(8));
    head->addWidget(title);
    head->addWidget(m_count);
    head->addStretch(1);
    m_table->setAccessibleName(tr("maintenance windows"));
    m_table->setDefaultSort({ { u"state"_s, Qt::AscendingOrder }, { u"from"_s, Qt::AscendingOrder } });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table);
    connect(m_table, &TableView::linkClicked, this, &MaintenancePane::linkClicked);
    connect(stack->mesos(), &mesos::Store::freshnessChanged, m_table,
            [this] { m_table->setOld(m_stack->mesos()->freshness().isOld()); });
    connect(theme, &Theme::changed, this, &MaintenancePane::fitHeight);
}

void MaintenancePane::setPicture(const mesos::Snapshot &picture)
{
    // Windows are few: their rows are made here, in the moment their agents are shown.
    if (std::exchange(m_picture, picture) == picture)
        return;
    const auto windows = static_cast<qint64>(picture->maintenance.size());
    setVisible(windows > 0);
    if (windows == 0)
        return;
    m_table->setRows(mesos::maintenanceRows(picture));
    const auto down = std::ranges::count_if(picture->maintenance, &mesos::MaintenanceWindow::down);
    const QString all = windows == 1 ? tr("1 window") : tr("%1 windows").arg(core::formatCount(windows));
    m_count->setText(down > 0 ? tr("%1, %2 down").arg(all, core::formatCount(down)) : all);
    fitHeight();
}

void MaintenancePane::fitHeight()
{
    if (!m_picture)
        return;
    const Theme *theme = Theme::instance();
    const int rows = std::min(static_cast<int>(m_picture->maintenance.size()), mostWindows);
    m_table->setFixedHeight(theme->px(24) + rows * theme->rowHeight() + theme->px(4));
}

} // namespace ui
