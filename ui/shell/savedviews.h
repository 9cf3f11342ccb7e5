// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

class QAction;

namespace ui {

struct PageEntry;
class Session;

/// What pages show, kept under names: filter, groups, sort and columns (Page::viewState()). They belong to a page, not
/// to a stack: whoever looks for full disks does so in each cluster. GUI thread.
class SavedViews final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype longestName = 40;

    SavedViews(const QList<PageEntry> &pages, Session *session, QObject *parent = nullptr);

    QStringList names(const QString &page) const; ///< by alphabet
    QByteArray state(const QString &page, const QString &name) const; ///< empty: there is none
    QString nameOf(const QString &page, const QByteArray &state) const; ///< empty: it is kept under no name
    void keep(const QString &page, const QString &name, const QByteArray &state); ///< replaces one of the same name
    void rename(const QString &page, const QString &from, const QString &to); ///< replaces one called `to`
    void forget(const QString &page, const QString &name);

    /// One of each view, for menu and palette: its text is the view's name, its data the page's title.
    QList<QAction *> actions() const { return m_actions; }
    QList<QAction *> actions(const QString &page) const;

signals:
    void chosen(const QString &page, const QString &name);

private:
    void makeActions();

    QHash<QString, QString> m_titles; ///< of pages, by their keys
    QStringList m_pages;
    Session *m_session;
    QList<QAction *> m_actions;
};

} // namespace ui
