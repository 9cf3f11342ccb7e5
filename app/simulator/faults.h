// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace sim {

/// What goes wrong on purpose; may be changed at any moment. All members at their defaults: all is well.
struct Faults
{
    enum class Answer {
        Normal,
        ServerError, ///< 500, text/plain
        Unavailable, ///< 503, text/plain
        Unauthorized, ///< 401 with the WWW-Authenticate of a real master, whatever was sent
        Forbidden, ///< 403
        HtmlPage, ///< 200 with a proxy's web page instead of JSON
        WrongShape, ///< 200 with JSON that is something else
        Truncated, ///< half of the announced body, then the connection closes
        Dropped, ///< the connection closes without an answer; running streams end, too
        Hanging, ///< accepted and never answered; running streams fall silent
        Lost, ///< done as asked, but the connection closes before the answer
    };

    Answer answer = Answer::Normal;
    core::Duration latency{}; ///< before each answer
    core::Duration drip{}; ///< files that are downloaded come in pieces of 4 KiB, with this pause before each
    core::Duration clockSkew{}; ///< the servers' Date headers are this much ahead of the truth
    bool noLeader = false; ///< masters and schedulers answer 503, running streams end
    bool auroraDown = false; ///< all schedulers refuse connections
    QString only; ///< faults but the two before concern requests whose path contains this; empty: all
    /// Faults but auroraDown concern "mesos", "aurora", "observer", "airflow" or "aws" alone; empty: all.
    QString layer;

    bool concerns(const QString &server) const { return layer.isEmpty() || layer == server; }
    bool operator==(const Faults &) const = default;

    /// Keys as on the command line: `answer` ("normal", "500", "503", "401", "403", "html", "shape", "truncate",
    /// "drop", "hang", "lost"), `latency`, `drip` and `skew` in milliseconds, `no-leader`, `aurora-down`, `only`,
    /// `layer`. What is not named keeps its value of `base`. Returns what is wrong, or an empty text.
    static QString parse(const QJsonObject &json, Faults *base);
    /// One `--fault` argument: `500`, `html`, `latency=300`, `skew=-90000`, `no-leader`, `only=/state`, `layer=aurora`
    /// …
    static QString parse(const QString &argument, Faults *base);
    QJsonObject toJson() const;
};

} // namespace sim
