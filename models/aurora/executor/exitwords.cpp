// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/executor/exitwords.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QRegularExpression>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace aurora::executor {

namespace {

using core::tr;

/// One line without the full stop, so that it can stand after a colon.
QString bare(const QString &text)
{
    QString line = text.simplified();
    if (line.endsWith(u'.') && !line.endsWith(u".."_s))
        line.chop(1);
    return line;
}

QString withColon(const QString &what, const QString &why)
{
    return why.isEmpty() ? what : what + u": "_s + why;
}

bool contains(const QString &text, const char16_t *part)
{
    return text.contains(QStringView(part), Qt::CaseInsensitive);
}

QString amount(qint64 bytes)
{
    return tr("%1 GiB").arg(core::formatGib(static_cast<double>(bytes) / 1048576.0));
}

QString amounts(qint64 asked, qint64 used)
{
    QStringList parts;
    if (asked > 0)
        parts << tr("asked %1").arg(amount(asked));
    if (used > 0)
        parts << tr("used %1").arg(amount(used));
    return parts.join(u", "_s);
}

/// A number that a message names in `unit` bytes; 0: none.
qint64 named(const QString &message, const QRegularExpression &pattern, qint64 unit)
{
    const auto match = pattern.match(message);
    return match.hasMatch() ? match.captured(1).toLongLong() * unit : 0;
}

QString overMemory(const Exit &exit)
{
    static const QRegularExpression asked(u"Requested: (\\d+)MB"_s);
    static const QRegularExpression used(u"Maximum Used: (\\d+)MB"_s);
    const qint64 limit = exit.ram > 0 ? exit.ram : named(exit.message, asked, 1 << 20);
    return withColon(tr("Killed by signal 9, out of memory"), amounts(limit, named(exit.message, used, 1 << 20)));
}

QString overDisk(const Exit &exit)
{
    static const QRegularExpression asked(u"Reserved (\\d+) bytes"_s);
    static const QRegularExpression used(u"used (\\d+) bytes"_s);
    const qint64 limit = exit.disk > 0 ? exit.disk : named(exit.message, asked, 1);
    return withColon(tr("Killed, more disk than asked for"), amounts(limit, named(exit.message, used, 1)));
}

QString person(const QString &user)
{
    return user == u"UNSECURE" ? tr("somebody who did not sign in") : user;
}

/// "Killed by alice.\nwhy" and its like, which the scheduler writes when somebody or something asks for the end.
QString ordered(const Exit &exit, const QString &message)
{
    struct Order
    {
        QRegularExpression pattern;
        const char *phrase;
        bool byPerson;
    };
    static const auto pattern = [](const char *text) {
        return QRegularExpression(QString::fromLatin1(text), QRegularExpression::DotMatchesEverythingOption);
    };
    static const std::array orders{
        Order{ pattern("\\AKilled for job update (\\S+)(.*)\\z"), QT_TRANSLATE_NOOP("ExitWords", "Killed by update %1"),
               false },
        Order{ pattern("\\AKilled by (\\S+?)\\.?(?:\\n(.*))?\\z"), QT_TRANSLATE_NOOP("ExitWords", "Killed by %1"),
               true },
        Order{ pattern("\\ARestarted by (\\S+?)\\.?(?:\\n(.*))?\\z"), QT_TRANSLATE_NOOP("ExitWords", "Restarted by %1"),
               true },
        Order{ pattern("\\ATransition forced by (\\S+?)\\.?(?:\\n(.*))?\\z"),
               QT_TRANSLATE_NOOP("ExitWords", "State forced by %1"), true },
        Order{ pattern("\\APreempting in favor of (\\S+?)\\.?()\\z"),
               QT_TRANSLATE_NOOP("ExitWords", "Preempted for %1, which has priority"), false },
    };
    for (const Order &order : orders) {
        const auto match = order.pattern.match(message);
        if (!match.hasMatch())
            continue;
        const QString by = match.captured(1);
        return withColon(tr(order.phrase).arg(order.byPerson ? person(by) : by), bare(match.captured(2)));
    }
    if (contains(message, u"Draining machine for maintenance"))
        return exit.host.isEmpty() ? tr("Ended by maintenance of its agent")
                                   : tr("Ended by maintenance of agent %1").arg(exit.host);
    return {};
}

QString byReturnCode(const Exit &exit)
{
    const int code = exit.returnCode.value_or(0);
    const int signal = code < 0 ? -code : code > 128 && code <= 128 + 64 ? code - 128 : 0;
    if (signal > 0)
        return exit.process.isEmpty() ? tr("Killed by %1").arg(signalName(signal))
                                      : tr("Process %1 killed by %2").arg(exit.process, signalName(signal));
    if (code != 0)
        return exit.process.isEmpty() ? tr("Exit %1").arg(code)
                                      : tr("Exit %1 of process %2").arg(code).arg(exit.process);
    return {};
}

/// What executors write into the message of a failed task.
QString byMessage(const QString &message)
{
    static const QRegularExpression status(u"\\ACommand exited with status (\\d+)"_s);
    static const QRegularExpression failed(u"\\A\\d+ process(?:es)? failed: (.+?)(?:; task failed)?\\.?\\z"_s);
    static const QRegularExpression runner(u"\\ATask killed by signal (\\d+)"_s);
    static const QRegularExpression unhealthy(u"(?:Failed health check!|Task is unhealthy:?)\\s*(.*)\\z"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = status.match(message); match.hasMatch()) {
        Exit exit;
        exit.returnCode = match.captured(1).toInt();
        return byReturnCode(exit);
    }
    if (const auto match = failed.match(message); match.hasMatch()) {
        const QString names = match.captured(1);
        return names.contains(u',') ? tr("Processes %1 failed").arg(names) : tr("Process %1 failed").arg(names);
    }
    if (const auto match = runner.match(message); match.hasMatch())
        return tr("The runner of its processes was killed by %1").arg(signalName(match.captured(1).toInt()));
    if (const auto match = unhealthy.match(message); match.hasMatch())
        return withColon(tr("Killed, its health check failed"), bare(match.captured(1)));
    return {};
}

struct ReasonWords
{
    const char *reason;
    const char *words;
};

/// Of mesos.proto's Reason, those that explain an end; "slave" and "agent" are the same thing in two versions.
constexpr std::array reasons{
    ReasonWords{ "REASON_AGENT_DISCONNECTED", QT_TRANSLATE_NOOP("ExitWords", "agent %1 is unreachable") },
    ReasonWords{ "REASON_AGENT_REMOVED", QT_TRANSLATE_NOOP("ExitWords", "agent %1 was removed") },
    ReasonWords{ "REASON_AGENT_REMOVED_BY_OPERATOR",
                 QT_TRANSLATE_NOOP("ExitWords", "an operator declared agent %1 gone") },
    ReasonWords{ "REASON_AGENT_RESTARTED", QT_TRANSLATE_NOOP("ExitWords", "agent %1 was restarted") },
    ReasonWords{ "REASON_AGENT_UNKNOWN", QT_TRANSLATE_NOOP("ExitWords", "Mesos does not know agent %1") },
    ReasonWords{ "REASON_AGENT_REREGISTERED", QT_TRANSLATE_NOOP("ExitWords", "agent %1 came back without the task") },
    ReasonWords{ "REASON_AGENT_DRAINING", QT_TRANSLATE_NOOP("ExitWords", "agent %1 is being drained") },
    ReasonWords{ "REASON_MASTER_DISCONNECTED", QT_TRANSLATE_NOOP("ExitWords", "Mesos had no leading master") },
    ReasonWords{ "REASON_RECONCILIATION", QT_TRANSLATE_NOOP("ExitWords", "neither Mesos nor agent %1 knows the task") },
    ReasonWords{ "REASON_TASK_UNKNOWN", QT_TRANSLATE_NOOP("ExitWords", "neither Mesos nor agent %1 knows the task") },
    ReasonWords{ "REASON_EXECUTOR_TERMINATED", QT_TRANSLATE_NOOP("ExitWords", "the executor ended under the task") },
    ReasonWords{ "REASON_EXECUTOR_UNREGISTERED", QT_TRANSLATE_NOOP("ExitWords", "the executor ended under the task") },
    ReasonWords{ "REASON_EXECUTOR_REGISTRATION_TIMEOUT",
                 QT_TRANSLATE_NOOP("ExitWords", "the executor did not start in time on agent %1") },
    ReasonWords{ "REASON_EXECUTOR_REREGISTRATION_TIMEOUT",
                 QT_TRANSLATE_NOOP("ExitWords", "the executor did not come back in time after agent %1's restart") },
    ReasonWords{ "REASON_CONTAINER_LAUNCH_FAILED",
                 QT_TRANSLATE_NOOP("ExitWords", "the container could not be started on agent %1") },
    ReasonWords{ "REASON_CONTAINER_UPDATE_FAILED",
                 QT_TRANSLATE_NOOP("ExitWords", "the container could not be given its resources") },
    ReasonWords{ "REASON_CONTAINER_PREEMPTED",
                 QT_TRANSLATE_NOOP("ExitWords", "the agent took its revocable resources back") },
    ReasonWords{ "REASON_CONTAINER_LIMITATION",
                 QT_TRANSLATE_NOOP("ExitWords", "it went over a limit of its container") },
    ReasonWords{ "REASON_FRAMEWORK_REMOVED", QT_TRANSLATE_NOOP("ExitWords", "its framework was torn down") },
    ReasonWords{ "REASON_INVALID_OFFERS", QT_TRANSLATE_NOOP("ExitWords", "the offer was gone when the task came") },
    ReasonWords{ "REASON_TASK_INVALID", QT_TRANSLATE_NOOP("ExitWords", "Mesos refused the task as invalid") },
    ReasonWords{ "REASON_TASK_UNAUTHORIZED", QT_TRANSLATE_NOOP("ExitWords", "Mesos does not allow this task") },
    ReasonWords{ "REASON_TASK_KILLED_DURING_LAUNCH", QT_TRANSLATE_NOOP("ExitWords", "killed before it started") },
    ReasonWords{ "REASON_GC_ERROR", QT_TRANSLATE_NOOP("ExitWords", "agent %1 could not make room for its sandbox") },
    ReasonWords{ "REASON_MAX_COMPLETION_TIME_REACHED",
                 QT_TRANSLATE_NOOP("ExitWords", "it ran longer than it was allowed") },
};

QString byReason(const Exit &exit)
{
    QString reason = exit.reason;
    reason.replace(u"REASON_SLAVE_"_s, u"REASON_AGENT_"_s);
    if (reason.startsWith(u"REASON_CONTAINER_LIMITATION"_s))
        reason = u"REASON_CONTAINER_LIMITATION"_s; // memory and disk were told before
    const auto *const found = std::ranges::find_if(
        reasons, [&](const ReasonWords &known) { return reason == QLatin1StringView(known.reason); });
    if (found == reasons.end())
        return {};
    QString words = tr(found->words);
    if (words.contains(u"%1"_s))
        words = exit.host.isEmpty() ? words.replace(u"agent %1"_s, tr("the agent")) : words.arg(exit.host);
    return words;
}

/// "TASK_LOST" and "LOST" → "Lost".
QString stateWord(QString status)
{
    if (status.startsWith(u"TASK_"_s))
        status.remove(0, 5);
    status = status.toLower().replace(u'_', u' ');
    return status.isEmpty() ? tr("Ended") : status.at(0).toUpper() + status.sliced(1);
}

/// "SOURCE_SLAVE" → "the agent says".
QString sourceWord(const QString &source)
{
    if (source == u"SOURCE_MASTER")
        return tr("says the Mesos master");
    if (source == u"SOURCE_SLAVE" || source == u"SOURCE_AGENT")
        return tr("says the agent");
    if (source == u"SOURCE_EXECUTOR")
        return tr("says the executor");
    return {};
}

bool saysNothing(const QString &message)
{
    static const QStringList empty = { u"Task failed"_s,   u"Task killed"_s,         u"Task lost"_s,
                                       u"Task finished"_s, u"Reached end of task"_s, u"Instructed to kill task"_s };
    return message.isEmpty() || empty.contains(bare(message));
}

} // namespace

