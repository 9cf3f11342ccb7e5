// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/verb.h"

#include "models/actions/record.h"

#include <algorithm>

namespace actions {

QCoro::Task<core::Result<Watch>> Verb::watch(QList<Step> steps, std::stop_token)
{
    Watch watch;
    for (const Step &step : steps)
        watch.reached.append(step.key);
    co_return watch;
}

QCoro::Task<core::Result<Ready>> Verb::ready(Record, QStringList keys, std::stop_token)
{
    Ready ready;
    ready.now = keys;
    co_return ready;
}

std::optional<Request> Verb::inverse(const Record &) const
{
    return std::nullopt;
}

core::Result<Answer> notSent(const core::Error &error)
{
    Answer answer;
    answer.unsent = error;
    return answer;
}

bool mayPass(const core::Error &error)
{
    using enum core::Error::Kind;
    switch (error.kind) {
    case NameNotResolved:
    case Refused:
    case Unreachable:
    case Timeout:
    case Proxy:
    case RateLimited:
    case Server:
    case NoLeader:
    case RedirectLoop: // an election under way
    case Truncated:
    case NotJson: // a proxy's page
        return true;
    case Tls:
    case Unauthorized:
    case Forbidden:
    case NotFound:
    case UnsafeRedirect:
    case TooLarge:
    case WrongShape:
    case Rejected:
    case JobUpdating:
    case Config:
    case Storage:
    case Cancelled:
        return false;
    }
    return false;
}

bool mayHaveArrived(const core::Error &error)
{
    using enum core::Error::Kind;
    switch (error.kind) {
    // Nothing left this machine, or who answered said that it did nothing.
    case NameNotResolved:
    case Refused:
    case Tls:
    case Unauthorized:
    case Forbidden:
    case NotFound:
    case RateLimited:
    case NoLeader:
    case RedirectLoop:
    case UnsafeRedirect:
    case Rejected:
    case JobUpdating:
    case Config:
    case Storage:
        return false;
    // A connection reset, a proxy's 502 in place of the server's answer, an answer cut short or not understood: the
    // server may have acted before.
    case Unreachable:
    case Timeout:
    case Proxy:
    case Server:
    case TooLarge:
    case Truncated:
    case NotJson:
    case WrongShape:
    case Cancelled:
        return true;
    }
    return true;
}

void Verbs::add(std::shared_ptr<Verb> verb)
{
    Q_ASSERT(verb && !find(verb->name()));
    m_verbs.append(std::move(verb));
}

std::shared_ptr<Verb> Verbs::find(const QString &name) const
{
    const auto found = std::ranges::find_if(m_verbs, [&](const auto &verb) { return verb->name() == name; });
    return found == m_verbs.end() ? nullptr : *found;
}

QStringList Verbs::names() const
{
    QStringList result;
    for (const auto &verb : m_verbs)
        result.append(verb->name());
    return result;
}

} // namespace actions
