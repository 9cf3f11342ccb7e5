// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"
#include "models/config/stackconfig.h"

#include <QDialog>

#include <memory>

namespace ui {

/// A plan before it is an action (mock-up 08): what is touched, the blast radius, what cannot be undone, the calls;
/// then the consent its grade asks for, a click, and the hold in which Cancel stops it. Sends nothing by itself: the
/// action center does, after the hold. Enter never sends; Escape cancels. Object name "planDialog". GUI thread.
class PlanDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString stack;
        config::Tier tier = config::Tier::Production;
    };

    PlanDialog(actions::ActionCenter *center, actions::Request request, Place place, const core::Clock &clock,
               QWidget *parent = nullptr);
    ~PlanDialog() override;

    /// One at a time over `above`'s window; a second one takes its place.
    static PlanDialog *open(actions::ActionCenter *center, actions::Request request, Place place,
                            const core::Clock &clock, QWidget *above);

    void reject() override; ///< Escape, Cancel: within the hold it stops the action

signals:
    void unlockRequested(); ///< read-only: the button asks for writing
    void started(const QString &actionId); ///< the hold is over, the action runs

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
