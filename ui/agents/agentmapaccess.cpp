// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agentmapaccess.h"

#include "ui/agents/agentmap.h"

#include <QAccessibleInterface>
#include <QAccessibleWidget>
#include <QPointer>

#include <unordered_map>

namespace ui {

namespace {

/// One column. Lives until its map goes; asks the map anew each time, as pictures change under it.
class ColumnAccess final : public QAccessibleInterface
{
public:
    ColumnAccess(AgentMap *map, int column)
        : m_map(map)
        , m_column(column)
    {
    }

    bool isValid() const override
    {
        return m_map && m_map->picture() && m_column < static_cast<int>(m_map->picture()->columns.size());
    }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_map ? m_map->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_map.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_map->columnName(m_column) : QString();
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect local = m_map->columnRect(m_column);
        return { m_map->viewport()->mapToGlobal(local.topLeft()), local.size() };
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        if (isValid() && m_map->currentColumn() == m_column) {
            state.selected = true;
            state.focused = m_map->hasFocus();
        }
        return state;
    }

private:
    QPointer<AgentMap> m_map;
    int m_column;
};

class MapAccess final : public QAccessibleWidget
{
public:
    explicit MapAccess(AgentMap *map)
        : QAccessibleWidget(map, QAccessible::List, map->accessibleName())
    {
    }
    ~MapAccess() override
    {
        for (const auto &[column, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(MapAccess)

    int childCount() const override
    {
        return map()->picture() ? static_cast<int>(map()->picture()->columns.size()) : 0;
    }
    QAccessibleInterface *child(int column) const override
    {
        if (column < 0 || column >= childCount())
            return nullptr;
        const auto [at, isNew] = m_ids.try_emplace(column, QAccessible::Id{});
        if (isNew)
            at->second = QAccessible::registerAccessibleInterface(new ColumnAccess(map(), column));
        return QAccessible::accessibleInterface(at->second);
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint local = map()->viewport()->mapFromGlobal(QPoint(x, y));
        for (int column = 0; column < childCount(); ++column) {
            if (map()->columnRect(column).contains(local))
                return child(column);
        }
        return nullptr;
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (const auto &[column, id] : m_ids) {
            if (QAccessible::accessibleInterface(id) == wanted)
                return column;
        }
        return -1;
    }
    QAccessibleInterface *focusChild() const override { return child(map()->currentColumn()); }

private:
    AgentMap *map() const { return static_cast<AgentMap *>(object()); }
    mutable std::unordered_map<int, QAccessible::Id> m_ids; ///< made when a reader asks: most never do
};

QAccessibleInterface *factory(const QString &, QObject *object)
{
    auto *map = qobject_cast<AgentMap *>(object);
    return map ? new MapAccess(map) : nullptr;
}

} // namespace

void installAgentMapAccess()
{
    static const bool once = (QAccessible::installFactory(factory), true);
    Q_UNUSED(once)
}

} // namespace ui
