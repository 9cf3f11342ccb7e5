// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/stackconfig.h"

#include "models/config/airflowsection.h"
#include "models/config/archivelink.h"
#include "models/config/awssection.h"
#include "models/config/pendingsection.h"
#include "models/config/protectedjobs.h"
#include "models/config/routesection.h"
#include "models/config/seconddocument.h"
#include "models/config/section.h"
#include "models/config/units.h"
#include "models/core/paths.h"
#include "models/core/tr.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <optional>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace config {

namespace {

constexpr qsizetype maxFileSize = 1 << 20; ///< a thousand stacks; beyond it is another kind of file

using core::tr;

template <typename T>
std::function<bool(const QString &)> oneOf(T &target, std::initializer_list<std::pair<const char16_t *, T>> words)
{
    return [&target, words = std::vector(words)](const QString &text) {
        for (const auto &[word, value] : words) {
            if (text == QStringView(word)) {
                target = value;
                return true;
            }
        }
        return false;
    };
}

std::function<bool(const QString &)> span(std::chrono::milliseconds &target, std::chrono::milliseconds least,
                                          std::chrono::milliseconds most)
{
    return [&target, least, most](const QString &text) {
        const auto value = parseDuration(text);
        if (!value || *value < least || *value > most)
            return false;
        target = *value;
        return true;
    };
}

void readMesos(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes)
{
    Section mesos(entry.value, entry.key, { u"masters"_s, u"mode"_s, u"interval"_s, u"deadline"_s, u"maxBody"_s },
                  entry.line, mistakes);
    mesos.list(u"masters"_s, tr("address"), tr("host:port"), [&](const QString &text) {
        const auto master = parseMaster(text);
        if (master)
            stack.mesosMasters << *master;
        return master.has_value();
    });
    if (const auto *masters = mesos.entry(u"masters"_s); !masters) {
        if (entry.value.IsMap())
            mesos.mistake(entry.line, entry.key, tr("names no masters."), tr("Add masters: [host:port, …]."));
    } else if (masters->value.IsSequence() && masters->value.size() == 0) {
        mesos.mistake(masters->line, masters->key, tr("is empty."), tr("Write [host:port, …]."));
    }
    using Mode = mesos::StoreOptions::Mode;
    mesos.text(u"mode"_s, tr("mode"), tr("Write auto, stream or poll."),
               oneOf<Mode>(stack.mesosMode,
                           { { u"auto", Mode::Auto }, { u"stream", Mode::Stream }, { u"poll", Mode::Poll } }));
    mesos.text(u"interval"_s, tr("pause between 1s and 10m"), tr("Write a number with its unit: 5s."),
               span(stack.policy.interval, 1s, 10min));
    mesos.text(u"deadline"_s, tr("time between 1s and 10m"), tr("Write a number with its unit: 30s."),
               span(stack.deadline, 1s, 10min));
    mesos.text(u"maxBody"_s, tr("size between 1MiB and 64GiB"), tr("Write a number with its unit: 2GiB."),
               [&](const QString &text) {
                   const auto size = parseSize(text);
                   stack.maxBody = size.value_or(0);
                   return size && *size >= (1 << 20) && *size <= qint64{ 64 } << 30;
               });
    // Nobody waits less when nobody looks.
    stack.policy.hiddenInterval = std::max(stack.policy.hiddenInterval, stack.policy.interval);
    stack.policy.ceiling = std::max(stack.policy.ceiling, stack.policy.interval);
}

void readAurora(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes)
{
    Section aurora(entry.value, entry.key, { u"schedulers"_s, u"cluster"_s, u"observerPort"_s }, entry.line, mistakes);
    aurora.list(u"schedulers"_s, tr("address"), tr("host:port"), [&](const QString &text) {
        const auto scheduler = parseMaster(text);
        if (scheduler)
            stack.auroraSchedulers << *scheduler;
        return scheduler.has_value();
    });
    if (const auto *schedulers = aurora.entry(u"schedulers"_s); !schedulers) {
        if (entry.value.IsMap())
            aurora.mistake(entry.line, entry.key, tr("names no schedulers."), tr("Add schedulers: [host:port, …]."));
    } else if (schedulers->value.IsSequence() && schedulers->value.size() == 0) {
        aurora.mistake(schedulers->line, schedulers->key, tr("is empty."),
                       tr("Write [host:port, …], or take aurora: out."));
    }
    aurora.text(u"cluster"_s, tr("name of a cluster"), tr("Write one word, as the scheduler's -cluster_name says it."),
                [&](const QString &text) {
                    stack.auroraCluster = text;
                    return !text.isEmpty() && !text.contains(u' ');
                });
    aurora.text(u"observerPort"_s, tr("port between 1 and 65535"), tr("Write a number: 1338."),
                [&](const QString &text) {
                    bool isNumber = false;
                    stack.observerPort = text.toUShort(&isNumber);
                    return isNumber && stack.observerPort > 0;
                });
}

void readLogs(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes)
{
    Section logs(entry.value, entry.key, { u"archive"_s, u"zone"_s }, entry.line, mistakes);
    logs.text(u"archive"_s, tr("link to an archive"),
              tr("Write https://host/path with words in braces: %1.").arg(archiveWords().join(u' ')),
              [&](const QString &text) {
                  stack.logArchive = text;
                  return isArchiveLink(text);
              });
    logs.text(u"zone"_s, tr("time zone"), tr("Write UTC, or a place as in America/Sao_Paulo."),
              [&](const QString &text) {
                  stack.logZone = text.toUtf8();
                  return QTimeZone(stack.logZone).isValid();
              });
}

StackConfig readStack(const Section::Entry &entry, QList<Mistake> &mistakes)
{
    StackConfig config;
    config.name = entry.name;
    config.poolAttribute = u"slave-type"_s;
    Section stack(entry.value, entry.key,
                  { u"tier"_s, u"poolAttribute"_s, u"protected"_s, u"pending"_s, u"user"_s, u"mesos"_s, u"aurora"_s,
                    u"airflow"_s, u"aws"_s, u"logs"_s, u"rewrite"_s, u"proxy"_s, u"ca"_s, u"clientCert"_s,
                    u"clientKey"_s, u"pins"_s },
                  entry.line, mistakes);
    static const QRegularExpression plainName(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"_s);
    if (!plainName.match(entry.name).hasMatch())
        stack.mistake(entry.line, entry.key, tr("is no name for a stack."), tr("Use letters, digits, - _ and dots."));
    stack.text(u"tier"_s, tr("tier"), tr("Write production, staging or development."),
               oneOf<Tier>(config.tier,
                           { { u"production", Tier::Production },
                             { u"staging", Tier::Staging },
                             { u"development", Tier::Development } }));
    stack.text(u"poolAttribute"_s, tr("name of an attribute"), tr("Write one word: slave-type."),
               [&](const QString &text) {
                   config.poolAttribute = text;
                   return !text.contains(u' ');
               });
    stack.text(
        u"user"_s, tr("user"), tr("Write the user alone; the password is asked for, or comes from the environment."),
        [&](const QString &text) {
            config.user = text;
            return !text.contains(u':'); // basic authentication cannot carry one; here it is a password gone astray
        });
    readRoute(stack, config.route, mistakes);
    if (const auto *mesos = stack.entry(u"mesos"_s))
        readMesos(*mesos, config, mistakes);
    else if (entry.value.IsMap())
        stack.mistake(entry.line, entry.key, tr("has no mesos."), tr("Add mesos: with masters: [host:port, …] below."));
    if (const auto *aurora = stack.entry(u"aurora"_s))
        readAurora(*aurora, config, mistakes);
    if (const auto *jobs = stack.entry(u"protected"_s))
        readProtected(*jobs, config, mistakes);
    if (const auto *pending = stack.entry(u"pending"_s))
        readPending(*pending, config, mistakes);
    if (const auto *airflow = stack.entry(u"airflow"_s))
        readAirflow(*airflow, config.airflow, mistakes);
    if (const auto *aws = stack.entry(u"aws"_s))
        config.aws = readAws(*aws, mistakes);
    if (const auto *logs = stack.entry(u"logs"_s))
        readLogs(*logs, config, mistakes);
    return config;
}

void readStacks(const YAML::Node &root, StacksFile &file)
{
    const QString example = tr("An example with all keys: stacks.example.yaml.");
    if (root.IsNull()) {
        file.mistakes << Mistake{ 0, {}, tr("The file is empty."), example };
        return;
    }
    const Section top(root, {}, { u"stacks"_s }, 1, file.mistakes);
    const auto *entry = top.entry(u"stacks"_s);
    if (!entry) {
        if (root.IsMap())
            file.mistakes << Mistake{ 0, u"stacks"_s, tr("is missing."), example };
        return;
    }
    if (entry->value.IsSequence()) {
        file.mistakes << Mistake{ entry->line, entry->key, tr("is a list."),
                                  tr("Write each stack's name as a key below it: «dev:».") };
        return;
    }
    const Section stacks(entry->value, entry->key, {}, entry->line, file.mistakes);
    if (entry->value.IsMap() && entry->value.size() == 0)
        stacks.mistake(entry->line, entry->key, tr("names no stack."), example);
    for (const auto &[name, stackEntry] : stacks.entries()) {
        const qsizetype before = file.mistakes.size();
        StackConfig stack = readStack(stackEntry, file.mistakes);
        if (file.mistakes.size() == before)
            file.stacks << stack;
        else
            file.faulty << name;
    }
    // The file's order is the order of the switcher.
    std::ranges::sort(file.stacks, {}, [&](const StackConfig &stack) { return stacks.entry(stack.name)->line; });
}

} // namespace

bool StackConfig::operator==(const StackConfig &other) const
{
    const auto tied = [](const StackConfig &c) {
        // The rest of the policy follows from the interval.
        return std::tie(c.name, c.tier, c.mesosMasters, c.mesosMode, c.auroraSchedulers, c.auroraCluster,
                        c.observerPort, c.airflow, c.aws, c.policy.interval, c.poolAttribute, c.protectedPool,
                        c.protectedJobs, c.pendingLimits, c.logArchive, c.logZone, c.user, c.route, c.maxBody,
                        c.deadline);
    };
    return tied(*this) == tied(other);
}

StacksFile parseStacks(const QByteArray &yaml)
{
    StacksFile file;
    if (yaml.size() > maxFileSize) {
        file.mistakes << Mistake{ 0, {}, tr("The file is larger than 1 MiB."), tr("Is it really the stacks file?") };
        return file;
    }
    try {
        const std::string text = yaml.toStdString();
        if (const auto line = lineOfSecondDocument(text))
            file.mistakes << Mistake{ *line,
                                      {},
                                      tr("A second document begins here."),
                                      tr("Put all stacks below one stacks: and take --- out.") };
        readStacks(YAML::Load(text), file);
    } catch (const YAML::Exception &e) {
        // What was read before the place is not trusted either: half a file is worse than the old one.
        file = {};
        file.mistakes << Mistake{
            e.mark.is_null() ? 0 : e.mark.line + 1,
            {},
            tr("This is no YAML: %1.").arg(QString::fromStdString(e.msg)),
            tr("Mind the indentation (blanks, no tabs), and quote texts that hold «: » or « #».")
        };
    } catch (const std::exception &e) {
        file = {};
        file.mistakes << Mistake{ 0, {}, tr("The file cannot be read: %1.").arg(QString::fromUtf8(e.what())), {} };
    }
    return file;
}

QString mistakeText(const Mistake &mistake, const QString &file)
{
    QStringList places;
    if (!file.isEmpty())
        places << file;
    if (mistake.line > 0)
        places << tr("line %1").arg(mistake.line);
    if (!mistake.key.isEmpty())
        places << mistake.key;
    QString text = places.join(u", "_s);
    if (!text.isEmpty())
        text += u": "_s;
    return (text + mistake.what + u' ' + mistake.remedy).trimmed();
}

QString mistakesText(const QList<Mistake> &mistakes, const QString &file)
{
    QStringList lines;
    for (const Mistake &mistake : mistakes)
        lines << mistakeText(mistake, file);
    return lines.join(u'\n');
}

QString defaultStacksPath()
{
    return core::configDir() + u"/stacks.yaml"_s;
}

} // namespace config
