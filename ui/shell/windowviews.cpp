// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow::Private: the saved views of the shown page.
#include "ui/shell/activitystrip.h"
#include "ui/shell/mainwindow_p.h"
#include "ui/shell/pagebar.h"
#include "ui/shell/savedviews.h"
#include "ui/shell/viewnamedialog.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::Private::showView(const QString &key, const QString &name)
{
    q->showPage(key);
    const QByteArray state = views->state(key, name);
    if (shown && page == key && !state.isEmpty())
        shown->restoreView(state);
}

void MainWindow::Private::askForView(const QString &renamed)
{
    const QString key = page;
    QStringList taken = views->names(key);
    taken.removeAll(renamed);
    auto *dialog = new ViewNameDialog(renamed.isEmpty() ? tr("Keep this view") : tr("Rename “%1”").arg(renamed),
                                      renamed, taken, q);
    connect(dialog, &ViewNameDialog::given, q, [this, key, renamed](const QString &name) {
        if (!renamed.isEmpty())
            return views->rename(key, renamed, name);
        if (Page *there = q->page(key)) // as it is now
            views->keep(key, name, there->viewState());
        strip->tell(tr("View “%1” is kept.").arg(name));
    });
    dialog->open();
}

void MainWindow::Private::fillViewMenu(QMenu *menu)
{
    menu->clear();
    const QByteArray now = shown ? shown->viewState() : QByteArray();
    const QString current = now.isEmpty() ? QString() : views->nameOf(page, now);
    const QList<QAction *> all = views->actions(page);
    for (QAction *action : all) {
        action->setCheckable(true);
        action->setChecked(action->text() == current);
        menu->addAction(action);
    }
    menu->addSeparator();
    QAction *keep = menu->addAction(tr("&Keep this view as…"));
    keep->setObjectName(u"view-keep"_s);
    keep->setEnabled(!now.isEmpty());
    connect(keep, &QAction::triggered, q, [this] { askForView({}); });
    QMenu *renaming = menu->addMenu(tr("&Rename"));
    QMenu *forgetting = menu->addMenu(tr("&Delete"));
    for (QMenu *each : { renaming, forgetting })
        each->setEnabled(!all.isEmpty());
    for (const QAction *action : all) {
        const QString name = action->text();
        connect(renaming->addAction(name), &QAction::triggered, q, [this, name] { askForView(name); });
        connect(forgetting->addAction(name), &QAction::triggered, q, [this, name, key = page] {
            views->forget(key, name);
            strip->tell(tr("View “%1” is deleted.").arg(name));
        });
    }
}

/// By key or by the button of the page bar.
void MainWindow::Private::popUpViews()
{
    auto *menu = q->menuBar()->findChild<QMenu *>(u"viewMenu"_s);
    const QWidget *button = pageBar->viewsButton();
    if (!button)
        return strip->tell(tr("This page has no views to keep."));
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

} // namespace ui
