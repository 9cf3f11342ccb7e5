// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QWidget>

namespace ui {

/// The blast radius: what each figure is before and after. Its texts are laid out in one grid; what changed since the
/// plan before stands on amber. Object name "planEffects". GUI thread.
class EffectsTable final : public QWidget
{
    Q_OBJECT
public:
    explicit EffectsTable(QWidget *parent = nullptr);
    void setEffects(const QList<actions::Effect> &effects, const QString &age);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QString asText() const; ///< for copying, tests and screen readers

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    int rows() const; ///< headings and header rows included
    QList<actions::Effect> m_effects;
    QString m_age;
};

} // namespace ui
