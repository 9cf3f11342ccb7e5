// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <QByteArray>
#include <QList>
#include <QPair>

/// Replies of a scheduler made by hand, in TJSON: enough for small pictures.
namespace replies {

enum Wire : int { Pending = 0, Running = 2, Finished = 3, Failed = 4 };

/// A ScheduledTask with one event; job as "role/env/name".
inline QByteArray task(const QByteArray &id, const QByteArray &job, int instance, int status, qint64 created,
                       const QByteArray &message = {})
{
    const QList<QByteArray> key = job.split('/');
    return R"({"1":{"rec":{"1":{"str":")" + id + R"("},"4":{"rec":{"28":{"rec":{"1":{"str":")" + key[0]
        + R"("},"2":{"str":")" + key[1] + R"("},"3":{"str":")" + key[2] + R"("}}}}},"6":{"i32":)"
        + QByteArray::number(instance) + R"(}}},"2":{"i32":)" + QByteArray::number(status)
        + R"(},"4":{"lst":["rec",1,{"1":{"i64":)" + QByteArray::number(created) + "}"
        + (message.isEmpty() ? QByteArray() : R"(,"3":{"str":")" + message + R"("})") + "}]}}";
}

inline QByteArray reply(const QByteArray &result)
{
    return R"([1,"m",2,1,{"0":{"rec":{"1":{"i32":1},"3":{"rec":{)" + result + "}}}}}]";
}

inline QByteArray tasks(const QList<QByteArray> &tasks)
{
    return reply(R"("3":{"rec":{"1":{"lst":["rec",)" + QByteArray::number(tasks.size()) + (tasks.isEmpty() ? "" : ",")
                 + tasks.join(',') + "]}}}");
}

inline QByteArray jobs(const QList<QPair<QByteArray, aurora::JobStats>> &jobs)
{
    QList<QByteArray> list;
    for (const auto &[job, stats] : jobs) {
        const QList<QByteArray> key = job.split('/');
        list << R"({"1":{"rec":{"9":{"rec":{"1":{"str":")" + key[0] + R"("},"2":{"str":")" + key[1]
                + R"("},"3":{"str":")" + key[2] + R"("}}}}},"2":{"rec":{"1":{"i32":)" + QByteArray::number(stats.active)
                + R"(},"2":{"i32":)" + QByteArray::number(stats.finished) + R"(},"3":{"i32":)"
                + QByteArray::number(stats.failed) + R"(},"4":{"i32":)" + QByteArray::number(stats.pending) + "}}}}";
    }
    return reply(R"("18":{"rec":{"1":{"set":["rec",)" + QByteArray::number(list.size()) + (list.isEmpty() ? "" : ",")
                 + list.join(',') + "]}}}");
}

} // namespace replies
