// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/errortext.h"

#include "models/core/format.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace core {

namespace {

/// The host part of "host:port/path".
QString hostOf(const Error &error)
{
    const QString authority = error.endpoint.section(u'/', 0, 0);
    return authority.contains(u':') ? authority.section(u':', 0, -2) : authority;
}

QString authorityOf(const Error &error)
{
    return error.endpoint.section(u'/', 0, 0);
}

QString offsetSentence(Duration offset)
{
    const QString span = formatSpan(offset < Duration::zero() ? -offset : offset);
    return (offset > Duration::zero() ? tr("This machine's clock is %1 behind the server's.")
                                      : tr("This machine's clock is %1 ahead of the server's."))
        .arg(span);
}

/// The server understood, answered in order, and its answer is a refusal: it has its own words, and no HTTP status
/// that would tell anything.
bool isRefusalInAnswer(const Error &error)
{
    return error.httpStatus / 100 == 2;
}

/// The server's words behind ours; "no reason given" where it has none.
QString itsWords(const Error &error)
{
    const QString words = error.detail.section(u'\n', 0, 0);
    return words.isEmpty() ? tr("no reason given.") : words;
}

ErrorText forbidden(const Error &error, const QString &who)
{
    if (isRefusalInAnswer(error)) {
        return { tr("%1 knows who asks, but does not allow it: %2").arg(who, itsWords(error)),
                 tr("Ask for the right, or use another user.") };
    }
    if (const Duration offset = error.clockOffset.value_or(Duration::zero()); isSuspicious(offset)) {
        return { tr("%1 refuses (403), and the clocks differ. %2").arg(who, offsetSentence(offset)),
                 tr("Correct the clock, then try again.") };
    }
    return { tr("%1 knows who asks, but does not allow it (403).").arg(who),
             tr("Ask for the right, or use another user. The rest goes on.") };
}

ErrorText notJson(const Error &error, const QString &who)
{
    if (error.detail.contains(u"<html"_s, Qt::CaseInsensitive)
        || error.detail.contains(u"<!doctype"_s, Qt::CaseInsensitive)) {
        return { error.httpStatus >= 400
                     ? tr("%1 answered with a web page instead of JSON (%2).").arg(who).arg(error.httpStatus)
                     : tr("%1 answered with a web page instead of JSON.").arg(who),
                 tr("A proxy or another service is in between: look at %1.").arg(authorityOf(error)) };
    }
    return { error.path.isEmpty() ? tr("The answer of %1 is not JSON.").arg(who)
                                  : tr("The answer of %1 is not JSON, from %2 on.").arg(who, error.path),
             tr("Look whether %1 is really its address.").arg(authorityOf(error)) };
}

} // namespace

