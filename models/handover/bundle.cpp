// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/bundle.h"

#include "models/core/cancelled.h"
#include "models/core/errortext.h"
#include "models/core/tr.h"
#include "models/handover/bundlefiles.h"
#include "models/handover/redact.h"
#include "models/jobs/description.h"
#include "models/jobs/jobwriter.h"
#include "models/logs/readrange.h"
#include "models/stack/signin.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/jobs/sourcejob.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace handover {

namespace {

using core::tr;

constexpr qsizetype mostOfEach = 10; ///< jobs, and logs: an incident is told by its first
constexpr qint64 tailBytes = 256 * 1024; ///< of each log
constexpr auto auditSpan = std::chrono::hours(24);

QStringList secretsOf(const stack::Stack &stack)
{
    QStringList secrets;
    const secrets::Logins &logins = stack::loginsOf(&stack)->current();
    for (const net::Credentials *login : { &logins.mesos, &logins.aurora, &logins.airflow, &logins.aws, &logins.proxy })
        secrets += login->secret;
    secrets.removeAll(QString());
    secrets.removeDuplicates();
    return secrets;
}

/// "itaipu-dimensional-modeling/0" as a name that every system takes.
QString fileName(QString title)
{
    for (const QChar sign : u"/\\: \"*?<>|"_s)
        title.replace(sign, u'-');
    return title;
}

QByteArray sentenceOf(const core::Error &error, const QString &system)
{
    return core::errorText(error, system).what.toUtf8() + '\n';
}

/// Jobs that failed, worst first.
QList<aurora::JobKey> failedJobs(const HandOver &all)
{
    QList<aurora::JobKey> jobs;
    for (const watch::Finding &finding : all.findings) {
        const auto key = aurora::JobKey::parse(QString::fromUtf8(finding.job));
        if (finding.severity == watch::Severity::Failure && key && !jobs.contains(*key) && jobs.size() < mostOfEach)
            jobs += *key;
    }
    return jobs;
}

/// What each failure's log is the log of.
QList<links::ObjectRef> failedLogs(const HandOver &all)
{
    QList<links::ObjectRef> logs;
    for (const watch::Finding &finding : all.findings) {
        for (const watch::Step &step : finding.steps) {
            const links::ObjectRef ref = links::fromPath(step.link);
            if (finding.severity == watch::Severity::Failure && ref.kind == links::ObjectRef::Kind::Log
                && logs.size() < mostOfEach)
                logs += links::fromPath(links::splitLog(ref).path);
        }
    }
    return logs;
}

/// As it is now, or as its last tasks had it.
QCoro::Task<QByteArray> configurationOf(QPointer<aurora::Client> client, aurora::JobKey key)
{
    const auto job = co_await verbs::readSource(client, key, std::nullopt, {});
    if (!job)
        co_return sentenceOf(job.error(), u"Aurora"_s);
    const auto definition = jobs::definitionOf(*job);
    co_return definition ? jobs::toYaml(*definition) : sentenceOf(definition.error(), u"Aurora"_s);
}

QCoro::Task<std::optional<BundledFile>> logOf(QPointer<stack::Stack> stack, links::ObjectRef ref)
{
    tasklogs::TaskLogs *const logs = stack::logsOf(stack);
    const auto place = logs->find(ref);
    if (!place)
        co_return std::nullopt;
    BundledFile made;
    made.path = u"logs/%1.txt"_s.arg(fileName(place->title));
    const tasklogs::Listing listing = co_await logs->list(*place);
    if (!stack)
        co_return std::nullopt;
    const tasklogs::LogFile *const file = logs->choose(*place, listing);
    if (!file) {
        made.bytes = tasklogs::TaskLogs::explain(*place, listing).toUtf8() + '\n';
        co_return std::optional(made);
    }
    made.bytes
        = tr("%1 of task %2, its last %3 KiB at most\n\n").arg(file->name, place->task).arg(tailBytes / 1024).toUtf8();
    const std::shared_ptr<logs::Source> source = logs->open(*place, *file);
    const auto size = co_await source->size({});
    if (!size) {
        made.bytes += sentenceOf(size.error(), source->keeper());
        co_return std::optional(made);
    }
    const auto end = co_await logs::readRange(source, std::max<qint64>(0, *size - tailBytes), *size, {});
    made.bytes += end ? *end : sentenceOf(end.error(), source->keeper());
    co_return std::optional(made);
}

} // namespace

QCoro::Task<std::optional<QList<BundledFile>>> bundleOf(QPointer<stack::Stack> stack, HandOver all)
{
    QList<BundledFile> files{ { u"note.txt"_s, noteOf(all).toUtf8() },
                              { u"about.txt"_s, aboutFile(*stack, all) },
                              { u"needs.json"_s, needsFile(all) },
                              { u"health.txt"_s, healthFile(*stack) },
                              { u"actions.json"_s, actionsFile(stack->actions()->records()) } };
    const QStringList secrets = secretsOf(*stack);
    if (all.night)
        files += BundledFile{ u"night.json"_s, nightFile(*all.night) };
    actions::AuditQuery lately;
    lately.stack = all.cluster;
    lately.from = all.at - auditSpan;
    const auto audit = co_await stack->actions()->audit(lately);
    files += BundledFile{ u"audit.csv"_s, audit ? auditFile(*audit) : sentenceOf(audit.error(), tr("The journal")) };
    const QList<aurora::JobKey> jobs = failedJobs(all);
    for (const aurora::JobKey &job : jobs) {
        if (!stack)
            co_return std::nullopt;
        if (!stack->aurora())
            break;
        const QByteArray text = co_await configurationOf(stack->aurora()->client(), job);
        files += BundledFile{ u"jobs/%1.yaml"_s.arg(fileName(job.text())), text };
    }
    const QList<links::ObjectRef> logs = failedLogs(all);
    for (const links::ObjectRef &ref : logs) {
        if (!stack)
            co_return std::nullopt;
        const auto log = co_await logOf(stack, ref);
        if (log)
            files += *log;
    }
    for (BundledFile &file : files)
        file.bytes = withoutSecrets(QString::fromUtf8(file.bytes), secrets).toUtf8();
    co_return std::optional(files);
}

QCoro::Task<core::Result<qsizetype>> saveBundle(QPointer<stack::Stack> stack, HandOver all, QString file)
{
    const core::TimePoint at = all.at;
    const auto files = co_await bundleOf(stack, all);
    if (!files)
        co_return core::failure(core::cancelled());
    const QFuture<core::Result<void>> writing = QtConcurrent::run(writeBundle, file, *files, at);
    const core::Result<void> written = co_await writing;
    if (!written)
        co_return core::failure(written.error());
    co_return files->size();
}

} // namespace handover
