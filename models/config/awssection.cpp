// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/awssection.h"

#include "models/config/units.h"
#include "models/core/tr.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace config {

namespace {

using core::tr;

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

AwsLaunch readLaunch(const Section::Entry &entry, QList<Mistake> &mistakes)
{
    AwsLaunch launch;
    Section section(entry.value, entry.key,
                    { u"image"_s, u"type"_s, u"subnets"_s, u"securityGroups"_s, u"key"_s, u"profile"_s, u"userData"_s,
                      u"disk"_s, u"diskType"_s, u"spot"_s, u"tags"_s },
                    entry.line, mistakes);
    const auto begins = [](QString &place, const QString &beginning) {
        return [&place, beginning](const QString &text) {
            place = text;
            return text.startsWith(beginning) && !text.contains(u' ');
        };
    };
    const auto any = [](QString &place) {
        return [&place](const QString &text) {
            place = text;
            return true;
        };
    };
    section.text(u"image"_s, tr("image"), tr("Write its id: ami-03cf127a."), begins(launch.image, u"ami-"_s));
    section.text(u"type"_s, tr("type of an instance"), tr("Write it as AWS does: r5.4xlarge."),
                 [&](const QString &text) {
                     launch.type = text;
                     return text.contains(u'.') && !text.contains(u' ');
                 });
    section.list(u"subnets"_s, tr("subnet"), tr("Write its id: subnet-0a1b2c3d."), [&](const QString &text) {
        launch.subnets << text;
        return text.startsWith(u"subnet-"_s);
    });
    section.list(u"securityGroups"_s, tr("security group"), tr("Write its id: sg-0a1b2c3d."), [&](const QString &text) {
        launch.securityGroups << text;
        return text.startsWith(u"sg-"_s);
    });
    section.text(u"key"_s, tr("name of a key"), {}, any(launch.keyName));
    section.text(u"profile"_s, tr("instance profile"), {}, any(launch.profile));
    section.text(u"userData"_s, tr("script"), {}, any(launch.userData));
    section.text(u"disk"_s, tr("size of a disk"), tr("Write GiB: 200."), [&](const QString &text) {
        bool isNumber = false;
        launch.disk = text.toInt(&isNumber);
        return isNumber && launch.disk > 0 && launch.disk <= 65536;
    });
    section.text(u"diskType"_s, tr("type of a disk"), tr("Write gp3 or gp2."), [&](const QString &text) {
        launch.diskType = text;
        return text == "gp3"_L1 || text == "gp2"_L1;
    });
    section.text(u"spot"_s, tr("market"), tr("Write true or false."), [&](const QString &text) {
        launch.spot = text == "true"_L1;
        return launch.spot || text == "false"_L1;
    });
    if (const auto *list = section.entry(u"tags"_s)) {
        Section tags(list->value, list->key, {}, list->line, mistakes);
        for (const auto &[name, line] : tags.entries())
            tags.text(name, tr("value of a tag"), {}, any(launch.tags[name]));
    }
    if (entry.value.IsMap() && (launch.image.isEmpty() || launch.type.isEmpty()))
        section.mistake(entry.line, entry.key, tr("names no image or no type."), tr("Add image: and type:."));
    return launch;
}

} // namespace

AwsConfig readAws(const Section::Entry &entry, QList<Mistake> &mistakes)
{
    AwsConfig config;
    Section aws(entry.value, entry.key,
                { u"profile"_s, u"region"_s, u"endpoint"_s, u"groups"_s, u"prices"_s, u"idleLimit"_s, u"launch"_s },
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
    aws.text(u"idleLimit"_s, tr("time from 1m to 168h"), tr("Write a number with its unit: 20m, 2h."),
             [&](const QString &text) {
                 const auto limit = parseDuration(text);
                 config.idleLimit = limit.value_or(config.idleLimit);
                 return limit && *limit >= 1min && *limit <= 7 * 24h;
             });
    if (const auto *list = aws.entry(u"launch"_s)) {
        Section launches(list->value, list->key, {}, list->line, mistakes);
        for (const auto &[pool, launch] : launches.entries())
            config.launches.insert(pool, readLaunch(launch, mistakes));
    }
    return config;
}

std::optional<AwsConfig> parseAws(const QByteArray &yaml)
{
    QList<Mistake> mistakes;
    try {
        Section::Entry entry;
        entry.key = entry.name = u"aws"_s;
        entry.value = YAML::Load(yaml.toStdString());
        const AwsConfig aws = readAws(entry, mistakes);
        return mistakes.isEmpty() ? std::optional(aws) : std::nullopt;
    } catch (const YAML::Exception &) {
        return std::nullopt;
    }
}

} // namespace config
