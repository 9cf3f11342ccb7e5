// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/awssection.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace config {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StacksFile", text);
}

void readPrices(const Section::Entry &entry, AwsConfig &aws, QList<Mistake> &mistakes)
{
    Section prices(entry.value, entry.key, {}, entry.line, mistakes);
    for (const auto &[type, line] : prices.entries()) {
        prices.text(type, tr("price"), tr("Write dollars an hour: r5.4xlarge: 1.008."),
                    [&, key = type](const QString &text) {
                        bool isNumber = false;
                        const double dollars = text.toDouble(&isNumber);
                        aws.prices[key] = dollars;
                        return isNumber && dollars > 0 && dollars < 1000;
                    });
    }
}

} // namespace

AwsConfig readAws(const Section::Entry &entry, QList<Mistake> &mistakes)
{
    AwsConfig config;
    Section aws(entry.value, entry.key, { u"profile"_s, u"region"_s, u"endpoint"_s, u"groups"_s, u"prices"_s },
                entry.line, mistakes);
    aws.text(u"profile"_s, tr("profile"), tr("Write the name of a profile of ~/.aws/config."),
             [&](const QString &text) {
                 config.profile = text;
                 return !text.contains(u'\n');
             });
    static const QRegularExpression regionName(u"\\A[a-z]{2}(-[a-z]+)+-[0-9]+\\z"_s);
    aws.text(u"region"_s, tr("region"), tr("Write it as AWS does: us-east-1."), [&](const QString &text) {
        config.region = text;
        return regionName.match(text).hasMatch();
    });
    aws.text(u"endpoint"_s, tr("address"), tr("Write http://host:port or https://host."), [&](const QString &text) {
        config.endpoint = QUrl(text, QUrl::StrictMode);
        const bool web = config.endpoint.scheme() == u"http" || config.endpoint.scheme() == u"https";
        return web && !config.endpoint.host().isEmpty() && config.endpoint.userInfo().isEmpty();
    });
    aws.list(u"groups"_s, tr("name of a group"), tr("mesos-*"), [&](const QString &text) {
        config.groups << text;
        return !text.contains(u' ');
    });
    if (const auto *prices = aws.entry(u"prices"_s))
        readPrices(*prices, config, mistakes);
    return config;
}

} // namespace config
