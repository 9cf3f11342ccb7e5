// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/stackwindow.h"

#include "app/console/stackset.h"
#include "ui/connections/addclusterdialog.h"
#include "ui/notify/notifier.h"
#include "ui/shell/mainwindow.h"

namespace console {

namespace {

void openAddDialog(StackSet *set, ui::MainWindow *window)
{
    auto *dialog = new ui::AddClusterDialog({ set->fileForAdding(), set->keyring() }, window);
    QObject::connect(dialog, &ui::AddClusterDialog::added, set, [set, window](const QString &name) {
        set->openAdded();
        window->showStack(name);
        window->showPage(QStringLiteral("overview"));
    });
    dialog->open();
}

} // namespace

void joinTogether(StackSet *set, ui::MainWindow *window)
{
    const auto tellMistakes = [set, window] { window->setConfigMistakes(set->file(), set->mistakes()); };
    tellMistakes();
    QObject::connect(set, &StackSet::mistakesChanged, window, tellMistakes);
    QObject::connect(set, &StackSet::leaving, window, &ui::MainWindow::release);
    QObject::connect(set, &StackSet::changed, window, [set, window] { window->setStacks(set->stacks()); });
    QObject::connect(window, &ui::MainWindow::addClusterWanted, set, [set, window] { openAddDialog(set, window); });
}

void notifyOf(StackSet *set, ui::MainWindow *window)
{
    auto *notifier = new ui::Notifier(window);
    notifier->setStacks(set->stacks());
    QObject::connect(set, &StackSet::leaving, notifier, &ui::Notifier::release);
    QObject::connect(set, &StackSet::changed, notifier, [set, notifier] { notifier->setStacks(set->stacks()); });
}

} // namespace console
