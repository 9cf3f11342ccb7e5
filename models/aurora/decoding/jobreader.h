// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/jobkeys.h"
#include "models/aurora/decoding/wirenumbers.h"
#include "models/aurora/state.h"

#include <algorithm>
#include <string>

namespace aurora {

/// Reads a list of JobSummary into rows and their constraints.
template <typename Reader>
class JobReader
{
public:
    using Value = typename Reader::Value;

    JobReader(Reader &reader, core::StringPool &pool, JobKeys &keys)
        : m_reader(reader)
        , m_texts(pool)
        , m_keys(keys)
    {
    }

    /// A JobSummaryResult.
    void read(Value &result, std::vector<JobRow> &jobs, std::vector<RowConstraint> &constraints)
    {
        m_constraints = &constraints;
        m_reader.record(result, [&](int16_t id, Value &list) {
            if (id != 1)
                return;
            m_reader.elements(list, [&](Value &summary) { readSummary(summary, jobs.emplace_back()); });
        });
    }

private:
    void readSummary(Value &summary, JobRow &job)
    {
        m_reader.record(summary, [&](int16_t id, Value &value) {
            if (id == 1)
                readConfiguration(value, job);
            else if (id == 2)
                readStats(value, job.stats);
            else if (id == 3)
                job.nextCronRun = timeOf(m_reader.i64(value));
        });
        if (!m_reader.failed() && job.key.isEmpty())
            m_reader.fail("a job must have a key");
    }

    void readStats(Value &stats, JobStats &counts)
    {
        m_reader.record(stats, [&](int16_t id, Value &value) {
            if (id == 1)
                counts.active = m_reader.i32(value);
            else if (id == 2)
                counts.finished = m_reader.i32(value);
            else if (id == 3)
                counts.failed = m_reader.i32(value);
            else if (id == 4)
                counts.pending = m_reader.i32(value);
        });
    }

    void readConfiguration(Value &configuration, JobRow &job)
    {
        m_reader.record(configuration, [&](int16_t id, Value &value) {
            switch (id) {
            case 4:
                job.cronSchedule = m_texts.intern(m_reader.text(value));
                break;
            case 5:
                job.cronCollision = cronCollisionOf(m_reader.i32(value));
                break;
            case 6:
                readTaskConfig(value, job);
                break;
            case 7:
                readOwner(value, job);
                break;
            case 8:
                job.instances = m_reader.i32(value);
                break;
            case 9:
                readKey(value, job);
                break;
            default:
                break;
            }
        });
    }

    void readOwner(Value &identity, JobRow &job)
    {
        m_reader.record(identity, [&](int16_t id, Value &value) {
            if (id == 2)
                job.owner = m_texts.match(m_reader.text(value), m_owner);
        });
        m_owner = job.owner;
    }

    void readKey(Value &key, JobRow &job)
    {
        std::string_view role;
        std::string_view environment;
        std::string_view name;
        m_reader.record(key, [&](int16_t id, Value &value) {
            if (id == 1)
                role = m_reader.text(value);
            else if (id == 2)
                environment = m_reader.text(value);
            else if (id == 3)
                name = m_reader.text(value);
        });
        if (m_reader.failed())
            return;
        job.key = m_keys.key(m_texts, role, environment, name);
        const JobKeys::Parts &parts = m_keys.parts(job.key);
        job.role = parts.role;
        job.environment = parts.environment;
        job.name = parts.name;
    }

    void readTaskConfig(Value &config, JobRow &job)
    {
        m_reader.record(config, [&](int16_t id, Value &value) {
            switch (id) {
            case 7:
                job.service = m_reader.boolean(value);
                break;
            case 11:
                job.priority = m_reader.i32(value);
                break;
            case 13:
                job.maxFailures = m_reader.i32(value);
                break;
            case 17:
                readOwner(value, job);
                break;
            case 18:
                job.production = m_reader.boolean(value);
                break;
            case 20:
                readConstraints(value, job);
                break;
            case 23:
                job.contact = m_texts.match(m_reader.text(value), m_contact);
                m_contact = job.contact;
                break;
            case 30:
                job.tier = m_texts.match(m_reader.text(value), m_tier);
                m_tier = job.tier;
                break;
            case 32:
                m_reader.elements(value, [&](Value &resource) { readResource(resource, job.resources); });
                break;
            default:
                break;
            }
        });
    }

    void readResource(Value &resource, RowResources &resources)
    {
        m_reader.record(resource, [&](int16_t id, Value &value) {
            switch (id) {
            case 1:
                resources.cpus = static_cast<float>(m_reader.number(value));
                break;
            case 2:
                resources.ram = static_cast<float>(m_reader.i64(value));
                break;
            case 3:
                resources.disk = static_cast<float>(m_reader.i64(value));
                break;
            case 4:
                ++resources.ports;
                break;
            case 5:
                resources.gpus = static_cast<float>(m_reader.i64(value));
                break;
            default:
                break;
            }
        });
    }

    /// By name, as the server sends the set in any order.
    void readConstraints(Value &set, JobRow &job)
    {
        const size_t first = m_constraints->size();
        m_reader.elements(set, [&](Value &constraint) {
            RowConstraint &row = m_constraints->emplace_back();
            m_reader.record(constraint, [&](int16_t id, Value &value) {
                if (id == 1)
                    row.name = m_texts.intern(m_reader.text(value));
                else if (id == 2)
                    row.value = m_texts.intern(conditionText(value));
            });
        });
        job.constraints = { static_cast<uint32_t>(first), static_cast<uint32_t>(m_constraints->size() - first) };
        std::sort(m_constraints->begin() + static_cast<std::ptrdiff_t>(first), m_constraints->end(),
                  [this](const RowConstraint &a, const RowConstraint &b) {
                      return m_texts.view(a.name) < m_texts.view(b.name);
                  });
    }

    /// As Constraint::text() says it.
    std::string conditionText(Value &condition)
    {
        std::string text;
        m_reader.record(condition, [&](int16_t id, Value &value) {
            if (id == 1)
                text = valuesText(value);
            else if (id == 2)
                m_reader.record(value, [&](int16_t field, Value &limit) {
                    if (field == 1)
                        text = "limit:" + std::to_string(m_reader.i32(limit));
                });
        });
        return text;
    }

    std::string valuesText(Value &condition)
    {
        bool negated = false;
        std::vector<std::string> values;
        m_reader.record(condition, [&](int16_t id, Value &value) {
            if (id == 1)
                negated = m_reader.boolean(value);
            else if (id == 2)
                m_reader.elements(value, [&](Value &each) { values.emplace_back(m_reader.text(each)); });
        });
        std::ranges::sort(values);
        std::string text = negated ? "!" : "";
        for (size_t i = 0; i < values.size(); ++i)
            text.append(i == 0 ? "" : ",").append(values[i]);
        return text;
    }

    Reader &m_reader;
    Texts m_texts;
    JobKeys &m_keys;
    std::vector<RowConstraint> *m_constraints = nullptr;
    core::TextId m_owner;
    core::TextId m_contact;
    core::TextId m_tier;
};

} // namespace aurora
