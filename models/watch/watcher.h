// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "models/watch/findings.h"
#include "models/watch/jobfindings.h"

#include <QObject>
#include <QTimer>

namespace watch {

/// Keeps the findings of one stack true while it lives, whether a page shows them or not: since when something is so
/// can only be told by who has watched. Computes in the pool. Thread: GUI thread.
class Watcher final : public QObject
{
    Q_OBJECT
public:
    /// The watcher of a stack; made when first asked for, gone with the stack.
    static Watcher *of(const stack::Stack *stack);

    const QList<Finding> &findings() const { return m_findings; }
    Tally tally() const { return watch::tally(m_findings); }
    /// Whether findings() are of some picture yet.
    bool hasLooked() const { return m_hasLooked; }

signals:
    void findingsChanged(); ///< also when only ages moved a finding in or out

private:
    explicit Watcher(const stack::Stack *stack);
    void onSnapshot();
    void lookSoon();
    core::TimePoint judgedAt(const core::Freshness &freshness) const;
    void compute();
    void onComputed(QList<Finding> found);

    const stack::Stack *m_stack;
    Sightings m_sightings;
    QList<Finding> m_findings;
    QTimer m_soon; ///< the stream may bring many pictures a second
    QTimer m_ageing; ///< failures grow out of their hour without a new picture
    bool m_computing = false;
    bool m_again = false;
    bool m_hasLooked = false;
};

} // namespace watch