ErrorText errorText(const Error &error, const QString &who)
{
    using enum Error::Kind;
    switch (error.kind) {
    case NameNotResolved:
        return { tr("%1 does not resolve here.").arg(hostOf(error)),
                 tr("Connect the VPN, or give its address under rewrite in the stack's file.") };
    case Refused:
        return { tr("%1 is up, but nothing listens on %2.").arg(hostOf(error), authorityOf(error).section(u':', -1)),
                 tr("%1 may be restarting, or the port is another one.").arg(who) };
    case Unreachable:
        return { tr("No way to %1: %2")
                     .arg(authorityOf(error),
                          error.detail.isEmpty() ? tr("the network does not carry it.") : error.detail),
                 tr("Look at the VPN and the network.") };
    case Timeout:
        return { tr("%1 gave no answer in time.").arg(who), tr("It is asked again by itself.") };
    case Tls:
        return { tr("The certificate of %1 is not accepted: %2").arg(authorityOf(error), error.detail),
                 tr("Nothing was sent. Set the right CA, or pin this certificate's fingerprint in the stack's file.") };
    case Proxy:
        return { tr("The proxy on the way to %1 does not carry the connection: %2").arg(who, error.detail),
                 tr("Look at proxy in the stack's file, and whether the tunnel is open.") };
    case Unauthorized:
        return { error.detail.isEmpty()
                     ? tr("%1 does not know this user (401).").arg(who)
                     : tr("%1 does not know this user (401): %2").arg(who, error.detail.section(u'\n', 0, 0)),
                 tr("Give user and password for this stack.") };
    case Forbidden:
        return forbidden(error, who);
    case NotFound:
        return { tr("%1 has nothing at %2 (404).").arg(who, error.endpoint),
                 tr("The address may point to another service, or to another version of it.") };
    case RateLimited:
        return { tr("%1 slows us down (429).").arg(who), tr("It is asked less often until it accepts.") };
    case Server:
        if (isRefusalInAnswer(error))
            return { tr("%1 failed at it: %2").arg(who, itsWords(error)), QString() };
        return { tr("%1 failed to answer (%2).").arg(who).arg(error.httpStatus), tr("It is asked again by itself.") };
    case NoLeader:
        return { tr("%1 has no leading master.").arg(who),
                 tr("Running tasks go on; nothing new starts. An election takes up to 2 min.") };
    case RedirectLoop:
        return { tr("%1 was redirected in a circle by %2.").arg(who, authorityOf(error)),
                 tr("Usually an election under way; it is asked again by itself.") };
    case UnsafeRedirect:
        return { tr("%1 redirects to a place the stack's file does not know: %2").arg(who, error.detail),
                 tr("Nothing was sent there. Add the master to the stack's file if it is yours.") };
    case TooLarge:
        return { tr("The answer of %1 is larger than the limit of %2.").arg(who, formatBytes(error.expected)),
                 tr("Raise maxBody in the stack's file if the cluster is that large.") };
    case Truncated:
        return {
            error.expected > 0
                ? tr("%1 sent %2 of %3 and closed.").arg(who, formatBytes(error.received), formatBytes(error.expected))
                : tr("%1 sent %2 and closed before the end.").arg(who, formatBytes(error.received)),
            tr("The last picture stays; it is asked again by itself.")
        };
    case NotJson:
        return notJson(error, who);
    case WrongShape:
        return { tr("The answer of %1 is not understood at %2: %3").arg(who, error.path, error.detail),
                 tr("Another service may answer there, or a version this program does not know.") };
    case Rejected:
        if (isRefusalInAnswer(error))
            return { tr("%1 says no: %2").arg(who, itsWords(error)), QString() };
        return { tr("%1 says no (%2): %3").arg(who).arg(error.httpStatus).arg(error.detail.section(u'\n', 0, 0)),
                 QString() };
    case JobUpdating:
        return { tr("%1 says no, as an update holds the job: %2").arg(who, itsWords(error)),
                 tr("Wait until the update ends, or pause and abort it.") };
    case Config:
    case Storage:
        return { error.detail, QString() };
    case Cancelled:
        return { tr("Cancelled."), QString() };
    }
    Q_UNREACHABLE();
}

bool isSuspicious(Duration clockOffset)
{
    return std::chrono::abs(clockOffset) > std::chrono::seconds(60);
}

QString errorDetails(const Error &error)
{
    QStringList lines;
    lines << tr("Asked: %1").arg(error.endpoint);
    lines << (error.httpStatus ? tr("Answer: %1").arg(error.httpStatus) : tr("Answer: none"));
    if (!error.path.isEmpty())
        lines << tr("Place: %1").arg(error.path);
    if (error.clockOffset)
        lines << tr("Clock: %1").arg(offsetSentence(*error.clockOffset));
    if (!error.detail.isEmpty())
        lines << error.detail;
    return lines.join(u'\n');
}

bool isSilence(Error::Kind kind)
{
    using enum Error::Kind;
    return kind == NameNotResolved || kind == Refused || kind == Unreachable || kind == Timeout;
}

QString kindName(Error::Kind kind)
{
    using enum Error::Kind;
    switch (kind) {
    case NameNotResolved:
        return u"name-not-resolved"_s;
    case Refused:
        return u"refused"_s;
    case Unreachable:
        return u"unreachable"_s;
    case Timeout:
        return u"timeout"_s;
    case Tls:
        return u"tls"_s;
    case Proxy:
        return u"proxy"_s;
    case Unauthorized:
        return u"unauthorized"_s;
    case Forbidden:
        return u"forbidden"_s;
    case NotFound:
        return u"not-found"_s;
    case RateLimited:
        return u"rate-limited"_s;
    case Server:
        return u"server"_s;
    case NoLeader:
        return u"no-leader"_s;
    case RedirectLoop:
        return u"redirect-loop"_s;
    case UnsafeRedirect:
        return u"unsafe-redirect"_s;
    case TooLarge:
        return u"too-large"_s;
    case Truncated:
        return u"truncated"_s;
    case NotJson:
        return u"not-json"_s;
    case WrongShape:
        return u"wrong-shape"_s;
    case Rejected:
        return u"rejected"_s;
    case JobUpdating:
        return u"job-updating"_s;
    case Config:
        return u"config"_s;
    case Storage:
        return u"storage"_s;
    case Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

} // namespace core
