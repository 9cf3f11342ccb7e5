// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"
#include "ui/common/card.h"

namespace ui {

/// What each layer says of the same, and how old it is. GUI thread.
class SayingsCard final : public Card
{
    Q_OBJECT
public:
    explicit SayingsCard(QWidget *parent = nullptr);
    void setSayings(const QList<explain::Saying> &sayings, core::TimePoint now);

private:
    QList<QWidget *> m_rows;
};

} // namespace ui
