// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/error.h"
#include "models/net/request.h"

#include <QList>
#include <QSet>
#include <QUrl>

#include <optional>

namespace net {

/// Which name of a master belongs to which candidate: learnt when a master redirected to a name that is not known here
/// and another candidate turned out to be the leader. authority → candidate.
using LeaderAliases = QHash<QString, QUrl>;

/// Decides whom to ask next while one request looks for the leader. Knows nothing of the network: it is told what came
/// of each step.
///
/// Masters redirect to the leader's own name (`//ip-10-0-0-2:5050/master/state`), which often does not resolve here.
/// A redirect to a candidate, by name, rewritten name or address, is followed at once. A redirect to a name nobody
/// knows waits until the other candidates were asked: most likely it is one of them, and it will answer by itself.
class LeaderSearch
{
public:
    struct Target
    {
        QUrl base; ///< scheme, host, port and perhaps a path in front of everything
        QString path; ///< path and query to ask for, encoded
        bool isCandidate = true;
        QUrl url() const;
    };

    /// `knownLeader` is asked first; empty: none. `aliases` outlives the search and learns from it.
    LeaderSearch(QList<QUrl> candidates, const QUrl &knownLeader, const Request &request, LeaderAliases *aliases);

    std::optional<Target> next(); ///< nullopt: nobody is left; see verdict()
    void failed(const core::Error &error);
    void redirected(const QUrl &location); ///< as in the header, may be relative
    void leads(); ///< the current target answered by itself

    core::Error verdict() const; ///< why nobody leads

private:
    bool wasAsked(const QUrl &base) const;
    std::optional<Target> known(const QUrl &location);
    QString place(const QUrl &url) const; ///< "host:port" after rewriting

    QList<QUrl> m_candidates;
    const Route *m_route;
    LeaderAliases *m_aliases;
    QString m_path;
    bool m_credentials;

    QList<Target> m_queue;
    QList<Target> m_unknown; ///< redirect targets nobody knows
    QSet<QString> m_asked; ///< places
    QHash<QString, core::Error> m_failures; ///< by place
    Target m_current;
    QList<core::Error> m_errors;
    bool m_circle = false;
    std::optional<core::Error> m_deadLeader; ///< of the one the others still point at
    QUrl m_unsafe;
};

} // namespace net
