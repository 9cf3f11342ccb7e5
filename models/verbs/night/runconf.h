// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace verbs {

/// The parameters of a run as somebody wrote them down.
struct ReadConf
{
    std::optional<QJsonObject> conf; ///< nullopt: there is a mistake
    QString mistake; ///< "Line 3: …", one sentence
};
/// An empty text is no parameter at all. Pure.
ReadConf readConf(const QString &text);
QString confText(const QJsonObject &conf); ///< indented, as readConf() takes it

/// What stands otherwise than before, a sentence each: "transaction is a, in the last run b." Pure.
QStringList confDifferences(const QJsonObject &conf, const QJsonObject &before);
/// Whether they have another transaction: then all is made anew, not gone on with.
bool isOtherTransaction(const QJsonObject &conf, const QJsonObject &before);

} // namespace verbs
