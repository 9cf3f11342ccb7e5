// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/airflowconfig.h"

#include "models/config/airflowsection.h"
#include "models/core/tr.h"

#include <QDir>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

using core::tr;

bool isWebAddress(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty()
        && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

/// "role/env/name", in which {task} may stand.
bool isJobTemplate(const QString &text)
{
    static const QRegularExpression shape(u"\\A[A-Za-z0-9_.{}-]+/[A-Za-z0-9_.{}-]+/[A-Za-z0-9_.{}-]+\\z"_s);
    QString plain = text;
    plain.remove(u"{task}"_s);
    return shape.match(text).hasMatch() && !plain.contains(u'{') && !plain.contains(u'}');
}

void readJobs(const Section::Entry &entry, AirflowConfig &airflow, QList<Mistake> &mistakes)
{
    // A map has an order for people, but none for YAML: of two rules that fit the one that leaves less open counts.
    Section jobs(entry.value, entry.key, {}, entry.line, mistakes);
    for (const auto &[pattern, line] : jobs.entries()) {
        jobs.text(pattern, tr("job"), tr("Write role/environment/{task}, field NAME, or none."),
                  [&, tasks = pattern](const QString &text) {
                      const QStringList words = text.simplified().split(u' ');
                      const bool isField = words.size() == 2 && words[0] == "field"_L1;
                      const bool isJob = !isField && text != "none"_L1;
                      airflow.jobs.append({ tasks, isJob ? text : QString(), isField ? words[1] : QString() });
                      return !isJob || isJobTemplate(text);
                  });
    }
    const auto open = [](const JobRule &rule) {
        return std::pair(rule.tasks.contains(u'*') || rule.tasks.contains(u'?'), -rule.tasks.size());
    };
    std::stable_sort(airflow.jobs.begin(), airflow.jobs.end(),
                     [&](const JobRule &a, const JobRule &b) { return open(a) < open(b); });
}

} // namespace

std::optional<DeadlineConfig> parseDeadline(const QString &text)
{
    static const QRegularExpression shape(
        u"\\A(?:(?<share>[0-9]+(?:[.][0-9]+)?) ?% of (?<tasks>.+) by )?(?<at>[0-9]{1,2}:[0-9]{2}) (?<zone>\\S+)\\z"_s);
    const QRegularExpressionMatch match = shape.match(text.simplified());
    if (!match.hasMatch())
        return std::nullopt;
    DeadlineConfig deadline;
    deadline.at = QTime::fromString(match.captured(u"at"_s), u"h:mm"_s);
    deadline.zone = match.captured(u"zone"_s).toUtf8();
    if (!deadline.at.isValid() || !QTimeZone(deadline.zone).isValid())
        return std::nullopt;
    if (match.capturedStart(u"share"_s) < 0)
        return deadline;
    deadline.share = match.captured(u"share"_s).toDouble() / 100;
    static const QRegularExpression between(u"[ ,]+"_s);
    deadline.tasks = match.captured(u"tasks"_s).split(between, Qt::SkipEmptyParts);
    if (deadline.share <= 0 || deadline.share > 1 || deadline.tasks.isEmpty())
        return std::nullopt;
    return deadline;
}

std::optional<ParameterRule> parseParameter(const QString &text)
{
    using Source = ParameterRule::Source;
    const QStringList words = text.simplified().split(u' ');
    if (words.size() == 2 && words[0] == "conf"_L1)
        return ParameterRule{ {}, Source::Conf, {}, words[1] };
    if (words[0] == "xcom"_L1 && (words.size() == 2 || words.size() == 3))
        return ParameterRule{ {}, Source::Xcom, words[1], words.value(2, u"return_value"_s) };
    if (words.size() == 3 && words[0] == "field"_L1)
        return ParameterRule{ {}, Source::Field, words[1], words[2] };
    return std::nullopt;
}

