// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/leadersearch.h"

#include "models/net/addressing.h"
#include "models/net/neterror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace net {

namespace {

using Kind = core::Error::Kind;

QString pathAndQuery(const QUrl &url)
{
    return url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

QUrl baseOf(const QUrl &url)
{
    QUrl base;
    base.setScheme(url.scheme());
    base.setHost(url.host());
    base.setPort(url.port());
    return base;
}

} // namespace

QUrl LeaderSearch::Target::url() const
{
    QString prefix = base.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    const QUrl tail(path);
    QUrl result = base;
    result.setUserInfo({});
    result.setPath(prefix + tail.path(QUrl::FullyEncoded), QUrl::StrictMode);
    if (tail.hasQuery())
        result.setQuery(tail.query(QUrl::FullyEncoded), QUrl::StrictMode);
    return result;
}

LeaderSearch::LeaderSearch(QList<QUrl> candidates, const QUrl &knownLeader, const Request &request,
                           LeaderAliases *aliases)
    : m_candidates(std::move(candidates))
    , m_route(request.route.get())
    , m_aliases(aliases)
    , m_path(pathAndQuery(request.url))
    , m_credentials(request.credentials.scheme != Credentials::Scheme::None)
{
    if (!m_path.startsWith(u'/'))
        m_path.prepend(u'/');
    // A leader that is no candidate was reached by a redirect without credentials; there may be some by now.
    if (!knownLeader.isEmpty()) {
        const auto leader = known(knownLeader);
        if (leader || !m_credentials)
            m_queue.append({ leader ? leader->base : knownLeader, m_path, leader.has_value() });
    }
    for (const QUrl &candidate : std::as_const(m_candidates))
        m_queue.append({ candidate, m_path, true });
}

QString LeaderSearch::place(const QUrl &url) const
{
    return authorityOf(rewritten(url, m_route));
}

bool LeaderSearch::wasAsked(const QUrl &base) const
{
    return m_asked.contains(place(base));
}

std::optional<LeaderSearch::Target> LeaderSearch::next()
{
    while (!m_queue.isEmpty() && wasAsked(m_queue.constFirst().base))
        m_queue.removeFirst();
    while (m_queue.isEmpty() && !m_unknown.isEmpty()) {
        const Target target = m_unknown.takeFirst();
        if (wasAsked(target.base))
            continue;
        if (!m_credentials)
            m_queue.append(target);
        else
            m_unsafe = target.base;
    }
    if (m_queue.isEmpty())
        return std::nullopt;
    m_current = m_queue.takeFirst();
    m_asked.insert(place(m_current.base));
    return m_current;
}

/// The candidate that `location` means. On the host of a candidate any port will do: several masters on one machine.
std::optional<LeaderSearch::Target> LeaderSearch::known(const QUrl &location)
{
    const auto is = [&](const QUrl &candidate) {
        return authorityOf(candidate) == authorityOf(location) || place(candidate) == place(location);
    };
    if (const auto it = std::ranges::find_if(m_candidates, is); it != m_candidates.end())
        return Target{ *it, pathAndQuery(location), true };

    const QUrl alias = m_aliases->value(authorityOf(location));
    if (!alias.isEmpty() && !wasAsked(alias))
        return Target{ alias, pathAndQuery(location), true };
    m_aliases->remove(authorityOf(location)); // it does not lead any more, or the name has moved

    const QString host = rewritten(location, m_route).host();
    const auto sameHost = [&](const QUrl &candidate) {
        return candidate.scheme() == location.scheme()
            && (candidate.host() == location.host() || rewritten(candidate, m_route).host() == host);
    };
    if (std::ranges::any_of(m_candidates, sameHost))
        return Target{ baseOf(location), pathAndQuery(location), false };
    return std::nullopt;
}

void LeaderSearch::failed(const core::Error &error)
{
    m_errors.append(error);
    m_failures.insert(place(m_current.base), error);
}

void LeaderSearch::redirected(const QUrl &header)
{
    const QUrl location = m_current.url().resolved(header);
    auto target = known(location);
    if (!target) {
        m_unknown.append({ baseOf(location), pathAndQuery(location), false });
        return;
    }
    const QString there = place(target->base);
    if (const auto failure = m_failures.constFind(there); failure != m_failures.cend())
        m_deadLeader = *failure;
    else if (m_asked.contains(there))
        m_circle = true;
    else
        m_queue.prepend(*target);
}

void LeaderSearch::leads()
{
    if (!m_current.isCandidate)
        return;
    for (const Target &unknown : std::as_const(m_unknown))
        m_aliases->insert(authorityOf(unknown.base), m_current.base);
}

core::Error LeaderSearch::verdict() const
{
    if (m_candidates.isEmpty())
        return requestError(Kind::Config, {}, u"No master is configured."_s);
    const QUrl first = Target{ m_candidates.constFirst(), m_path, true }.url();
    if (!m_unsafe.isEmpty())
        return requestError(Kind::UnsafeRedirect, first, authorityOf(m_unsafe));
    if (m_deadLeader) {
        return requestError(Kind::NoLeader, first,
                            u"The other masters still point at %1: %2"_s.arg(m_deadLeader->endpoint.section(u'/', 0, 0),
                                                                             core::kindName(m_deadLeader->kind)));
    }
    const auto noLeader = std::ranges::find(m_errors, Kind::NoLeader, &core::Error::kind);
    if (noLeader != m_errors.cend())
        return *noLeader;
    if (m_circle)
        return requestError(Kind::RedirectLoop, m_current.url());
    return m_errors.isEmpty() ? requestError(Kind::RedirectLoop, first) : m_errors.constFirst();
}

} // namespace net
