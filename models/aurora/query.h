// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/result.h"

/// Which tasks or updates are asked for. The scheduler drops filters it does not understand and answers with
/// everything: an empty role, a limit of 0, an empty set, a status number it does not know. Here they make no query at
/// all.
namespace aurora {

/// All given filters hold at once; within one list any value does.
class TaskQuery
{
public:
    class Builder;

    static TaskQuery everything() { return {}; } ///< every task of the cluster, terminal ones included
    static TaskQuery forJob(const JobKey &job);

    const QString &role() const { return m_role; } ///< null: any; likewise below
    const QString &environment() const { return m_environment; }
    const QString &jobName() const { return m_jobName; }
    const QList<JobKey> &jobs() const { return m_jobs; }
    const QStringList &taskIds() const { return m_taskIds; }
    const QList<TaskStatus> &statuses() const { return m_statuses; }
    const QList<int> &instances() const { return m_instances; }
    const QStringList &hosts() const { return m_hosts; }
    int offset() const { return m_offset; }
    int limit() const { return m_limit; } ///< 0: none
    bool operator==(const TaskQuery &) const = default;

private:
    QString m_role;
    QString m_environment;
    QString m_jobName;
    QList<JobKey> m_jobs;
    QStringList m_taskIds;
    QList<TaskStatus> m_statuses;
    QList<int> m_instances;
    QStringList m_hosts;
    int m_offset = 0;
    int m_limit = 0;
};

class TaskQuery::Builder
{
public:
    Builder &role(const QString &role);
    Builder &environment(const QString &environment);
    Builder &jobName(const QString &name);
    Builder &jobs(const QList<JobKey> &jobs);
    Builder &taskIds(const QStringList &ids);
    Builder &statuses(const QList<TaskStatus> &statuses);
    Builder &instances(const QList<int> &instances);
    Builder &hosts(const QStringList &hosts);
    Builder &page(int offset, int limit); ///< limit: at least 1
    /// Config, naming the filter, when one of those given is empty or unknown, or none was given: that is everything().
    core::Result<TaskQuery> build() const;

private:
    void given(bool usable, const char *filter);

    TaskQuery m_query;
    QString m_fault;
    bool m_narrowed = false;
};

/// As TaskQuery, for updates. Every filter is checked in the same way.
class UpdateQuery
{
public:
    class Builder;

    static UpdateQuery everything() { return {}; }
    static UpdateQuery forJob(const JobKey &job);
    static UpdateQuery forUpdate(const UpdateKey &key);

    const QString &role() const { return m_role; }
    const QString &user() const { return m_user; }
    const std::optional<JobKey> &job() const { return m_job; }
    const std::optional<UpdateKey> &key() const { return m_key; }
    const QList<UpdateStatus> &statuses() const { return m_statuses; }
    int offset() const { return m_offset; }
    int limit() const { return m_limit; } ///< 0: none
    bool operator==(const UpdateQuery &) const = default;

private:
    QString m_role;
    QString m_user;
    std::optional<JobKey> m_job;
    std::optional<UpdateKey> m_key;
    QList<UpdateStatus> m_statuses;
    int m_offset = 0;
    int m_limit = 0;
};

class UpdateQuery::Builder
{
public:
    Builder &role(const QString &role);
    Builder &user(const QString &user);
    Builder &job(const JobKey &job);
    Builder &statuses(const QList<UpdateStatus> &statuses);
    Builder &page(int offset, int limit);
    core::Result<UpdateQuery> build() const;

private:
    void given(bool usable, const char *filter);

    UpdateQuery m_query;
    QString m_fault;
    bool m_narrowed = false;
};

} // namespace aurora
