// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"
#include "ui/plan/stackdialog.h"

#include <QPointer>

class QLabel;

namespace ui {

/// Asks before an action under way is stopped, with what stays done and what is not begun as it is now. Goes by itself
/// when the action ends meanwhile. Letting it run is the default. Object name "stopDialog". GUI thread.
class StopDialog final : public StackDialog
{
    Q_OBJECT
public:
    /// Over `above`'s window, one at a time; nullptr: the action is not under way any more.
    static StopDialog *open(actions::ActionCenter *center, const QString &id, const Place &place, QWidget *above);

private:
    StopDialog(actions::ActionCenter *center, const QString &id, const Place &place, QWidget *parent);
    bool goOn() override;
    void refresh();

    QPointer<actions::ActionCenter> m_center;
    const QString m_id;
    QLabel *m_words;
};

} // namespace ui
