// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/runconf.h"

#include "models/core/tr.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString textOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return tr("nothing");
    if (value.isObject() || value.isArray()) {
        const QJsonDocument document
            = value.isObject() ? QJsonDocument(value.toObject()) : QJsonDocument(value.toArray());
        return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
    }
    return value.isNull() ? u"null"_s : value.toVariant().toString();
}

QStringList keysOf(const QJsonObject &conf, const QJsonObject &before)
{
    QStringList keys = conf.keys() + before.keys();
    keys.removeDuplicates();
    return keys;
}

} // namespace

ReadConf readConf(const QString &text)
{
    if (text.trimmed().isEmpty())
        return { QJsonObject(), {} };
    const QByteArray json = text.toUtf8();
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (fault.error != QJsonParseError::NoError) {
        const auto line
            = 1 + std::count(json.begin(), json.begin() + std::min<qsizetype>(fault.offset, json.size()), '\n');
        return { std::nullopt,
                 tr("The parameters are no JSON object. Line %1: %2.").arg(line).arg(fault.errorString()) };
    }
    if (!document.isObject())
        return { std::nullopt, tr("The parameters are no JSON object. Write {\"name\": \"value\"}.") };
    return { document.object(), {} };
}

QString confText(const QJsonObject &conf)
{
    return QString::fromUtf8(QJsonDocument(conf).toJson(QJsonDocument::Indented));
}

QStringList confDifferences(const QJsonObject &conf, const QJsonObject &before)
{
    QStringList words;
    for (const QString &key : keysOf(conf, before)) {
        if (conf.value(key) != before.value(key))
            words << tr("%1 is %2, in the last run %3.").arg(key, textOf(conf.value(key)), textOf(before.value(key)));
    }
    return words;
}

bool isOtherTransaction(const QJsonObject &conf, const QJsonObject &before)
{
    return std::ranges::any_of(keysOf(conf, before), [&](const QString &key) {
        return key.contains("transaction"_L1, Qt::CaseInsensitive) && conf.value(key) != before.value(key);
    });
}

} // namespace verbs
