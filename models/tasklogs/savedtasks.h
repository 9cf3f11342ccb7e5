// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/copystore.h"

namespace tasklogs {

/// Whose logs were saved here, at hand for who types a name while nobody lists those tasks any more. It is behind the
/// store by a moment. Thread: GUI thread.
class SavedTasks final : public QObject
{
    Q_OBJECT
public:
    explicit SavedTasks(CopyStore *copies, QObject *parent = nullptr);

    /// The newest copy of each task, the newest first, of the last thousand copies.
    const QList<Copy> &newest() const { return m_newest; }

private:
    void ask();

    CopyStore *m_copies;
    QList<Copy> m_newest;
    bool m_isAsking = false;
    bool m_hasChanged = false; ///< while it was being asked
};

} // namespace tasklogs
