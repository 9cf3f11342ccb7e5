// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "ui/plan/wishdialog.h"

#include <stop_token>

class QDoubleSpinBox;
class QLabel;

namespace ui {

/// "Set quota…" of a role: what its production jobs may ask for, beside what they use now. The fields hold the present
/// limit as soon as the scheduler has told it; until then there is nothing to plan. Object name "quotaDialog".
/// GUI thread.
class QuotaDialog final : public WishDialog
{
    Q_OBJECT
public:
    QuotaDialog(const Place &place, const QString &role, aurora::Store *aurora, QWidget *parent = nullptr);
    ~QuotaDialog() override;

signals:
    void planRequested(const QString &role, const aurora::Resources &limit);

private:
    void take(const core::Result<aurora::Quota> &quota);
    void plan() override;

    const QString m_role;
    aurora::Resources m_limit; ///< as it is now
    QLabel *m_words;
    QDoubleSpinBox *m_cpus; ///< cores
    QDoubleSpinBox *m_memory; ///< GiB
    QDoubleSpinBox *m_disk; ///< GiB
    std::stop_source m_asking;
};

} // namespace ui
