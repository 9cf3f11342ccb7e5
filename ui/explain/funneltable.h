// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explain/funnelmodel.h"

#include <QTableView>

namespace ui {

/// The funnel, as high as its pools need, with the cell that left none boxed. Enter and double-click open the pool.
/// GUI thread.
class FunnelTable final : public QTableView
{
    Q_OBJECT
public:
    explicit FunnelTable(QWidget *parent = nullptr);

    void setVerdict(const explain::Verdict &verdict);

signals:
    void poolOpened(const QString &pool);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyMeasures();
    void fitColumns();
    int neededWidth(int column) const;

    FunnelModel *m_model;
};

} // namespace ui
