// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/request.h"

#include "models/actions/errors.h"
#include "models/actions/jsonstrings.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

QJsonObject toJson(const Batching &batching)
{
    return {
        { u"size"_s, batching.size },
        { u"pauseSeconds"_s, qint64(batching.pause.count()) },
        { u"watchSeconds"_s, qint64(batching.watch.count()) },
        { u"failuresPerItem"_s, batching.failuresPerItem },
        { u"failuresInTotal"_s, batching.failuresInTotal },
        { u"stopOnBadBatch"_s, batching.stopOnBadBatch },
    };
}

Batching batchingFrom(const QJsonObject &json)
{
    Batching batching;
    batching.size = json.value(u"size"_s).toInt();
    batching.pause = std::chrono::seconds(json.value(u"pauseSeconds"_s).toInteger());
    batching.watch = std::chrono::seconds(json.value(u"watchSeconds"_s).toInteger());
    batching.failuresPerItem = json.value(u"failuresPerItem"_s).toInt();
    batching.failuresInTotal = json.value(u"failuresInTotal"_s).toInt();
    batching.stopOnBadBatch = json.value(u"stopOnBadBatch"_s).toBool(true);
    return batching;
}

} // namespace

QJsonObject toJson(const Request &request)
{
    return {
        { u"verb"_s, request.verb },
        { u"what"_s, request.what },
        { u"excluded"_s, QJsonArray::fromStringList(request.excluded) },
        { u"included"_s, QJsonArray::fromStringList(request.included) },
        { u"unlocked"_s, QJsonArray::fromStringList(request.unlocked) },
        { u"batching"_s, toJson(request.batching) },
        { u"undoOf"_s, request.undoOf },
        { u"retryOf"_s, request.retryOf },
    };
}

core::Result<Request> requestFromJson(const QJsonObject &json)
{
    Request request;
    request.verb = json.value(u"verb"_s).toString();
    if (request.verb.isEmpty()) {
        return core::failure(
            errorOf(core::Error::Kind::Storage,
                    QCoreApplication::translate("Actions", "A request in the journal names no verb.")));
    }
    request.what = json.value(u"what"_s).toObject();
    request.excluded = strings(json.value(u"excluded"_s));
    request.included = strings(json.value(u"included"_s));
    request.unlocked = strings(json.value(u"unlocked"_s));
    request.batching = batchingFrom(json.value(u"batching"_s).toObject());
    request.undoOf = json.value(u"undoOf"_s).toString();
    request.retryOf = json.value(u"retryOf"_s).toString();
    return request;
}

Request withRow(Request request, const QString &key, bool ticked, bool tickedAtFirst)
{
    request.excluded.removeAll(key);
    request.included.removeAll(key);
    if (ticked != tickedAtFirst)
        (ticked ? request.included : request.excluded).append(key);
    return request;
}

} // namespace actions
