// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/launchtemplate.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr int largestDisk = 65536; ///< GiB

const QStringList &diskTypes()
{
    static const QStringList all{ u"gp3"_s, u"gp2"_s };
    return all;
}

/// As takeLaunchWord() reads them.
QStringList wordsOf(const config::AwsLaunch &asked, const config::AwsLaunch &usual)
{
    QStringList words;
    if (asked.type != usual.type)
        words << u"type="_s + asked.type;
    if (asked.disk != usual.disk)
        words << u"disk=%1"_s.arg(asked.disk);
    if (asked.diskType != usual.diskType)
        words << u"disk-type="_s + asked.diskType;
    if (asked.spot != usual.spot)
        words << (asked.spot ? u"spot"_s : u"on-demand"_s);
    for (auto tag = asked.tags.begin(); tag != asked.tags.end(); ++tag) {
        const QString word = u"tag:%1=%2"_s.arg(tag.key(), tag.value());
        if (usual.tags.value(tag.key()) != tag.value())
            words << (word.contains(u' ') ? u"'%1'"_s.arg(word) : word);
    }
    return words;
}

} // namespace

LaunchVerb::Order launchOrder(const QString &pool, int count, const config::AwsLaunch &asked,
                              const config::AwsLaunch &usual)
{
    LaunchVerb::Order order;
    order.pool = pool;
    order.count = count;
    order.subnets = asked.subnets;
    order.machine.image = asked.image;
    order.machine.type = asked.type;
    order.machine.keyName = asked.keyName;
    order.machine.securityGroups = asked.securityGroups;
    order.machine.profile = asked.profile;
    order.machine.userData = asked.userData;
    order.machine.spot = asked.spot;
    if (asked.disk > 0)
        order.machine.disks = { { u"/dev/xvda"_s, asked.disk, asked.diskType } };
    for (auto tag = asked.tags.begin(); tag != asked.tags.end(); ++tag)
        order.machine.tags.append({ tag.key(), tag.value() });
    order.words = wordsOf(asked, usual);
    return order;
}

bool isInstanceType(const QString &text)
{
    static const QRegularExpression type(u"^[a-z][a-z0-9-]*\\.[a-z0-9-]+$"_s);
    return type.match(text).hasMatch();
}

bool takeLaunchWord(const QString &word, config::AwsLaunch &asked)
{
    const QString name = word.section(u'=', 0, 0);
    const QString value = word.section(u'=', 1);
    if (word == "spot"_L1 || word == "on-demand"_L1) {
        asked.spot = word == "spot"_L1;
        return true;
    }
    if (name == "type"_L1) {
        asked.type = value;
        return isInstanceType(value);
    }
    if (name == "disk"_L1) {
        bool isNumber = false;
        asked.disk = value.toInt(&isNumber);
        return isNumber && asked.disk >= 0 && asked.disk <= largestDisk;
    }
    if (name == "disk-type"_L1) {
        asked.diskType = value;
        return diskTypes().contains(value);
    }
    if (!name.startsWith("tag:"_L1))
        return false;
    const auto tags = parseTags(word.mid(4));
    if (tags)
        asked.tags.insert(*tags);
    return tags && !tags->isEmpty();
}

std::optional<QMap<QString, QString>> parseTags(const QString &text)
{
    QMap<QString, QString> tags;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype sign = part.indexOf(u'=');
        const QString name = part.left(sign).trimmed();
        if (sign < 1 || name.isEmpty() || name.startsWith("aws:"_L1) || name == "Name"_L1)
            return std::nullopt;
        tags.insert(name, part.mid(sign + 1).trimmed());
    }
    return tags;
}

QString tagsText(const QMap<QString, QString> &tags)
{
    QStringList parts;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag)
        parts << u"%1=%2"_s.arg(tag.key(), tag.value());
    return parts.join(u", "_s);
}

} // namespace verbs
