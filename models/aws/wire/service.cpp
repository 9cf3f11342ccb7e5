// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/wire/service.h"

using namespace Qt::StringLiterals;

namespace aws {

QByteArray signingName(Service service)
{
    switch (service) {
    case Service::AutoScaling:
        return "autoscaling";
    case Service::Ec2:
        return "ec2";
    case Service::Sts:
        return "sts";
    }
    Q_UNREACHABLE();
}

QByteArray apiVersion(Service service)
{
    switch (service) {
    case Service::AutoScaling:
        return "2011-01-01";
    case Service::Ec2:
        return "2016-11-15";
    case Service::Sts:
        return "2011-06-15";
    }
    Q_UNREACHABLE();
}

QString serviceId(Service service)
{
    return service == Service::AutoScaling ? u"auto_scaling"_s : QString::fromLatin1(signingName(service));
}

QUrl regionalEndpoint(Service service, const QString &region)
{
    const QString domain = region.startsWith(u"cn-"_s) ? u"amazonaws.com.cn"_s : u"amazonaws.com"_s;
    return QUrl(u"https://%1.%2.%3/"_s.arg(QString::fromLatin1(signingName(service)), region, domain));
}

} // namespace aws
