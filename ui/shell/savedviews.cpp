// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/savedviews.h"

#include "ui/shell/page.h"
#include "ui/shell/session.h"

#include <QAction>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr const char *pageProperty = "page";

}

SavedViews::SavedViews(const QList<PageEntry> &pages, Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    for (const PageEntry &page : pages) {
        m_pages << page.key;
        m_titles.insert(page.key, page.title);
    }
    makeActions();
}

void SavedViews::makeActions()
{
    for (QAction *action : std::exchange(m_actions, {}))
        action->deleteLater(); // it may be the one that was just triggered
    for (const QString &page : std::as_const(m_pages)) {
        for (const QString &name : names(page)) {
            auto *action = new QAction(name, this);
            action->setObjectName(u"view-%1-%2"_s.arg(page, name));
            action->setProperty(pageProperty, page);
            action->setData(m_titles.value(page));
            connect(action, &QAction::triggered, this, [this, page, name] { emit chosen(page, name); });
            m_actions.append(action);
        }
    }
}

QList<QAction *> SavedViews::actions(const QString &page) const
{
    QList<QAction *> those;
    std::ranges::copy_if(m_actions, std::back_inserter(those),
                         [&](const QAction *action) { return action->property(pageProperty).toString() == page; });
    return those;
}

QStringList SavedViews::names(const QString &page) const
{
    QStringList names = m_session->views(page);
    names.sort(Qt::CaseInsensitive);
    return names;
}

QByteArray SavedViews::state(const QString &page, const QString &name) const
{
    return m_session->view(page, name);
}

QString SavedViews::nameOf(const QString &page, const QByteArray &state) const
{
    const QStringList all = names(page);
    const auto found
        = std::ranges::find_if(all, [&](const QString &name) { return m_session->view(page, name) == state; });
    return found == all.end() ? QString() : *found;
}

void SavedViews::keep(const QString &page, const QString &name, const QByteArray &state)
{
    const QString given = name.simplified().left(longestName);
    if (given.isEmpty() || state.isEmpty())
        return;
    m_session->setView(page, given, state);
    makeActions();
}

void SavedViews::rename(const QString &page, const QString &from, const QString &to)
{
    const QByteArray state = m_session->view(page, from);
    if (state.isEmpty() || to.simplified().isEmpty() || from == to)
        return;
    m_session->setView(page, from, {});
    keep(page, to, state);
}

void SavedViews::forget(const QString &page, const QString &name)
{
    m_session->setView(page, name, {});
    makeActions();
}

} // namespace ui
