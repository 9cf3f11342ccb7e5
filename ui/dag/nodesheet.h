// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chain/chain.h"
#include "models/dag/analysis/poolunits.h"
#include "ui/forecast/nightdesk.h"
#include "ui/tablepage/inspectorsheet.h"

namespace ui {

/// The inspector of one node: how it stands, when, each try, what it waits for and what waits for it, its job, its
/// forecast. GUI thread.
class NodeSheet final : public InspectorSheet
{
    Q_OBJECT
public:
    NodeSheet(const core::Clock &clock, QWidget *parent = nullptr);
    /// `chain`: of the node; nullptr: not read yet.
    void show(const NightView &view, dag::NodeIndex node, const chain::Cells *cells = nullptr);

private:
    void addTimes(const NightView &view, dag::NodeIndex node);
    void addTries(const dag::Node &node, const dag::NodeRun &run);
    void addPlace(const dag::Node &node, const dag::NodeRun &run, const chain::Cells *cells);
    void addUnit(const NightView &view, const dag::PoolUnit &unit);
    void addNeighbours(const NightView &view, dag::NodeIndex node);

    const core::Clock &m_clock;
};

} // namespace ui
