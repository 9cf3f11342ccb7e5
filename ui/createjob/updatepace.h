// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/updatevalues.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace ui {

/// How an update rolls: instances at a time, how long each is watched, whether it goes back when one fails. Begins as
/// Aurora's own client does. GUI thread.
class UpdatePace final : public QWidget
{
    Q_OBJECT
public:
    explicit UpdatePace(QWidget *parent = nullptr);
    aurora::UpdateSettings settings() const;

private:
    QSpinBox *m_groupSize;
    QSpinBox *m_watch; ///< s
    QCheckBox *m_rollBack;
};

} // namespace ui
