// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/httperrors.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using Kind = core::Error::Kind;

QString withoutEntities(QString text)
{
    return text.replace(u"&quot;"_s, u"\""_s)
        .replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&amp;"_s, u"&"_s);
}

/// The sentence in a page of the scheduler's HTTP server; null where it is another page.
QString faultInPage(const QString &page)
{
    static const QRegularExpression reason(u"<h2>HTTP ERROR.*<pre>(.*)</pre>"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = reason.match(page);
    return match.hasMatch() ? withoutEntities(match.captured(1)).trimmed() : QString();
}

bool tellsNoLeader(const core::Error &error)
{
    if (error.httpStatus != 502 && error.httpStatus != 503)
        return false;
    return error.detail.contains("No Leader Found"_L1) || error.detail.contains("There is no leading scheduler"_L1)
        || error.detail.startsWith("Current status: Another instance"_L1);
}

} // namespace

core::Error inSchedulersManner(core::Error error)
{
    if (tellsNoLeader(error)) {
        error.kind = Kind::NoLeader;
        const bool page = error.detail.contains("<html"_L1);
        error.detail = page ? u"No Leader Found"_s : error.detail.section(u'\n', 0, 0);
    } else if (error.httpStatus >= 500) {
        if (const QString fault = faultInPage(error.detail); !fault.isNull()) {
            error.kind = Kind::Server;
            error.detail = fault;
        }
    }
    return error;
}

std::optional<core::Error> httpError(const net::Response &response)
{
    const std::optional<core::Error> error = net::statusError(response);
    if (!error)
        return std::nullopt;
    return inSchedulersManner(*error);
}

} // namespace aurora
