// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/capacityerror.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace aws {

namespace {

const QStringList &limits()
{
    static const QStringList codes{ u"MaxSpotInstanceCountExceeded"_s, u"VcpuLimitExceeded"_s,
                                    u"InstanceLimitExceeded"_s, u"SpotMaxPriceTooLow"_s };
    return codes;
}

QString codeIn(const QString &message)
{
    static const QStringList shortages{ u"InsufficientInstanceCapacity"_s, u"UnfulfillableCapacity"_s,
                                        u"InsufficientHostCapacity"_s, u"InsufficientReservedInstanceCapacity"_s };
    for (const QStringList &codes : { shortages, limits() }) {
        for (const QString &code : codes) {
            if (message.contains(code))
                return code;
        }
    }
    // Older sentences come without their code.
    return message.contains("do not have sufficient"_L1) ? shortages.first() : QString();
}

} // namespace

bool CapacityError::isLimit() const
{
    return limits().contains(code);
}

bool CapacityError::isAccountLimit() const
{
    return isLimit() && code != "SpotMaxPriceTooLow"_L1;
}

std::optional<CapacityError> capacityError(const QString &message)
{
    CapacityError error;
    error.code = codeIn(message);
    if (error.code.isEmpty())
        return std::nullopt;
    static const QRegularExpression lacking(
        u"sufficient ([a-z0-9-]+\\.[a-z0-9-]+) capacity(?: in the Availability Zone you requested \\(([a-z0-9-]+)\\))?"_s);
    if (const auto match = lacking.match(message); match.hasMatch()) {
        error.type = match.captured(1);
        error.zone = match.captured(2);
    }
    static const QRegularExpression choosing(u"or choosing ([a-z0-9-]+(?:, [a-z0-9-]+)*)"_s);
    if (const auto match = choosing.match(message); match.hasMatch())
        error.otherZones = match.captured(1).split(u", "_s);
    static const QRegularExpression allowing(u"current vCPU limit of ([0-9]+)"_s);
    if (const auto match = allowing.match(message); match.hasMatch())
        error.vcpuLimit = match.captured(1).toInt();
    return error;
}

std::optional<CapacityError> capacityError(const Activity &activity)
{
    std::optional<CapacityError> error = capacityError(activity.message);
    if (error && error->zone.isEmpty())
        error->zone = activity.zone;
    return error;
}

} // namespace aws
