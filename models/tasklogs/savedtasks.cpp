// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/savedtasks.h"

#include "models/core/whendone.h"

#include <QSet>

#include <utility>

namespace tasklogs {

namespace {

constexpr int mostCopies = 1000;

} // namespace

SavedTasks::SavedTasks(CopyStore *copies, QObject *parent)
    : QObject(parent)
    , m_copies(copies)
{
    connect(copies, &CopyStore::changed, this, &SavedTasks::ask);
    ask();
}

void SavedTasks::ask()
{
    if (m_isAsking) {
        m_hasChanged = true;
        return;
    }
    m_isAsking = true;
    core::whenDone(m_copies->newest(mostCopies), this, [this](const QList<Copy> &copies) {
        m_newest.clear();
        QSet<QString> seen;
        for (const Copy &copy : copies) {
            if (seen.contains(copy.task))
                continue;
            seen.insert(copy.task);
            m_newest.append(copy);
        }
        m_isAsking = false;
        if (std::exchange(m_hasChanged, false))
            ask();
    });
}

} // namespace tasklogs
