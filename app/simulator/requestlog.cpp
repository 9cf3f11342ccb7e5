// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/requestlog.h"

#include <QDateTime>
#include <QJsonObject>

namespace sim {

using namespace Qt::StringLiterals;

void RequestLog::add(LoggedCall call)
{
    call.number = ++m_count;
    m_calls.push_back(std::move(call));
    if (m_calls.size() > kept)
        m_calls.pop_front();
}

QJsonObject RequestLog::toJson(qint64 since, const QString &method, const QString &object) const
{
    QJsonArray calls;
    for (const LoggedCall &call : m_calls) {
        if (call.number <= since || (!method.isEmpty() && call.method != method)
            || (!object.isEmpty() && !call.object.contains(object)))
            continue;
        const qint64 ms = call.at.time_since_epoch().count();
        calls.append(QJsonObject{
            { u"number"_s, call.number },
            { u"at"_s, QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs) },
            { u"server"_s, call.server },
            { u"method"_s, call.method },
            { u"object"_s, call.object },
            { u"user"_s, call.user },
            { u"arguments"_s, call.arguments },
            { u"status"_s, call.status },
            { u"answer"_s, call.answer },
        });
    }
    return { { u"count"_s, calls.size() }, { u"last"_s, m_count }, { u"calls"_s, calls } };
}

} // namespace sim
