// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/pools/pool.h"
#include "ui/plan/wishdialog.h"

class QLabel;
class QSpinBox;

namespace ui {

/// How many machines of a group shall be cycled at once, and how long it waits after each batch. Object name
/// "cycleDialog". GUI thread.
class CycleDialog final : public WishDialog
{
    Q_OBJECT
public:
    CycleDialog(const Place &place, const pools::Pool &pool, QWidget *parent = nullptr);

signals:
    void planRequested(const actions::Request &request);

private:
    void check();
    void plan() override;

    const pools::Pool m_pool;
    QSpinBox *m_atOnce;
    QSpinBox *m_pause; ///< seconds
    QLabel *m_words;
};

} // namespace ui
