// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/keys.h"

#include <QByteArray>
#include <QList>
#include <QPair>

/// AWS Signature Version 4. Pure; checked against AWS's own test suite. Thread: any.
namespace aws::sigv4 {

/// A request as it will be sent. Nobody may change or add a signed header afterwards.
struct Message
{
    QByteArray method = "POST";
    QByteArray path = "/"; ///< as in the request line, without the query; may hold bytes that are to be encoded
    QByteArray query; ///< without the question mark
    QList<QPair<QByteArray, QByteArray>> headers; ///< all of them are signed
    QByteArray body;
};

/// For whom, where and when a signature holds: 15 minutes around `at`.
struct Scope
{
    QByteArray region; ///< "us-east-1"
    QByteArray service; ///< signing name: "autoscaling", "ec2", "sts"
    core::TimePoint at{};
};

QByteArray timestamp(core::TimePoint at); ///< "20150830T123600Z", the value of X-Amz-Date
QByteArray canonicalRequest(const Message &message);
QByteArray stringToSign(const QByteArray &canonicalRequest, const Scope &scope);
QByteArray signature(const QByteArray &stringToSign, const QString &secret, const Scope &scope); ///< hex

/// Value of the header Authorization. X-Amz-Date and, for a session's keys, X-Amz-Security-Token have to be among the
/// headers already.
QByteArray authorization(const Message &message, const Keys &keys, const Scope &scope);

} // namespace aws::sigv4