QString signalName(int number)
{
    const char *name = sigabbrev_np(number);
    return name ? tr("signal %1 (SIG%2)").arg(number).arg(QLatin1StringView(name)) : tr("signal %1").arg(number);
}

QString exitInWords(const Exit &exit)
{
    const bool isFinished = exit.status.endsWith(u"FINISHED"_s);
    if (exit.reason == u"REASON_CONTAINER_LIMITATION_MEMORY" || contains(exit.message, u"Memory limit exceeded")
        || contains(exit.message, u"used more memory than requested"))
        return overMemory(exit);
    if (exit.reason == u"REASON_CONTAINER_LIMITATION_DISK" || contains(exit.message, u"Disk limit exceeded")
        || contains(exit.message, u"used more disk than requested"))
        return overDisk(exit);
    if (!isFinished) {
        for (const QString &message : { exit.message, exit.orderedBy }) {
            if (QString words = ordered(exit, message); !words.isEmpty())
                return words;
        }
        if (QString words = byReturnCode(exit); !words.isEmpty())
            return words;
        if (QString words = byMessage(exit.message); !words.isEmpty())
            return words;
        if (const QString words = byReason(exit); !words.isEmpty()) {
            const QString sentence = withColon(stateWord(exit.status), words);
            return saysNothing(exit.message) ? sentence : tr("%1 (%2)").arg(sentence, bare(exit.message));
        }
        if (!exit.process.isEmpty())
            return tr("Process %1 failed").arg(exit.process);
    }
    const QString told = saysNothing(exit.message) ? QString() : bare(exit.message);
    if (isFinished)
        return withColon(tr("Finished"), told);
    QString words = withColon(stateWord(exit.status), told.isEmpty() ? exit.reason : told);
    if (const QString source = sourceWord(exit.source); !source.isEmpty() && words.contains(u':'))
        words += u", "_s + source;
    if (told.isEmpty() && exit.reason.isEmpty() && exit.status.endsWith(u"FAILED"_s))
        words = tr("A process failed; its stderr says why");
    return words;
}

} // namespace aurora::executor
