// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

#include <QWidget>

namespace ui {

/// One resource of one agent: what is used, what is free, and dashed what one instance asks. GUI thread.
class FitBar final : public QWidget
{
    Q_OBJECT
public:
    FitBar(explain::Kind kind, const explain::NearFit &fit, int64_t need, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QString sentence() const; ///< "cpus: 1.0 free, needs 15.0"

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_text;
    double m_total;
    double m_used;
    double m_need;
    bool m_isShort;
};

} // namespace ui
