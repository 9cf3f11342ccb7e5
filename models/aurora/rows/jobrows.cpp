// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/jobrows.h"

#include "models/aurora/rows/jobstate.h"
#include "models/aurora/rows/people.h"
#include "models/aurora/rows/staterows.h"
#include "models/core/format.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using tables::Column;
using tables::Kind;
using tables::Severity;
using tables::TableModel;

enum JobColumn {
    StateColumn,
    NameColumn,
    RoleEnvColumn,
    InstancesColumn,
    RunColumn,
    PendColumn,
    FailColumn,
    DoneColumn,
    CpusColumn,
    MemColumn,
    PoolColumn,
    TierColumn,
    CronColumn,
    NextRunColumn,
    UpdateColumn,
    InStateColumn,
    MessageColumn,
    RoleColumn,
    EnvironmentColumn,
    OwnerColumn,
    ContactColumn,
    PriorityColumn,
    DiskColumn,
    GpusColumn,
    CollisionColumn,
    PeopleColumn
};

class JobRows final : public StateRows
{
    Q_DECLARE_TR_FUNCTIONS(JobRows)
public:
    JobRows(Snapshot picture, const QByteArray &poolAttribute, core::TimePoint now, const PendingLimits &limits)
        : StateRows(std::move(picture))
    {
        const std::string_view attribute(poolAttribute.constData(), static_cast<size_t>(poolAttribute.size()));
        m_derived.reserve(state().jobs.size());
        for (const JobRow &job : state().jobs)
            m_derived.push_back(derive(job, attribute, now, limits));
    }

    const QList<Column> &columns() const override { return jobColumns(); }
    uint32_t rowCount() const override { return static_cast<uint32_t>(state().jobs.size()); }
    std::string_view key(uint32_t row) const override { return state().view(job(row).key); }
    uint64_t identity(uint32_t row) const override { return job(row).key.value; }

    std::string_view text(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return word(m_derived[row].state);
        case RoleEnvColumn: {
            const std::string_view whole = key(row);
            return whole.substr(0, whole.size() - state().view(job(row).name).size() - 1);
        }
        case UpdateColumn: {
            const UpdateRow *const update = state().updateOf(job(row));
            return update == nullptr ? std::string_view() : word(update->status);
        }
        case CollisionColumn:
            return job(row).cronSchedule.isEmpty() ? std::string_view() : word(job(row).cronCollision);
        case PeopleColumn:
            return m_derived[row].people;
        default:
            return StateRows::text(row, column);
        }
    }

    uint32_t textId(uint32_t row, int column) const override
    {
        switch (column) {
        case StateColumn:
            return static_cast<uint32_t>(m_derived[row].state) + 1;
        case RoleEnvColumn:
        case UpdateColumn:
        case CollisionColumn:
        case PeopleColumn:
            return 0;
        default:
            return StateRows::textId(row, column);
        }
    }

    double number(uint32_t row, int column) const override
    {
        const JobRow &j = job(row);
        const auto wanted = static_cast<double>(j.stats.active + j.stats.pending);
        switch (column) {
        case InstancesColumn:
            return wanted > 0 ? static_cast<double>(j.stats.active) / wanted : std::numeric_limits<double>::quiet_NaN();
        case RunColumn:
            return j.stats.active;
        case PendColumn:
            return j.stats.pending;
        case FailColumn:
            return j.stats.failed;
        case DoneColumn:
            return j.stats.finished;
        case CpusColumn:
            return static_cast<double>(j.resources.cpus) * wanted;
        case MemColumn:
            return static_cast<double>(j.resources.ram) * wanted;
        case DiskColumn:
            return static_cast<double>(j.resources.disk) * wanted;
        case GpusColumn:
            return static_cast<double>(j.resources.gpus) * wanted;
        case NextRunColumn:
            return moment(j.nextCronRun);
        case InStateColumn:
            return moment(m_derived[row].since);
        case PriorityColumn:
            return j.priority;
        default:
            return std::numeric_limits<double>::quiet_NaN();
        }
    }

    int rank(uint32_t row, int column) const override
    {
        return column == StateColumn ? static_cast<int>(m_derived[row].state) : 0;
    }

    Severity severity(uint32_t row) const override { return m_derived[row].severity; }

    QString display(uint32_t row, int column, core::TimePoint now) const override
    {
        const JobRow &j = job(row);
        if (column == InstancesColumn && j.stats.active + j.stats.pending > 0)
            return u"%1/%2"_s.arg(j.stats.active).arg(j.stats.active + j.stats.pending);
        return StateRows::display(row, column, now);
    }

    QString toolTip(uint32_t row, int column, core::TimePoint now) const override
    {
        const JobRow &j = job(row);
        if (column == CpusColumn || column == MemColumn) {
            return tr("%1 CPUs and %2 GiB for each instance")
                .arg(core::formatCpus(static_cast<double>(j.resources.cpus)),
                     core::formatGib(static_cast<double>(j.resources.ram)));
        }
        if (column == PoolColumn) {
            QStringList constraints;
            for (const RowConstraint &constraint : state().constraintsOf(j))
                constraints << string(constraint.name) + u": "_s + string(constraint.value);
            return constraints.join(u'\n');
        }
        return StateRows::toolTip(row, column, now);
    }

    QVariant extra(uint32_t row, int column, int role) const override
    {
        const JobRow &j = job(row);
        if (column == StateColumn && role == TableModel::GlyphRole)
            return wordVariant(word(m_derived[row].state));
        if (column == InstancesColumn && role == TableModel::MeterRole && j.stats.active + j.stats.pending > 0)
            return number(row, column);
        if (column == InstancesColumn && role == TableModel::BlocksRole) {
            // A restarted instance counts among the running: what failed shows when nothing runs any more.
            const int failed = m_derived[row].state == JobState::Failed ? j.stats.failed : 0;
            return QVariant::fromValue(QList<int>{ j.stats.active, j.stats.pending, failed });
        }
        return {};
    }

    QString countInWords(qsizetype rows) const override
    {
        return rows == 1 ? tr("1 job") : tr("%1 jobs").arg(QLocale().toString(rows));
    }

