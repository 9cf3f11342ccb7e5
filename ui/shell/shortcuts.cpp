// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts.h"

#include <QAction>

#include <algorithm>

namespace ui {

void Shortcuts::add(const QString &id, const QString &group, QAction *action, const QList<QKeySequence> &keys)
{
    Q_ASSERT(!entry(id));
    action->setObjectName(id);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    m_entries.append({ id, group, action->text().remove(u'&'), keys, action });
}

void Shortcuts::addFixed(const QString &group, const QString &text, const QKeySequence &key)
{
    m_entries.append({ QString(), group, text, { key }, nullptr });
}

const Shortcuts::Entry *Shortcuts::entry(const QString &id) const
{
    const auto it = std::ranges::find_if(m_entries, [&](const Entry &e) { return !id.isEmpty() && e.id == id; });
    return it == m_entries.end() ? nullptr : &*it;
}

QAction *Shortcuts::action(const QString &id) const
{
    const Entry *found = entry(id);
    return found ? found->action : nullptr;
}

QKeySequence Shortcuts::key(const QString &id) const
{
    const QAction *found = action(id);
    return found ? found->shortcut() : QKeySequence();
}

QStringList Shortcuts::conflicts(const QKeySequence &key, const QString &id) const
{
    QStringList texts;
    if (key.isEmpty())
        return texts;
    for (const Entry &other : m_entries) {
        if (!id.isEmpty() && other.id == id)
            continue;
        const QList<QKeySequence> keys = other.action ? other.action->shortcuts() : other.standard;
        // A key that begins another sequence would swallow it.
        const bool taken = std::ranges::any_of(keys, [&key](const QKeySequence &k) {
            return !k.isEmpty() && (k.matches(key) != QKeySequence::NoMatch || key.matches(k) != QKeySequence::NoMatch);
        });
        if (taken)
            texts.append(other.text);
    }
    return texts;
}

void Shortcuts::assign(const Entry &e, const QKeySequence &key)
{
    QList<QKeySequence> keys = e.standard;
    if (key.isEmpty())
        keys.clear();
    else if (keys.isEmpty())
        keys.append(key);
    else
        keys.first() = key;
    e.action->setShortcuts(keys);
}

void Shortcuts::setKey(const QString &id, const QKeySequence &key)
{
    const Entry *e = entry(id);
    if (!e || !e->action || e->action->shortcut() == key)
        return;
    assign(*e, key);
    emit changed();
}

void Shortcuts::reset(const QString &id)
{
    if (const Entry *e = entry(id))
        setKey(id, e->standard.value(0));
}

QHash<QString, QString> Shortcuts::changes() const
{
    QHash<QString, QString> different;
    for (const Entry &e : m_entries) {
        if (e.action && e.action->shortcut() != e.standard.value(0))
            different.insert(e.id, e.action->shortcut().toString(QKeySequence::PortableText));
    }
    return different;
}

void Shortcuts::apply(const QHash<QString, QString> &changes)
{
    for (auto it = changes.begin(); it != changes.end(); ++it)
        setKey(it.key(), QKeySequence::fromString(it.value(), QKeySequence::PortableText));
}

} // namespace ui
