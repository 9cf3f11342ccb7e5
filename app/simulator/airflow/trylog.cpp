// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/trylog.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace sim::airflow {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr char signature[] = ".simulated";
constexpr auto looksEvery = 20s; ///< at the job it waits for
constexpr int mostLooks = 2000;

QString iso(Moment at, bool micros)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    const QString text = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s);
    return micros ? text + u"000Z"_s : text + u"+0000"_s;
}

QString token(size_t lines, bool isEnd)
{
    const QJsonObject payload{ { u"end_of_log"_s, isEnd }, { u"log_pos"_s, static_cast<qint64>(lines) } };
    return QString::fromLatin1(QJsonDocument(payload)
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
        + QLatin1StringView(signature);
}

/// A text as Python's repr() writes it.
QString repr(QString text)
{
    return u'\'' + text.replace(u"\\"_s, u"\\\\"_s).replace(u"\n"_s, u"\\n"_s).replace(u"'"_s, u"\\'"_s) + u'\'';
}

} // namespace

std::vector<TryLine> tryLog(const Slot &slot, const Attempt &attempt, Moment until)
{
    const DagNode &node = slot.plan();
    const bool isMapped = slot.mapIndex >= 0;
    std::vector<TryLine> lines;
    const bool isOver = attempt.end != Moment();
    const Moment end = isOver ? attempt.end : until;
    const auto add = [&](Moment at, const char *level, std::string text) {
        if (at <= until)
            lines.push_back({ at, level, std::move(text) });
    };
    add(attempt.start, "INFO",
        "Dependencies all met for dep_context=requeueable deps ti=<TaskInstance: " + node.id
            + (isMapped ? " map_index=" + std::to_string(slot.mapIndex) : "") + ">");
    add(attempt.start + 20ms, "INFO", "Starting attempt " + std::to_string(attempt.number));
    add(attempt.start + 50ms, "INFO",
        std::string("Executing <") + (isMapped ? "Mapped(" : "Task(") + node.operatorName + "): " + node.id + ">");
    const std::string job = node.job.empty() ? "jobs/prod/" + node.id : node.job;
    if (node.hasJob)
        add(attempt.start + 400ms, "INFO", "Created Aurora job " + job + ", waiting for it");
    Moment look = attempt.start + looksEvery;
    for (int i = 0; i < mostLooks && look < end; ++i, look += looksEvery)
        add(look, "INFO", node.hasJob ? "Job " + job + " is still active" : "Still working");
    if (!isOver)
        return lines;
    const bool failed = attempt.state == State::Failed || attempt.state == State::UpForRetry;
    if (failed) {
        add(end, "ERROR", "Task failed with exception");
        add(end, "ERROR",
            node.hasJob ? "airflow.exceptions.AirflowException: Job " + job + " ended FAILED"
                        : std::string("ConnectionResetError: [Errno 104] Connection reset by peer"));
    }
    add(end, "INFO", std::string("Marking task as ") + stateWord(attempt.state));
    return lines;
}

QJsonObject logDocument(const std::vector<TryLine> &lines, const Attempt &attempt, size_t from, Version version)
{
    from = std::min(from, lines.size());
    const size_t to = std::min(from + linesOfAPiece, lines.size());
    const bool isEnd = attempt.end != Moment() && to == lines.size();
    if (version == Version::V3) {
        QJsonArray events;
        for (size_t i = from; i < to; ++i)
            events.append(QJsonObject{ { u"timestamp"_s, iso(lines[i].at, true) },
                                       { u"event"_s, QString::fromStdString(lines[i].text) },
                                       { u"level"_s, QString::fromLatin1(lines[i].level).toLower() },
                                       { u"logger"_s, u"task"_s } });
        return { { u"content"_s, events },
                 { u"continuation_token"_s, isEnd ? QJsonValue(QJsonValue::Null) : QJsonValue(token(to, false)) } };
    }
    QString text;
    for (size_t i = from; i < to; ++i)
        text += u"[%1] {taskinstance.py:2890} %2 - %3\n"_s.arg(
            iso(lines[i].at, false), QLatin1StringView(lines[i].level), QString::fromStdString(lines[i].text));
    return { { u"content"_s, u"[(%1, %2)]"_s.arg(repr(QString::fromStdString(attempt.host)), repr(text)) },
             { u"continuation_token"_s, token(to, isEnd) } };
}

std::optional<size_t> linesTold(const QString &token)
{
    if (!token.endsWith(QLatin1StringView(signature)))
        return std::nullopt;
    const QByteArray payload
        = QByteArray::fromBase64(token.section(u'.', 0, 0).toLatin1(), QByteArray::Base64UrlEncoding);
    const QJsonValue told = QJsonDocument::fromJson(payload).object().value("log_pos"_L1);
    return told.isDouble() ? std::optional(static_cast<size_t>(told.toInt())) : std::nullopt;
}

} // namespace sim::airflow
