// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/serviceerror.h"

#include "models/aws/wire/xml.h"
#include "models/net/located.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace aws {

namespace {

using Problem = ServiceError::Problem;
using Kind = core::Error::Kind;

template <size_t N>
bool isOneOf(const QString &code, const std::array<QLatin1StringView, N> &codes)
{
    return std::ranges::find(codes, code) != codes.end();
}

// As botocore's standard retries name them.
constexpr std::array throttles{
    "Throttling"_L1,
    "ThrottlingException"_L1,
    "ThrottledException"_L1,
    "RequestThrottledException"_L1,
    "TooManyRequestsException"_L1,
    "RequestLimitExceeded"_L1,
    "BandwidthLimitExceeded"_L1,
    "RequestThrottled"_L1,
    "SlowDown"_L1,
    "EC2ThrottledException"_L1,
    "PriorRequestNotComplete"_L1,
    "LimitExceededException"_L1,
};
constexpr std::array wrongKeys{
    "AuthFailure"_L1,
    "SignatureDoesNotMatch"_L1,
    "InvalidClientTokenId"_L1,
    "IncompleteSignature"_L1,
    "MissingAuthenticationToken"_L1,
    "UnrecognizedClientException"_L1,
    "InvalidAccessKeyId"_L1,
    "MissingAuthenticationTokenException"_L1,
};
constexpr std::array notAllowed{ "AccessDenied"_L1, "AccessDeniedException"_L1, "UnauthorizedOperation"_L1,
                                 "OptInRequired"_L1 };
constexpr std::array busy{ "ScalingActivityInProgress"_L1, "ResourceContention"_L1, "ResourceInUse"_L1 };

Problem problemOf(const ServiceError &error, int status)
{
    const QString &code = error.code;
    if (code == "RequestExpired"_L1
        || (code == "SignatureDoesNotMatch"_L1
            && (error.message.startsWith("Signature expired"_L1)
                || error.message.startsWith("Signature not yet current"_L1))))
        return Problem::ClockOff;
    if (code == "ExpiredToken"_L1 || code == "ExpiredTokenException"_L1)
        return Problem::ExpiredKeys;
    if (isOneOf(code, wrongKeys))
        return Problem::WrongKeys;
    if (isOneOf(code, notAllowed))
        return Problem::NotAllowed;
    if (isOneOf(code, throttles) || status == 429)
        return Problem::Throttled;
    if (isOneOf(code, busy))
        return Problem::Busy;
    if (code == "DryRunOperation"_L1)
        return Problem::DryRun;
    if (code.endsWith(".NotFound"_L1) || code == "NoSuchEntity"_L1
        || (code == "ValidationError"_L1 && error.message.contains("not found"_L1, Qt::CaseInsensitive)))
        return Problem::Unknown;
    if (status >= 500)
        return Problem::Failed;
    if (code.isEmpty() && (status == 401 || status == 407))
        return Problem::WrongKeys;
    if (code.isEmpty() && status == 403)
        return Problem::NotAllowed;
    return Problem::Refused;
}

Kind kindOf(Problem problem)
{
    switch (problem) {
    case Problem::WrongKeys:
    case Problem::ExpiredKeys:
        return Kind::Unauthorized;
    case Problem::ClockOff:
    case Problem::NotAllowed:
        return Kind::Forbidden;
    case Problem::Throttled:
        return Kind::RateLimited;
    case Problem::Failed:
        return Kind::Server;
    case Problem::Busy:
    case Problem::DryRun:
    case Problem::Unknown:
    case Problem::Refused:
        return Kind::Rejected;
    }
    Q_UNREACHABLE();
}

/// Code, message and id lie at different depths; their names are alike everywhere.
void readError(Xml &xml, ServiceError &error)
{
    xml.children([&](QStringView name) {
        if (name == u"Code" && error.code.isEmpty())
            error.code = xml.text().trimmed();
        else if (name == u"Message" && error.message.isEmpty())
            error.message = xml.text().simplified();
        else if (name.compare(u"RequestId", Qt::CaseInsensitive) == 0)
            error.requestId = xml.text();
        else if (name == u"Error" || name == u"Errors")
            readError(xml, error);
        else
            xml.skip();
    });
}

/// What a web page says it is: its title, else its first line.
QString headOf(const net::Response &response)
{
    const QString text = QString::fromUtf8(response.body.toByteArray().left(4096)).trimmed();
    constexpr auto tag = "<title>"_L1;
    const qsizetype title = text.indexOf(tag, 0, Qt::CaseInsensitive);
    const QString words = title < 0 ? QString() : text.mid(title + tag.size()).section(u'<', 0, 0).simplified();
    return (words.isEmpty() ? text.section(u'\n', 0, 0) : words).left(200);
}

} // namespace

std::optional<ServiceError> serviceError(const net::Response &response)
{
    if (response.status / 100 == 2)
        return std::nullopt;
    ServiceError error;
    Xml xml(QByteArrayView(response.body.data(), response.body.size()));
    if (xml.open())
        readError(xml, error);
    if (error.code.isEmpty())
        error.message = headOf(response);
    error.problem = problemOf(error, response.status);
    return error;
}

core::Error toError(const ServiceError &error, const net::Response &response)
{
    core::Error result;
    result.kind = kindOf(error.problem);
    result.detail = error.code.isEmpty() ? error.message : u"%1: %2"_s.arg(error.code, error.message);
    if (!error.requestId.isEmpty())
        result.detail += u"\nRequest ID: %1"_s.arg(error.requestId);
    return net::located(std::move(result), response);
}

QString codeOf(const core::Error &error)
{
    const QString code = error.detail.section(u':', 0, 0);
    const bool isCode = !code.isEmpty() && code.size() < error.detail.size()
        && std::ranges::all_of(code, [](QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'_'; });
    return isCode ? code : QString();
}

bool mayHaveBeenCarriedOut(const core::Error &error)
{
    switch (error.kind) {
    case Kind::Unreachable: // also a connection that broke after the order was sent
    case Kind::Timeout:
    case Kind::Truncated:
    case Kind::TooLarge:
    case Kind::WrongShape:
    case Kind::Cancelled:
    case Kind::Server:
        return true;
    default:
        return false;
    }
}

} // namespace aws
