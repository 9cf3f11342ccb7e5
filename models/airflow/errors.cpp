// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/errors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace airflow {

namespace {

using Kind = core::Error::Kind;

constexpr qsizetype longestSentence = 2000; ///< a database's error may repeat a statement of any length

/// {loc: ["body", "state"], msg: "Input should be …"}
QString complaint(const QJsonObject &entry)
{
    QStringList place;
    for (const QJsonValue part : entry.value("loc"_L1).toArray())
        place.append(part.isDouble() ? QString::number(part.toInteger()) : part.toString());
    const QString message = entry.value("msg"_L1).toString();
    return place.isEmpty() ? message : place.join(u'.') + u": "_s + message;
}

QString sentenceOf(const QJsonValue &detail)
{
    if (detail.isString())
        return detail.toString();
    if (detail.isArray()) {
        QStringList complaints;
        for (const QJsonValue entry : detail.toArray())
            complaints.append(complaint(entry.toObject()));
        return complaints.join(u"; "_s);
    }
    const QJsonObject object = detail.toObject(); // {reason, statement, orig_error, message}
    const QString reason = object.value("reason"_L1).toString();
    const QString message = object.value("message"_L1).toString();
    if (reason.isEmpty() || message.isEmpty())
        return reason + message;
    return reason + u": "_s + message;
}

QString sentenceIn(const net::Response &response)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body.toByteArray());
    if (!document.isObject())
        return {};
    const QJsonObject object = document.object();
    const QString detail = sentenceOf(object.value("detail"_L1));
    if (!detail.isEmpty())
        return detail;
    const QString title = object.value("title"_L1).toString(); // 2.x
    return title.isEmpty() ? object.value("error"_L1).toString() : title;
}

} // namespace

std::optional<core::Error> errorOf(const net::Response &response)
{
    std::optional<core::Error> error = net::statusError(response);
    if (!error)
        return std::nullopt;
    if (const QString sentence = sentenceIn(response); !sentence.isEmpty())
        error->detail = sentence.left(longestSentence);
    return error;
}

bool wantsLogin(const core::Error &error)
{
    return error.kind == Kind::Unauthorized
        || (error.kind == Kind::Forbidden && error.detail.contains("Invalid JWT token"_L1));
}

} // namespace airflow
