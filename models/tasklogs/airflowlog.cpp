// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/airflowlog.h"

#include "models/airflow/readlog.h"
#include "models/core/tr.h"
#include "models/logs/spool.h"
#include "models/tasklogs/trygroups.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

constexpr qint64 pauseMs = 3000; ///< between two looks at a try that runs
constexpr qsizetype muchBytes = 64 << 10; ///< of news: there may be more of them
constexpr int mostPieces = 2000; ///< a look; an Airflow that never ends one is left alone for a while

using core::tr;

} // namespace

QList<LogFile> triesOf(const airflow::State &state, const AirflowTask &task)
{
    QList<LogFile> files;
    const airflow::RunTasksPtr tasks = state.tasksOf(task.run);
    if (!tasks)
        return files;
    for (const airflow::TaskInstance &instance : tasks->instances) {
        if (instance.taskId != task.id)
            continue;
        for (int number = 1; number <= instance.tryNumber; ++number) {
            LogFile file;
            file.keeper = LogFile::Keeper::Airflow;
            file.run = number;
            file.mapIndex = instance.mapIndex;
            file.name = tryName(instance.mapIndex, number);
            if (number == instance.tryNumber)
                file.stateWord = airflow::word(instance.state).toUpper();
            files.append(file);
        }
    }
    return files;
}

/// What was told so far. Shared with looks under way, as the source may go meanwhile.
struct AirflowLog::Told
{
    QPointer<airflow::Store> store;
    airflow::calls::TaskKey key;
    QString name;
    int tryNumber = 1;
    logs::Spool spool{};
    QString token{};
    QElapsedTimer sinceLook{};
    bool isEnd = false;
    bool isLooking = false;
};

AirflowLog::AirflowLog(airflow::Store *store, const AirflowTask &task, const LogFile &file)
    : m_told(new Told{ .store = store,
                       .key = { task.dag, task.run, task.id, file.mapIndex },
                       .name = file.name,
                       .tryNumber = file.run })
{
}

QString AirflowLog::fileName() const
{
    return m_told->name;
}

QString AirflowLog::keeper() const
{
    return tr("Airflow");
}

bool AirflowLog::mayGrow() const
{
    return !m_told->isEnd;
}

QCoro::Task<core::Result<qint64>> AirflowLog::size(std::stop_token stop)
{
    return look(m_told, std::move(stop));
}

QCoro::Task<core::Result<QByteArray>> AirflowLog::read(qint64 offset, qint64 length, std::stop_token)
{
    return readTold(m_told, offset, length);
}

QCoro::Task<core::Result<QByteArray>> AirflowLog::readTold(std::shared_ptr<Told> told, qint64 offset, qint64 length)
{
    core::Result<QByteArray> bytes = co_await told->spool.read(offset, length); // `told` is held until it is there
    co_return bytes;
}

QCoro::Task<core::Result<qint64>> AirflowLog::look(std::shared_ptr<Told> told, std::stop_token stop)
{
    const bool isEarly = told->sinceLook.isValid() && told->sinceLook.elapsed() < pauseMs;
    if (told->isEnd || told->isLooking || isEarly)
        co_return told->spool.size();
    // Airflow tells long logs in pieces. The first look goes on to what is the end now, a later one while it gets much.
    const bool isFirst = told->token.isEmpty();
    told->isLooking = true;
    for (int pieces = 0; pieces < mostPieces; ++pieces) {
        const QPointer<airflow::Client> client(told->store ? told->store->client() : nullptr);
        const auto piece = co_await airflow::readLog(client, told->key, told->tryNumber, told->token, stop);
        const core::Result<void> kept
            = piece ? told->spool.append(piece->text) : core::Result<void>(core::failure(piece.error()));
        if (!kept) {
            told->isLooking = false;
            co_return core::failure(kept.error());
        }
        told->token = piece->token;
        told->isEnd = piece->isEnd;
        const qsizetype much = isFirst ? 0 : muchBytes;
        if (told->isEnd || piece->token.isEmpty() || piece->text.size() <= much)
            break;
    }
    told->isLooking = false;
    told->sinceLook.start();
    co_return told->spool.size();
}

} // namespace tasklogs
