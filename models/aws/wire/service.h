// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <cstdint>

namespace aws {

/// The three services the product talks to, all by the Query API (POST of a form, answer in XML).
enum class Service : uint8_t { AutoScaling, Ec2, Sts };

QByteArray signingName(Service service); ///< "autoscaling", "ec2", "sts"; also in the host's name
QByteArray apiVersion(Service service); ///< "2011-01-01" …
QString serviceId(Service service); ///< as in configuration files: "auto_scaling", "ec2", "sts"

/// The regional endpoint, as https. Regions of China have a domain of their own.
QUrl regionalEndpoint(Service service, const QString &region);

} // namespace aws
