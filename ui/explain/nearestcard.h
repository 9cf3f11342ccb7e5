// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"
#include "ui/common/card.h"

class QGridLayout;

namespace ui {

/// The agents to which least is missing, side by side, or one below the other where it is narrow. GUI thread.
class NearestCard final : public Card
{
    Q_OBJECT
public:
    explicit NearestCard(QWidget *parent = nullptr);
    void setVerdict(const explain::Verdict &verdict);

signals:
    void agentOpened(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFit(const explain::NearFit &fit, const explain::Amounts &need);
    void arrange();

    QWidget *m_box;
    QGridLayout *m_grid;
    QList<QWidget *> m_fits;
    int m_columns = 0;
};

} // namespace ui
