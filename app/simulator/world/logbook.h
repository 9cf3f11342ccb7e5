// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/random.h"

#include <QByteArray>

#include <deque>
#include <string>

namespace sim {

/// Whose log it is and how it came out.
struct LogSubject
{
    std::string id; ///< of the task and file: what seeds it
    std::string job; ///< "itaipu-dimensional-modeling"
    std::string host;
    Moment start{};
    Moment end{}; ///< the epoch: it still runs
    bool failed = false;
    std::string message; ///< of the failure
};

enum class LogKind {
    SparkDriver, ///< "26/11/23 03:37:41 INFO …", stages and their tasks, warnings now and then
    SparkExecutor,
    Model, ///< folds and epochs, with colours
    Service, ///< requests
};
LogKind logKindOf(const std::string &job, bool thermos); ///< by its name

/// Texts of tasks' logs: what a task has written until a moment, which depends on the task alone, grows while it runs
/// and never changes behind itself. Remembers the ones asked for lately, so that a look at an end costs its news.
class LogBook
{
public:
    const QByteArray &text(const LogSubject &subject, LogKind kind, Moment until);

private:
    struct Page
    {
        std::string id;
        QByteArray text;
        Random random{ 0 };
        Moment next{};
        int line = 0;
        bool ended = false;
    };
    static void write(Page &page, const LogSubject &subject, LogKind kind, Moment until);

    std::deque<Page> m_pages; ///< the one asked for last is the first
};

/// A file of any size of which only what is read is ever made: lines of `bigLogLine` bytes, the n-th one at n times
/// that.
inline constexpr qint64 bigLogLine = 128;
qint64 bigLogSize(Moment start, Moment until); ///< 10 GiB at the start, 50 kB more each second
QByteArray bigLogBytes(Moment start, qint64 offset, qint64 length); ///< below its size

} // namespace sim
