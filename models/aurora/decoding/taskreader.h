// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/jobkeys.h"
#include "models/aurora/decoding/wirenumbers.h"
#include "models/aurora/state.h"

#include <span>

namespace aurora {

/// Reads lists of ScheduledTask into rows. TaskRow::job holds the id of the job's key until the rows find their place
/// in a State. `earlier`: the rows of the last such list in its order, as a guess at what comes: schedulers keep it.
template <typename Reader>
class TaskReader
{
public:
    using Value = typename Reader::Value;

    TaskReader(Reader &reader, core::StringPool &pool, JobKeys &keys, std::span<const TaskRow> earlier)
        : m_reader(reader)
        , m_texts(pool)
        , m_keys(keys)
        , m_earlier(earlier)
    {
    }

    /// A ScheduleStatusResult.
    void read(Value &result, std::vector<TaskRow> &rows)
    {
        m_reader.record(result, [&](int16_t id, Value &list) {
            if (id != 1)
                return;
            m_reader.elements(list, [&](Value &task) { readTask(task, rows.emplace_back()); });
        });
    }

private:
    void readTask(Value &task, TaskRow &row)
    {
        nextGuess();
        m_reader.record(task, [&](int16_t id, Value &value) {
            switch (id) {
            case 1:
                readAssigned(value, row);
                break;
            case 2:
                row.status = taskStatusOf(m_reader.i32(value));
                break;
            case 3:
                row.failures = m_reader.i32(value);
                break;
            case 4:
                readEvents(value, row);
                break;
            case 5:
                row.ancestor = m_texts.match(m_reader.text(value), m_guess->ancestor);
                break;
            case 6:
                row.timesLost = m_reader.i32(value);
                break;
            default:
                break;
            }
        });
        if (!m_reader.failed() && (row.id.isEmpty() || row.job == noRow))
            m_reader.fail("a task must have an id and a job");
    }

    /// Texts of the pool are far away: of a row that comes soon, first their places are fetched, then they themselves.
    void nextGuess()
    {
        m_guess = m_next < m_earlier.size() ? &m_earlier[m_next] : &m_empty;
        ++m_next;
        if (m_next + fetchAhead < m_earlier.size()) {
            const TaskRow &soon = m_earlier[m_next + fetchAhead];
            m_texts.fetchPlace(soon.id);
            m_texts.fetchPlace(soon.agent);
            m_texts.fetchPlace(soon.host);
            const TaskRow &next = m_earlier[m_next + fetchAhead / 2];
            m_texts.fetchText(next.id);
            m_texts.fetchText(next.agent);
            m_texts.fetchText(next.host);
        }
    }

    void readAssigned(Value &assigned, TaskRow &row)
    {
        m_reader.record(assigned, [&](int16_t id, Value &value) {
            switch (id) {
            case 1:
                row.id = m_texts.match(m_reader.text(value), m_guess->id);
                break;
            case 2:
                row.agent = m_texts.match(m_reader.text(value), m_guess->agent);
                break;
            case 3:
                row.host = m_texts.match(m_reader.text(value), m_guess->host);
                break;
            case 4:
                readConfig(value, row);
                break;
            case 6:
                row.instance = m_reader.i32(value);
                break;
            default:
                break;
            }
        });
    }

    /// Of the configuration only the job; tasks of one job stand side by side with equal ones.
    void readConfig(Value &config, TaskRow &row)
    {
        if (m_reader.takeSame(config, m_config)) {
            row.job = m_configJob;
            return;
        }
        const char *const begin = m_reader.position();
        m_reader.record(config, [&](int16_t id, Value &value) {
            if (id == 28)
                row.job = readKey(value).value;
        });
        m_config = m_reader.since(begin);
        m_configJob = row.job;
    }

    core::TextId readKey(Value &key)
    {
        m_role = {};
        m_environment = {};
        m_name = {};
        m_reader.record(key, [&](int16_t id, Value &value) {
            if (id == 1)
                m_role = m_reader.text(value);
            else if (id == 2)
                m_environment = m_reader.text(value);
            else if (id == 3)
                m_name = m_reader.text(value);
        });
        if (m_reader.failed())
            return core::TextId{ noRow };
        const core::TextId guess{ m_guess->job };
        if (guess.value != noRow && m_keys.isKey(m_texts.view(guess), m_role, m_environment, m_name))
            return guess;
        return m_keys.key(m_texts, m_role, m_environment, m_name);
    }

    void readEvents(Value &events, TaskRow &row)
    {
        m_reader.elements(events, [&](Value &event) {
            std::string_view message;
            m_reader.record(event, [&](int16_t id, Value &value) {
                if (id == 1) {
                    row.since = timeOf(m_reader.i64(value));
                    if (!core::isKnown(row.created))
                        row.created = row.since;
                } else if (id == 3) {
                    message = m_reader.text(value);
                }
            });
            if (!message.empty())
                m_message = message;
        });
        if (!m_message.empty())
            row.message = m_texts.match(m_message, m_guess->message);
        m_message = {};
    }

    static constexpr size_t fetchAhead = 8;

    Reader &m_reader;
    Texts m_texts;
    JobKeys &m_keys;
    std::span<const TaskRow> m_earlier;
    size_t m_next = 0;
    const TaskRow m_empty;
    const TaskRow *m_guess = &m_empty;
    std::string_view m_config; ///< bytes of the configuration read last
    uint32_t m_configJob = noRow;
    std::string_view m_role;
    std::string_view m_environment;
    std::string_view m_name;
    std::string_view m_message;
};

} // namespace aurora
