// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"

#include <QWidget>

namespace ui {

/// The bar over a plan, or another dialog about a stack, in its stack's colour: word of the tier, title, stack. By it
/// one knows the cluster. GUI thread.
class PlanHead final : public QWidget
{
    Q_OBJECT
public:
    PlanHead(config::Tier tier, const QString &stack, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const config::Tier m_tier;
    const QString m_stack;
    QString m_title;
};

} // namespace ui
