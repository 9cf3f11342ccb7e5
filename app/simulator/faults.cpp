// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/faults.h"

#include <array>
#include <utility>

namespace sim {

using namespace Qt::StringLiterals;

namespace {

using Answer = Faults::Answer;

constexpr std::array<std::pair<const char *, Answer>, 11> answers{ {
    { "normal", Answer::Normal },
    { "500", Answer::ServerError },
    { "503", Answer::Unavailable },
    { "401", Answer::Unauthorized },
    { "403", Answer::Forbidden },
    { "html", Answer::HtmlPage },
    { "shape", Answer::WrongShape },
    { "truncate", Answer::Truncated },
    { "drop", Answer::Dropped },
    { "hang", Answer::Hanging },
    { "lost", Answer::Lost },
} };

QString answerName(Answer answer)
{
    for (const auto &[name, value] : answers) {
        if (value == answer)
            return QString::fromLatin1(name);
    }
    return {};
}

core::Duration *timeOf(Faults *faults, const QString &key)
{
    if (key == "latency"_L1)
        return &faults->latency;
    if (key == "drip"_L1)
        return &faults->drip;
    return key == "skew"_L1 ? &faults->clockSkew : nullptr;
}

} // namespace

QString Faults::parse(const QJsonObject &json, Faults *base)
{
    Faults read = *base;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QString key = it.key();
        if (key == "answer"_L1) {
            const auto found = std::ranges::find_if(
                answers, [&](const auto &entry) { return it->toString() == QLatin1StringView(entry.first); });
            if (found == answers.end())
                return u"answer: «%1» is none of normal, 500, 503, 401, 403, html, shape, truncate, drop, hang, lost"_s
                    .arg(it->toVariant().toString());
            read.answer = found->second;
        } else if (core::Duration *const time = timeOf(&read, key)) {
            if (!it->isDouble() || (key != "skew"_L1 && it->toDouble() < 0))
                return key + u": a number of milliseconds is wanted"_s;
            *time = core::Duration(it->toInteger());
        } else if (key == "no-leader"_L1 || key == "aurora-down"_L1) {
            if (!it->isBool())
                return key + u": true or false is wanted"_s;
            (key == "no-leader"_L1 ? read.noLeader : read.auroraDown) = it->toBool();
        } else if (key == "layer"_L1) {
            read.layer = it->toString();
            if (!it->isString()
                || !QStringList{ {}, u"mesos"_s, u"aurora"_s, u"observer"_s, u"airflow"_s, u"aws"_s }.contains(
                    read.layer))
                return u"layer: «%1» is none of mesos, aurora, observer, airflow, aws"_s.arg(
                    it->toVariant().toString());
        } else if (key == "only"_L1) {
            if (!it->isString())
                return u"only: a part of a path is wanted"_s;
            read.only = it->toString();
        } else {
            return u"«%1» is no fault; there are answer, latency, drip, skew, no-leader, aurora-down, only "
                   "and layer"_s.arg(key);
        }
    }
    *base = read;
    return {};
}

QString Faults::parse(const QString &argument, Faults *base)
{
    const qsizetype equals = argument.indexOf(u'=');
    if (argument == "no-leader"_L1 || argument == "aurora-down"_L1)
        return parse(QJsonObject{ { argument, true } }, base);
    if (equals < 0)
        return parse(QJsonObject{ { u"answer"_s, argument } }, base);
    const QString key = argument.left(equals);
    const QString value = argument.mid(equals + 1);
    if (timeOf(base, key)) {
        bool number = false;
        const qint64 milliseconds = value.toLongLong(&number);
        return parse(QJsonObject{ { key, number ? QJsonValue(milliseconds) : QJsonValue(value) } }, base);
    }
    return parse(QJsonObject{ { key, value } }, base);
}

QJsonObject Faults::toJson() const
{
    return { { u"answer"_s, answerName(answer) },
             { u"latency"_s, static_cast<qint64>(latency.count()) },
             { u"drip"_s, static_cast<qint64>(drip.count()) },
             { u"skew"_s, static_cast<qint64>(clockSkew.count()) },
             { u"no-leader"_s, noLeader },
             { u"aurora-down"_s, auroraDown },
             { u"only"_s, only },
             { u"layer"_s, layer } };
}

} // namespace sim
