// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/definition.h"
#include "models/jobs/keys.h"

#include <algorithm>
#include <limits>

namespace jobs {

namespace executor = aurora::executor;

inline constexpr int maxInt = std::numeric_limits<int>::max();

/// Walks the keys of a job. Private to the folder.
class JobReader
{
public:
    explicit JobReader(QList<config::Mistake> &mistakes)
        : m_mistakes(mistakes)
    {
    }

    Definition read(const config::Section::Entry &entry);

private:
    using Entry = config::Section::Entry;

    void resources(const Entry &entry);
    void processes(const Entry &entry);
    void process(const YAML::Node &node, const QString &key, int line);
    void logger(const Entry &entry, executor::Logger &logger);
    void order(const Entry &entry);
    void healthCheck(const Entry &entry);
    void lifecycle(const Entry &entry);
    void announce(const Entry &entry);
    void cron(const Entry &entry);
    void container(const Entry &entry);
    void metadata(const Entry &entry);
    void sla(const Entry &entry);
    void partition(const Entry &entry);
    void fetch(const Entry &entry);
    void executorData(const Entry &entry);
    void mistake(int line, const QString &key, const QString &what, const QString &remedy)
    {
        m_mistakes << config::Mistake{ line, key, what, remedy };
    }

    /// What executorData said before, so that its unknown keys stay.
    template <typename T>
    static T &kept(std::optional<T> &part)
    {
        return part ? *part : part.emplace();
    }

    /// "NAME=value" and its like, cut at the first `at`.
    bool cut(const QString &text, QChar at, QString &before, QString &after)
    {
        const qsizetype place = text.indexOf(at);
        before = text.left(std::max<qsizetype>(place, 0));
        after = text.sliced(place + 1);
        return place > 0 && !after.isEmpty();
    }

    QList<config::Mistake> &m_mistakes;
    Definition m_definition;
    QList<executor::Process> m_before; ///< of executorData
};

} // namespace jobs
