// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/call.h"

namespace aws {

namespace {

/// As forms are written: a blank is "+".
QByteArray encoded(const QString &text)
{
    return text.toUtf8().toPercentEncoding(" ").replace(' ', '+');
}

} // namespace

QByteArray Call::body() const
{
    QByteArray body = "Action=" + m_action + "&Version=" + apiVersion(m_service);
    for (const auto &[name, value] : m_parameters)
        body += '&' + name + '=' + encoded(value);
    return body;
}

Call Call::next(const QString &token) const
{
    Q_ASSERT(onlyReads());
    Call call = *this;
    call.m_parameters.removeIf([](const auto &parameter) { return parameter.first == "NextToken"; });
    call.m_parameters.append({ "NextToken", token });
    return call;
}

} // namespace aws
