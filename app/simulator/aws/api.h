// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aws/fleet.h"
#include "app/simulator/aws/form.h"
#include "app/simulator/aws/signature.h"

#include <QXmlStreamWriter>

#include <functional>

namespace sim::aws {

/// What a method does: writes what is within its Result (AutoScaling, STS) or its response (EC2), or refuses.
using Method = std::function<std::optional<Refusal>(Fleet &fleet, const Form &form, QXmlStreamWriter &xml)>;

struct Entry
{
    Method run;
    bool changes = false;
    bool hasResult = true; ///< AutoScaling's orders have no Result
};

/// The methods there are, by Action.
const QMap<QString, Entry> &scalingMethods();
const QMap<QString, Entry> &ec2Methods();
const QMap<QString, Entry> &stsMethods();

inline QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

inline std::optional<Refusal> invalid(const QString &sentence)
{
    return Refusal{ 400, "ValidationError", sentence.toUtf8() };
}

/// Part of a list from where `token` says, and the token of what comes after; tokens are opaque to clients.
struct Slice
{
    qsizetype from = 0;
    qsizetype to = 0;
    QString next;
};
Slice slice(qsizetype size, const QString &token, int pageSize);

} // namespace sim::aws
