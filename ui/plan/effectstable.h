// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <QWidget>

#include <array>

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
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Where columns begin and end, px from the left; texts keep `pad` from it.
    struct Columns
    {
        int pad = 0;
        int beforeLeft = 0;
        int beforeRight = 0;
        int afterRight = 0;
    };
    using Cells = std::array<QStringList, 4>; ///< in lines: touches, before, after, delta
    Columns columns() const;
    Cells cellsOf(const actions::Effect &effect, const Columns &columns) const;
    int heightOf(const Cells &cells) const;
    int lineHeight() const; ///< of a row of one line
    QList<actions::Effect> m_effects;
    QString m_age;
};

} // namespace ui