void readAirflow(const Section::Entry &entry, AirflowConfig &airflow, QList<Mistake> &mistakes)
{
    Section section(
        entry.value, entry.key,
        { u"url"_s, u"dag"_s, u"version"_s, u"user"_s, u"jobs"_s, u"deadlines"_s, u"parameters"_s, u"definition"_s },
        entry.line, mistakes);
    section.text(u"url"_s, tr("address"), tr("Write http://host:port, or https://host with a path if it has one."),
                 [&](const QString &text) {
                     airflow.url = QUrl(text, QUrl::StrictMode);
                     return isWebAddress(airflow.url);
                 });
    section.text(u"dag"_s, tr("id of a DAG"), tr("Write one word: prod-dagao."), [&](const QString &text) {
        airflow.dag = text;
        return !text.contains(u' ') && !text.contains(u'/');
    });
    section.text(u"version"_s, tr("version"), tr("Write auto, 2 or 3."), [&](const QString &text) {
        using Version = AirflowConfig::Version;
        airflow.version = text == "2"_L1 ? Version::Two : text == "3"_L1 ? Version::Three : Version::Auto;
        return text == "auto"_L1 || airflow.version != Version::Auto;
    });
    section.text(u"user"_s, tr("user"), tr("Write the user alone; the password comes from the environment."),
                 [&](const QString &text) {
                     airflow.user = text;
                     return !text.contains(u':');
                 });
    section.text(u"definition"_s, tr("whole path"), tr("Write the whole path of a YAML file, from / or ~/ on."),
                 [&](const QString &text) {
                     airflow.definition = text.startsWith(u"~/"_s) ? QDir::homePath() + text.sliced(1) : text;
                     return QDir::isAbsolutePath(airflow.definition);
                 });
    if (const auto *jobs = section.entry(u"jobs"_s))
        readJobs(*jobs, airflow, mistakes);
    if (const auto *list = section.entry(u"deadlines"_s)) {
        Section deadlines(list->value, list->key, {}, list->line, mistakes);
        for (const auto &[name, line] : deadlines.entries()) {
            deadlines.text(name, tr("deadline"),
                           tr("Write 08:30 America/Sao_Paulo, or 95 % of itaipu-contracts* by 05:00 UTC."),
                           [&, called = name](const QString &text) {
                               std::optional<DeadlineConfig> deadline = parseDeadline(text);
                               if (deadline) {
                                   deadline->name = called;
                                   airflow.deadlines.append(*deadline);
                               }
                               return deadline.has_value();
                           });
        }
    }
    if (const auto *list = section.entry(u"parameters"_s)) {
        Section parameters(list->value, list->key, {}, list->line, mistakes);
        for (const auto &[name, line] : parameters.entries()) {
            parameters.text(name, tr("source of a parameter"),
                            tr("Write conf KEY, xcom TASK, xcom TASK KEY or field TASK NAME."),
                            [&, called = name](const QString &text) {
                                std::optional<ParameterRule> rule = parseParameter(text);
                                if (rule) {
                                    rule->name = called;
                                    airflow.parameters.append(*rule);
                                }
                                return rule.has_value();
                            });
        }
    }
    if (!entry.value.IsMap())
        return;
    if (!section.entry(u"url"_s) && !section.entry(u"definition"_s))
        section.mistake(entry.line, entry.key, tr("names no url and no definition."),
                        tr("Add url: http://host:port, or definition: with the path of a file."));
    else if (section.entry(u"url"_s) && !section.entry(u"dag"_s))
        section.mistake(entry.line, entry.key, tr("names no dag."), tr("Add dag: with its id: prod-dagao."));
}

std::optional<AirflowConfig> parseAirflow(const QByteArray &yaml)
{
    AirflowConfig airflow;
    QList<Mistake> mistakes;
    try {
        Section::Entry entry;
        entry.key = entry.name = u"airflow"_s;
        entry.value = YAML::Load(yaml.toStdString());
        readAirflow(entry, airflow, mistakes);
    } catch (const YAML::Exception &) {
        return std::nullopt;
    }
    return mistakes.isEmpty() ? std::optional(airflow) : std::nullopt;
}

} // namespace config
