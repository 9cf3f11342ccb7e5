// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/listing.h"

#include "models/logs/choice.h"
#include "models/logs/observersource.h"
#include "models/logs/question.h"
#include "models/logs/sandbox.h"

#include <qcoro/qcorofuture.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

LogFile fileOf(const logs::SandboxEntry &entry, const QString &prefix)
{
    LogFile file;
    file.name = prefix + entry.name;
    file.size = entry.size;
    file.modified = entry.modified;
    file.directory = entry.directory;
    file.path = entry.path;
    return file;
}

LogFile fileOf(const logs::ThermosRun &run, const QString &stream)
{
    LogFile file;
    file.name = u"%1/%2/%3"_s.arg(run.process).arg(run.run).arg(stream);
    file.keeper = LogFile::Keeper::Observer;
    file.process = run.process;
    file.run = run.run;
    file.path = stream;
    file.modified = run.stopped;
    file.stateWord = run.state;
    return file;
}

core::Error gone()
{
    core::Error error;
    error.kind = core::Error::Kind::NotFound;
    return error;
}

/// Whether the task's own commands start Spark. Its configuration is in the observer's words on it.
QCoro::Task<bool> startsSpark(logs::Endpoint observer, QString task, std::stop_token stop)
{
    const QList<std::pair<QString, QString>> query{ { u"task_id"_s, task } };
    const auto response = co_await logs::ask(observer, u"/j/task"_s, query, stop);
    co_return response && response->body.view().find("spark-submit") != std::string_view::npos;
}

} // namespace

LogFile fileOf(const Copy &copy)
{
    LogFile file;
    file.name = copy.file;
    file.keeper = LogFile::Keeper::Copy;
    file.size = copy.bytes;
    file.modified = copy.savedAt;
    file.path = copy.path;
    file.whole = copy.whole;
    return file;
}

QCoro::Task<core::Result<QList<LogFile>>> listFolder(logs::Endpoint agent, QString path, QString name,
                                                     std::stop_token stop)
{
    const auto entries = co_await logs::browseAgent(agent, path, stop);
    if (!entries)
        co_return core::failure(entries.error());
    QList<LogFile> files;
    for (const logs::SandboxEntry &entry : *entries)
        files.append(fileOf(entry, name.isEmpty() ? QString() : name + u'/'));
    co_return files;
}

QCoro::Task<Listing> listFiles(Place place, logs::Endpoint agent, logs::Endpoint observer, QFuture<QList<Copy>> copies,
                               std::stop_token stop)
{
    Listing listing;
    listing.spark = place.spark;
    // All are asked before any answer is waited for.
    auto sandbox = place.address.isEmpty() || place.framework.isEmpty()
        ? std::optional<QCoro::Task<core::Result<QList<LogFile>>>>()
        : listFolder(agent, logs::sandboxPath(place.framework, place.executor, place.task), {}, stop);
    auto processes = place.address.isEmpty() || !place.thermos
        ? std::optional<QCoro::Task<core::Result<QList<logs::ThermosRun>>>>()
        : logs::askProcesses(observer, place.task, stop);
    if (processes) {
        const auto runs = co_await *processes;
        if (runs) {
            for (const logs::ThermosRun &run : *runs) {
                listing.files.append(fileOf(run, u"stderr"_s));
                listing.files.append(fileOf(run, u"stdout"_s));
            }
            const bool spark = co_await startsSpark(observer, place.task, stop);
            listing.spark = listing.spark || spark;
        } else {
            listing.observerError = runs.error();
        }
    }
    if (sandbox) {
        const auto entries = co_await *sandbox;
        if (entries)
            listing.files += *entries;
        else
            listing.agentError = entries.error();
    } else {
        listing.agentError = gone();
    }
    const QList<Copy> saved = co_await copies; // from another thread
    for (const Copy &copy : saved)
        listing.files.append(fileOf(copy));
    co_return listing;
}

} // namespace tasklogs
