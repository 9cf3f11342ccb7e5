// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/query.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

core::Error refused(const QString &fault)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = fault;
    return error;
}

QString faultOf(const char *filter)
{
    return u"The filter “%1” is empty or not known; the scheduler would answer with everything."_s.arg(
        QLatin1StringView(filter));
}

core::Error withoutFilter()
{
    return refused(u"No filter was given; everything is asked for by that name."_s);
}

bool allNamed(const QStringList &texts)
{
    return !texts.isEmpty() && std::ranges::none_of(texts, &QString::isEmpty);
}

} // namespace

TaskQuery TaskQuery::forJob(const JobKey &job)
{
    TaskQuery query;
    query.m_jobs = { job };
    return query;
}

void TaskQuery::Builder::given(bool usable, const char *filter)
{
    m_narrowed = true;
    if (!usable && m_fault.isEmpty())
        m_fault = faultOf(filter);
}

TaskQuery::Builder &TaskQuery::Builder::role(const QString &role)
{
    given(!role.isEmpty(), "role");
    m_query.m_role = role;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::environment(const QString &environment)
{
    given(!environment.isEmpty(), "environment");
    m_query.m_environment = environment;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::jobName(const QString &name)
{
    given(!name.isEmpty(), "job name");
    m_query.m_jobName = name;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::jobs(const QList<JobKey> &jobs)
{
    given(!jobs.isEmpty() && std::ranges::all_of(jobs, &JobKey::isComplete), "jobs");
    m_query.m_jobs = jobs;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::taskIds(const QStringList &ids)
{
    given(allNamed(ids), "task ids");
    m_query.m_taskIds = ids;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::statuses(const QList<TaskStatus> &statuses)
{
    given(!statuses.isEmpty() && !statuses.contains(TaskStatus::Unknown), "statuses");
    m_query.m_statuses = statuses;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::instances(const QList<int> &instances)
{
    given(!instances.isEmpty() && *std::ranges::min_element(instances) >= 0, "instances");
    m_query.m_instances = instances;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::hosts(const QStringList &hosts)
{
    given(allNamed(hosts), "hosts");
    m_query.m_hosts = hosts;
    return *this;
}

TaskQuery::Builder &TaskQuery::Builder::page(int offset, int limit)
{
    given(offset >= 0 && limit >= 1, "limit");
    m_query.m_offset = offset;
    m_query.m_limit = limit;
    return *this;
}

core::Result<TaskQuery> TaskQuery::Builder::build() const
{
    if (!m_narrowed)
        return core::failure(withoutFilter());
    if (!m_fault.isEmpty())
        return core::failure(refused(m_fault));
    return m_query;
}

UpdateQuery UpdateQuery::forJob(const JobKey &job)
{
    UpdateQuery query;
    query.m_job = job;
    return query;
}

UpdateQuery UpdateQuery::forUpdate(const UpdateKey &key)
{
    UpdateQuery query;
    query.m_key = key;
    return query;
}

void UpdateQuery::Builder::given(bool usable, const char *filter)
{
    m_narrowed = true;
    if (!usable && m_fault.isEmpty())
        m_fault = faultOf(filter);
}

UpdateQuery::Builder &UpdateQuery::Builder::role(const QString &role)
{
    given(!role.isEmpty(), "role");
    m_query.m_role = role;
    return *this;
}

UpdateQuery::Builder &UpdateQuery::Builder::user(const QString &user)
{
    given(!user.isEmpty(), "user");
    m_query.m_user = user;
    return *this;
}

UpdateQuery::Builder &UpdateQuery::Builder::job(const JobKey &job)
{
    given(job.isComplete(), "job");
    m_query.m_job = job;
    return *this;
}

UpdateQuery::Builder &UpdateQuery::Builder::statuses(const QList<UpdateStatus> &statuses)
{
    given(!statuses.isEmpty() && !statuses.contains(UpdateStatus::Unknown), "statuses");
    m_query.m_statuses = statuses;
    return *this;
}

UpdateQuery::Builder &UpdateQuery::Builder::page(int offset, int limit)
{
    given(offset >= 0 && limit >= 1, "limit");
    m_query.m_offset = offset;
    m_query.m_limit = limit;
    return *this;
}

core::Result<UpdateQuery> UpdateQuery::Builder::build() const
{
    if (!m_narrowed)
        return core::failure(withoutFilter());
    if (!m_fault.isEmpty())
        return core::failure(refused(m_fault));
    return m_query;
}

} // namespace aurora