protected:
    TextId pooled(uint32_t row, int column) const override
    {
        const JobRow &j = job(row);
        switch (column) {
        case NameColumn:
            return j.name;
        case PoolColumn:
            return m_derived[row].pool;
        case TierColumn:
            return j.tier;
        case CronColumn:
            return j.cronSchedule;
        case MessageColumn:
            return m_derived[row].message;
        case RoleColumn:
            return j.role;
        case EnvironmentColumn:
            return j.environment;
        case OwnerColumn:
            return j.owner;
        case ContactColumn:
            return j.contact;
        default:
            return {};
        }
    }

    bool sameCell(uint32_t row, int column, const StateRows &older, uint32_t olderRow, int olderColumn) const override
    {
        const auto &other = static_cast<const JobRows &>(older);
        if (column == StateColumn && severity(row) != other.severity(olderRow))
            return false; // the row is tinted by it
        if (column == InstancesColumn)
            return job(row).stats == other.job(olderRow).stats
                && m_derived[row].state == other.m_derived[olderRow].state;
        return StateRows::sameCell(row, column, older, olderRow, olderColumn);
    }

private:
    struct Derived
    {
        TextId pool;
        TextId message;
        TimePoint since;
        JobState state;
        Severity severity;
        std::string people;
    };

    const JobRow &job(uint32_t row) const { return state().jobs[row]; }

    Derived derive(const JobRow &job, std::string_view poolAttribute, core::TimePoint now,
                   const PendingLimits &limits) const
    {
        const JobState itsState = jobState(state(), job);
        Derived derived{ state().constraint(job, poolAttribute),
                         jobMessage(state(), job, itsState),
                         jobStateSince(state(), job, itsState),
                         itsState,
                         Severity::None,
                         peopleOf(state(), job) };
        if (itsState == JobState::Failed)
            derived.severity = Severity::Failure;
        else if (core::isKnown(job.pendingSince) && now - job.pendingSince > limits.of(state().view(job.key)))
            derived.severity = Severity::Warning;
        return derived;
    }

    std::vector<Derived> m_derived; ///< by row
};

