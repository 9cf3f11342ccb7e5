// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;

namespace ui {

/// Every key of the window, once: what it is called, what it does, what it was before somebody changed it. The menus,
/// the palette and the sheet of F1 read from here. GUI thread.
class Shortcuts final : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        QString id; ///< "page-agents"; settings key
        QString group; ///< heading on the sheet: "Go", "View"
        QString text; ///< "Agents"
        QList<QKeySequence> standard; ///< the first is shown and remapped; further ones stay as they are
        QAction *action = nullptr; ///< nullptr: a key of tables and fields, told on the sheet but not remapped here
    };

    using QObject::QObject;

    /// Registers a key that acts in the whole window. The action keeps its text and gets its keys here.
    void add(const QString &id, const QString &group, QAction *action, const QList<QKeySequence> &keys);
    /// A key that some widget handles itself.
    void addFixed(const QString &group, const QString &text, const QKeySequence &key);

    const QList<Entry> &entries() const { return m_entries; }
    QAction *action(const QString &id) const;
    QKeySequence key(const QString &id) const;

    /// Texts of the entries that would act on the same key, without `id` itself. Empty: the key is free.
    QStringList conflicts(const QKeySequence &key, const QString &id) const;
    /// An empty key takes the shortcut away.
    void setKey(const QString &id, const QKeySequence &key);
    void reset(const QString &id);

    /// Only what differs from the standard.
    QHash<QString, QString> changes() const;
    void apply(const QHash<QString, QString> &changes);

signals:
    void changed();

private:
    const Entry *entry(const QString &id) const;
    void assign(const Entry &entry, const QKeySequence &key);
    QList<Entry> m_entries;
};

} // namespace ui
