// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDockWidget;
class QMainWindow;
class QMenu;

namespace ui {

class FootDock;
class Inspector;
class Session;

/// Where the docks lie: kept between runs, kept under names, and back to the first look at any time. GUI thread.
class Layouts final : public QObject
{
    Q_OBJECT
public:
    /// The stage has all its docks already: their places of now are the first look.
    Layouts(QMainWindow *stage, Inspector *inspector, FootDock *foot, Session *session, QObject *parent = nullptr);

    QStringList names() const; ///< by alphabet
    void keepAs(const QString &name); ///< replaces one of the same name
    bool apply(const QString &name); ///< false: there is none, or it is of a version that cannot be read any more
    void forget(const QString &name);
    void reset();

    void save(); ///< for the next run
    void restore(); ///< of the last run

    /// An entry for each name, one to keep the places of now, one to forget each. Filled anew whenever it opens.
    void fillMenu(QMenu *menu);

signals:
    void applied(); ///< the window has to fit the docks to its width again

private:
    bool show(const QByteArray &state);
    void askForName();

    QMainWindow *m_stage;
    Inspector *m_inspector;
    FootDock *m_foot;
    Session *m_session;
    struct Place
    {
        QDockWidget *dock;
        Qt::DockWidgetArea area;
    };
    QList<Place> m_first;
};

} // namespace ui