QList<Column> makeColumns()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("JobRows", text); };
    return {
        { u"state"_s, tr("State"), {}, tr("What the job as a whole does"), Kind::State, 118, 0, false },
        { u"job"_s, tr("Job"), {}, {}, Kind::Name, 200, 0, false },
        { u"role-env"_s, tr("Role/env"), {}, {}, Kind::Text, 120, 1, false },
        { u"instances"_s, tr("Instances"), {}, tr("Active of those that are wanted"), Kind::Meter, 92, 0, false },
        { u"run"_s, tr("Run"), {}, tr("Active tasks"), Kind::Count, 42, 1, false },
        { u"pend"_s, tr("Pend"), {}, tr("Tasks that wait for an agent"), Kind::Count, 44, 1, false },
        { u"fail"_s, tr("Fail"), {}, tr("Failed and lost tasks the scheduler still knows"), Kind::Count, 38, 1, false },
        { u"done"_s,
          tr("Done"),
          {},
          tr("Finished and killed tasks the scheduler still knows"),
          Kind::Count,
          44,
          3,
          false },
        { u"cpus"_s, tr("CPUs"), {}, tr("Of active and pending instances"), Kind::Cpus, 54, 2, false },
        { u"mem"_s, tr("Mem"), u"GiB"_s, tr("Of active and pending instances"), Kind::Mebibytes, 72, 2, false },
        { u"pool"_s, tr("Pool"), {}, tr("The pool its constraint asks for"), Kind::Text, 130, 2, false },
        { u"tier"_s, tr("Tier"), {}, tr("preferred, or preemptible"), Kind::Text, 86, 4, false },
        { u"cron"_s, tr("Cron"), {}, tr("Schedule"), Kind::Text, 112, 4, false },
        { u"next-run"_s, tr("Next run"), {}, tr("Of its schedule"), Kind::Time, 104, 4, false },
        { u"update"_s, tr("Update"), {}, tr("Update in flight"), Kind::Text, 140, 3, false },
        { u"in-state"_s,
          tr("In state"),
          {},
          tr("Longest wait, last failure, or newest event"),
          Kind::Age,
          84,
          1,
          false },
        { u"message"_s,
          tr("Message"),
          {},
          tr("Why the oldest task waits, or the last words of what failed"),
          Kind::Text,
          320,
          1,
          false },
        { u"role"_s, tr("Role"), {}, {}, Kind::Text, 90, 5, true },
        { u"env"_s, tr("Env"), {}, {}, Kind::Text, 70, 5, true },
        { u"owner"_s, tr("Owner"), {}, tr("Who made it, as his client said"), Kind::Text, 90, 5, true },
        { u"contact"_s, tr("Contact"), {}, {}, Kind::Text, 160, 6, true },
        { u"priority"_s, tr("Priority"), {}, {}, Kind::Count, 60, 6, true },
        { u"disk"_s, tr("Disk"), u"GiB"_s, tr("Of active and pending instances"), Kind::Mebibytes, 72, 6, true },
        { u"gpus"_s, tr("GPUs"), {}, tr("Of active and pending instances"), Kind::Count, 54, 6, true },
        { u"collision"_s,
          tr("Collision"),
          {},
          tr("What a run does while the last one runs"),
          Kind::Text,
          110,
          6,
          true },
        { u"people"_s, tr("People"), {}, tr("Owner, role, and who acted last"), Kind::Text, 160, 6, true },
    };
}

} // namespace

const QList<Column> &jobColumns()
{
    static const QList<Column> columns = makeColumns();
    return columns;
}

tables::Rows jobRows(Snapshot state, const QString &poolAttribute, core::TimePoint now, const PendingLimits &limits)
{
    return std::make_shared<JobRows>(std::move(state), poolAttribute.toUtf8(), now, limits);
}

} // namespace aurora
