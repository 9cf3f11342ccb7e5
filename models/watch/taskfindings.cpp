// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/links/objectref.h"
#include "models/watch/findingparts.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

/// The failed and lost tasks of one job of Aurora's (those of its framework with one name), or of a whole framework
/// that is not Aurora's: Spark makes its executors anew by itself, each with a name of its own.
struct JobTrouble
{
    std::string_view name; ///< empty: of a whole framework
    int failed = 0;
    int lost = 0;
    core::TimePoint first{};
    const mesos::Task *newest = nullptr;
    const mesos::Task *again = nullptr; ///< a task of the same name that started after the newest trouble
};

enum class Trouble { None, Failed, Lost };

Trouble troubleOf(const mesos::Task &task)
{
    switch (task.state) {
    case mesos::TaskState::Failed:
    case mesos::TaskState::Error:
        return Trouble::Failed;
    case mesos::TaskState::Lost:
    case mesos::TaskState::Dropped:
    case mesos::TaskState::Gone:
        return Trouble::Lost;
    default:
        return Trouble::None;
    }
}

/// Instances that a scheduler numbers in the name ("etl/3") are one job.
std::string_view jobName(std::string_view taskName)
{
    const size_t slash = taskName.rfind('/');
    if (slash == std::string_view::npos || slash + 1 == taskName.size())
        return taskName;
    const std::string_view tail = taskName.substr(slash + 1);
    const bool isNumber = std::ranges::all_of(tail, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? taskName.substr(0, slash) : taskName;
}

/// By its own name, or by Thermos, which runs the tasks of no other one.
bool isAuroras(const mesos::State &state, const mesos::Task &task)
{
    if (state.view(task.executor).starts_with("thermos-"))
        return true;
    const mesos::Framework *const framework = state.framework(task.framework);
    return framework && isAurorasName(state.string(framework->name));
}

/// What the status says of why: its message, else its reason in plain letters, else nothing (v0 tells neither).
QString why(const mesos::State &state, const mesos::Task &task)
{
    if (!task.message.isEmpty()) {
        const QString message = errorWords(state.string(task.message));
        constexpr qsizetype readable = 120;
        return message.size() > readable ? message.left(readable - 1) + u'…' : message;
    }
    QString reason = state.string(task.reason);
    if (reason.startsWith(u"REASON_"))
        reason = reason.mid(7).replace(u'_', u' ').toLower();
    return reason;
}

bool speaksOfDisk(std::string_view message)
{
    return message.find("No space left") != std::string_view::npos
        || message.find("Disk usage") != std::string_view::npos || message.find("disk quota") != std::string_view::npos;
}

QString causeOf(const Scene &scene, const JobTrouble &job)
{
    const mesos::State &state = scene.state;
    const mesos::Agent *agent = state.agent(job.newest->agent);
    QString where;
    if (agent) {
        where = state.string(agent->hostname);
        if (diskShare(*agent) >= scene.limits.fullDisk)
            where = tr("%1, disk %2").arg(where, diskText(*agent));
    } else if (!job.newest->agent.isEmpty()) {
        where = tr("its agent has left the cluster");
    }
    if (!job.again)
        return where;
    const QString again
        = job.again->state == mesos::TaskState::Running ? tr("runs again since %1") : tr("started again at %1");
    const core::TimePoint at = core::isKnown(job.again->started) ? job.again->started : job.again->changed;
    return (where.isEmpty() ? QString() : where + u" · "_s) + again.arg(core::formatClock(at, scene.now));
}

/// Two ways at most: to the log of the newest, and to the task or tasks. From there the bar below leads to the agent.
QList<Step> stepsOf(const mesos::State &state, const JobTrouble &job, const QString &several)
{
    const links::ObjectRef task{ links::ObjectRef::Kind::Task,
                                 (state.string(job.newest->framework) + u'/' + state.string(job.newest->id)).toUtf8() };
    const links::ObjectRef log{ links::ObjectRef::Kind::Log, links::toPath(task).toUtf8() };
    const bool isOne = job.failed + job.lost == 1;
    const QString word = job.failed > 0 && job.lost > 0 ? u"state:failed|error|lost"_s
        : job.failed > 0                                ? u"state:failed|error"_s
                                                        : u"state:lost|dropped|gone"_s;
    const Step toLog = openStep(tr("Open log"), u"logs"_s, links::toPath(log));
    const Step toTasks = isOne ? openStep(tr("Open task"), u"tasks"_s, links::toPath(task))
                               : filterStep(tr("Open tasks"), u"tasks"_s, u"tasks"_s, several + u' ' + word);
    // Why something failed its log tells; what was lost went with its machine, and its log is rarely there.
    return job.failed > 0 ? QList<Step>{ toLog, toTasks } : QList<Step>{ toTasks, toLog };
}

/// What the rows of a job and of a framework tell alike: why the newest went wrong, where, when, and ways on.
void tellNewest(Finding &finding, const Scene &scene, const JobTrouble &trouble, const QString &several)
{
    finding.why = why(scene.state, *trouble.newest);
    if (!finding.why.isEmpty())
        finding.fact += u": "_s + finding.why;
    finding.cause = causeOf(scene, trouble);
    finding.since = trouble.newest->changed;
    finding.isMoment = true;
    finding.steps = stepsOf(scene.state, trouble, several);
}

/// Whoever started them starts others, or ends and fails where the night sees it: no row of its own for each.
Finding frameworkRow(const Scene &scene, const JobTrouble &trouble)
{
    const mesos::State &state = scene.state;
    const QString id = state.string(trouble.newest->framework);
    const mesos::Framework *const framework = state.framework(trouble.newest->framework);
    const QString name = framework ? state.string(framework->name) : id;
    const QString newest = state.string(trouble.newest->name);
    const int count = trouble.failed + trouble.lost;
    Finding finding;
    finding.key = u"framework-tasks/"_s + id;
    finding.glyph = trouble.failed > 0 ? u"TASK_FAILED"_s : u"TASK_LOST"_s;
    const QString what = trouble.lost == 0 ? counted(count, "1 task failed", "%1 tasks failed")
        : trouble.failed == 0              ? counted(count, "1 task lost", "%1 tasks lost")
                                           : tr("%1 tasks failed or lost").arg(core::formatCount(count));
    finding.subject = name + u": "_s + what;
    finding.fact = count == 1 ? newest : tr("newest %1").arg(newest);
    tellNewest(finding, scene, trouble, term(u"framework"_s, name));
    return finding;
}

Finding toFinding(const Scene &scene, const JobTrouble &job)
{
    if (job.name.empty())
        return frameworkRow(scene, job);
    const mesos::State &state = scene.state;
    const QString name = core::toQString(job.name);
    Finding finding;
    finding.key = u"job/%1/%2"_s.arg(state.string(job.newest->framework), name);
    finding.job = name.toUtf8(); // Aurora calls its tasks after their job; other names fit none
    finding.severity = job.failed > 0 && !job.again ? Severity::Failure : Severity::Warning;
    finding.glyph = job.again ? u"up_for_retry"_s : job.failed > 0 ? u"TASK_FAILED"_s : u"TASK_LOST"_s;
    finding.subject = (job.failed > 0 ? tr("%1 failed") : tr("%1 lost")).arg(name);
    finding.fact = counted(job.failed > 0 ? job.failed : job.lost, "1 task", "%1 tasks");
    if (job.failed > 0 && job.lost > 0)
        finding.fact += tr(" and lost %1").arg(core::formatCount(job.lost));
    tellNewest(finding, scene, job, term(u"name"_s, name));
    return finding;
}

void take(JobTrouble &job, const mesos::Task &task, Trouble trouble)
{
    ++(trouble == Trouble::Failed ? job.failed : job.lost);
    if (!core::isKnown(job.first) || task.changed < job.first)
        job.first = task.changed;
    // The sentence is about the newest; a failure says more than a loss.
    const bool outranks = job.newest && troubleOf(*job.newest) == Trouble::Lost && trouble == Trouble::Failed;
    const bool outranked = job.newest && troubleOf(*job.newest) == Trouble::Failed && trouble == Trouble::Lost;
    if (!job.newest || outranks || (!outranked && task.changed > job.newest->changed))
        job.newest = &task;
}

} // namespace

