// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "ui/common/card.h"
#include "ui/overview/figures.h"

namespace ui {

/// Capacity where there is no room for charts (mock-up 16): one meter a kind. GUI thread.
class MetersCard final : public Card
{
    Q_OBJECT
public:
    explicit MetersCard(QWidget *parent = nullptr);
    void setState(const mesos::State &state, const Counts &counts);

private:
    class Lines;
    Lines *m_lines;
};

} // namespace ui
