// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layouts.h"

#include "ui/shell/footdock.h"
#include "ui/shell/inspector.h"
#include "ui/shell/session.h"

#include <QInputDialog>
#include <QMainWindow>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int version = 1; ///< counts up when docks get other names
constexpr qsizetype longestName = 40;

} // namespace

Layouts::Layouts(QMainWindow *stage, Inspector *inspector, FootDock *foot, Session *session, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
    , m_inspector(inspector)
    , m_foot(foot)
    , m_session(session)
{
    for (QDockWidget *dock : stage->findChildren<QDockWidget *>(Qt::FindDirectChildrenOnly))
        m_first.append({ dock, stage->dockWidgetArea(dock) });
}

QStringList Layouts::names() const
{
    QStringList names = m_session->layouts();
    names.sort(Qt::CaseInsensitive);
    return names;
}

void Layouts::keepAs(const QString &name)
{
    if (!name.isEmpty())
        m_session->setLayout(name, m_stage->saveState(version));
}

bool Layouts::apply(const QString &name)
{
    return show(m_session->layout(name));
}

void Layouts::forget(const QString &name)
{
    m_session->setLayout(name, {});
}

void Layouts::reset()
{
    m_inspector->setOverlay(false);
    for (const Place &place : std::as_const(m_first)) {
        place.dock->setFloating(false);
        m_stage->addDockWidget(place.area, place.dock);
    }
    m_inspector->setChosenWidth(0);
    m_inspector->showContent();
    m_foot->showContent();
    emit applied();
}

void Layouts::save()
{
    // Over the page the inspector is in no dock area: its place of before stays remembered.
    if (!m_inspector->isOverlay())
        m_session->setDocks(m_stage->saveState(version));
}

void Layouts::restore()
{
    show(m_session->docks());
}

bool Layouts::show(const QByteArray &state)
{
    if (state.isEmpty())
        return false;
    m_inspector->setOverlay(false); // only what is docked can be put in its place
    const bool known = m_stage->restoreState(state, version);
    m_inspector->showContent();
    m_foot->showContent();
    emit applied();
    return known;
}

void Layouts::askForName()
{
    bool given = false;
    const QString name
        = QInputDialog::getText(m_stage, tr("Keep this layout"), tr("Name"), QLineEdit::Normal, {}, &given);
    if (given)
        keepAs(name.simplified().left(longestName));
}

void Layouts::fillMenu(QMenu *menu)
{
    menu->clear();
    const QStringList all = names();
    for (const QString &name : all) {
        QAction *action = menu->addAction(name);
        action->setObjectName(u"layout-"_s + name);
        connect(action, &QAction::triggered, this, [this, name] { apply(name); });
    }
    menu->addSeparator();
    QAction *keep = menu->addAction(tr("&Keep this layout as…"));
    keep->setObjectName(u"layout-keep"_s);
    connect(keep, &QAction::triggered, this, &Layouts::askForName);
    QMenu *forgetting = menu->addMenu(tr("&Forget"));
    forgetting->setEnabled(!all.isEmpty());
    for (const QString &name : all) {
        connect(forgetting->addAction(name), &QAction::triggered, this, [this, name] { forget(name); });
    }
}

} // namespace ui