QList<Finding> taskFindings(const Scene &scene, TaskFacts &facts)
{
    const mesos::State &state = scene.state;
    const core::TimePoint from = scene.now - scene.limits.failureWindow;
    std::vector<JobTrouble> jobs;
    std::unordered_map<std::string, size_t> jobByKey;
    std::unordered_map<uint64_t, size_t> jobByName; // framework and task name as ids: cheap to ask 100,000 times
    const auto nameKey
        = [](const mesos::Task &task) { return uint64_t{ task.framework.value } << 32 | task.name.value; };

    for (const mesos::Task &task : state.tasks) {
        if (task.list == mesos::TaskList::Unreachable) {
            ++facts.lostWithAgent[task.agent.value];
            continue; // the agent's row speaks for them
        }
        const Trouble trouble = troubleOf(task);
        if (trouble == Trouble::None || task.changed < from)
            continue;
        const bool isAJobs = isAuroras(state, task);
        const std::string_view name = isAJobs ? jobName(state.view(task.name)) : std::string_view();
        const auto [at, isNew]
            = jobByKey.try_emplace(std::string(state.view(task.framework)) + '/' + std::string(name), jobs.size());
        if (isNew)
            jobs.push_back({ name, 0, 0, {}, nullptr, nullptr });
        if (isAJobs)
            jobByName.emplace(nameKey(task), at->second);
        take(jobs[at->second], task, trouble);
        if (speaksOfDisk(state.view(task.message))) {
            core::TimePoint &died = facts.diedOfDisk[task.agent.value];
            died = std::max(died, task.changed);
        }
    }
    if (jobs.empty())
        return {};

    for (const mesos::Task &task : state.tasks) {
        if (task.list != mesos::TaskList::Live || mesos::isTerminal(task.state))
            continue;
        const auto at = jobByName.find(nameKey(task));
        if (at == jobByName.end())
            continue;
        JobTrouble &job = jobs[at->second];
        const core::TimePoint began = core::isKnown(task.started) ? task.started : task.changed;
        if (began > job.newest->changed && (!job.again || task.state == mesos::TaskState::Running))
            job.again = &task;
    }

    QList<Finding> found;
    for (const JobTrouble &job : jobs)
        found += toFinding(scene, job);
    return found;
}

} // namespace watch
