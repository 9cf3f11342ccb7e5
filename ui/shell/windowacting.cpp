// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow::Private: what changes a cluster: unlocking, plans, what runs.
#include "models/core/errortext.h"
#include "ui/plan/plandialog.h"
#include "ui/plan/stopdialog.h"
#include "ui/plan/unlockdialog.h"
#include "ui/shell/activitystrip.h"
#include "ui/shell/mainwindow_p.h"

#include <QPointer>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::plan(const actions::Request &request)
{
    d->plan(request);
}

void WindowNavigator::plan(const actions::Request &request)
{
    m_d->plan(request);
}

void WindowNavigator::act(const actions::Request &request)
{
    m_d->act(request);
}

void WindowNavigator::whenArmed(const std::function<void()> &then)
{
    m_d->whenArmed(then);
}

QList<stack::Stack *> WindowNavigator::stacks() const
{
    return m_d->stacks;
}

void WindowNavigator::showStack(const QString &name)
{
    m_window->showStack(name);
}

void MainWindow::Private::unlock()
{
    UnlockDialog::open(stack->actions()->arming(), stack->name(), stack->config().tier, q);
}

void MainWindow::Private::toggleLock()
{
    actions::Arming *arming = stack->actions()->arming();
    if (arming->isArmed())
        arming->lock();
    else
        unlock();
}

void MainWindow::Private::plan(const actions::Request &request)
{
    PlanDialog *dialog
        = PlanDialog::open(stack->actions(), request, { stack->name(), stack->config().tier }, stack->clock(), q);
    connect(dialog, &PlanDialog::unlockRequested, dialog, [this, dialog] {
        UnlockDialog::open(stack->actions()->arming(), stack->name(), stack->config().tier, dialog);
    });
}

/// What was clicked goes on once it is unlocked, of the stack it was clicked for.
void MainWindow::Private::whenArmed(const std::function<void()> &then)
{
    actions::Arming *const arming = stack->actions()->arming();
    if (arming->isArmed())
        return then();
    UnlockDialog *dialog = UnlockDialog::open(arming, stack->name(), stack->config().tier, q, true);
    QObject::connect(dialog, &QDialog::accepted, strip, [this, then, arming = QPointer(arming)] {
        if (stack && arming && arming == stack->actions()->arming() && arming->isArmed())
            then();
    });
}

void MainWindow::Private::act(const actions::Request &request)
{
    whenArmed([this, request] {
        QCoro::connect(stack->actions()->act(request), strip, [this](core::Result<QString> action) {
            if (!action) {
                const core::ErrorText words = core::errorText(action.error(), stack->name());
                strip->tell(words.what + u' ' + words.next);
            }
        });
    });
}

/// The strip's link: takes back what is held, asks whether to stop what runs, plans the way back of what is done.
void MainWindow::Private::pressAction(const QString &id)
{
    actions::ActionCenter *center = stack->actions();
    const auto record = center->record(id);
    if (!record)
        return;
    if (record->state == actions::State::Held) {
        center->cancel(id);
    } else if (actions::isUnderWay(record->state)) {
        StopDialog::open(center, id, { stack->name(), stack->config().tier }, q);
    } else if (const auto back = center->undoRequest(id)) {
        plan(*back);
    }
}

} // namespace ui
