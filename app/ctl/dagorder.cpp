// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagorder.h"

#include "models/core/tr.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/freshrun.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/night/pauseverb.h"
#include "models/verbs/night/runconf.h"
#include "models/verbs/night/stop/stopverb.h"
#include "models/verbs/night/unblockverb.h"

#include <QFuture>
#include <QJsonDocument>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// "datasets.shard", or "datasets.shard/2" of a mapped one.
airflow::Reference referenceOf(const QString &word)
{
    const qsizetype slash = word.lastIndexOf(u'/');
    bool isNumber = false;
    const int index = slash < 0 ? -1 : QStringView(word).sliced(slash + 1).toInt(&isNumber);
    return isNumber ? airflow::Reference{ word.left(slash), index } : airflow::Reference{ word, -1 };
}

core::Result<actions::Request> clearRequest(const airflow::Run &run, const QStringList &words)
{
    airflow::calls::Clearing clearing;
    clearing.dagId = run.dagId;
    clearing.runId = run.id;
    QStringList jobs;
    bool withJobs = false;
    bool whole = false;
    for (const QString &word : words) {
        if (word == u"downstream"_s)
            clearing.downstream = true;
        else if (word == u"upstream"_s)
            clearing.upstream = true;
        else if (word == u"failed"_s)
            clearing.onlyFailed = true;
        else if (word == u"kill"_s)
            withJobs = true;
        else if (word.startsWith("kill:"_L1))
            jobs << word.sliced(5);
        else if (word == u"all"_s)
            whole = true;
        else
            clearing.tasks.append(referenceOf(word));
    }
    if (whole && !clearing.tasks.isEmpty())
        return core::failure(usageError(tr("dag clear takes nodes or the word all, not both.")));
    if (clearing.tasks.isEmpty() && !clearing.onlyFailed && !whole)
        return core::failure(usageError(tr("dag clear needs a run and a node, or the word failed or all.")));
    actions::Request request = verbs::ClearVerb::request(clearing, withJobs);
    if (!withJobs)
        request.included = jobs;
    return request;
}

core::Result<actions::Request> stopRequest(const airflow::Run &run, const QStringList &nodes)
{
    return verbs::StopVerb::request({ run.dagId, run.id, nodes });
}

core::Result<actions::Request> unblockRequest(const airflow::Run &run, const QStringList &nodes)
{
    if (nodes.size() != 1)
        return core::failure(usageError(tr("dag unblock needs a run and one node.")));
    return verbs::UnblockVerb::request(run.dagId, run.id, referenceOf(nodes.first()));
}

/// The way back that was kept with the run's last stop.
core::Result<actions::Request> resumeRequest(const airflow::Run &run, const actions::ActionCenter &center)
{
    const QList<actions::Record> records = center.records();
    for (const actions::Record &record : records) {
        if (!verbs::isStopOf(record, run.id))
            continue;
        if (const auto back = center.undoRequest(record.id))
            return *back;
        return core::failure(usageError(tr("The last stop of %1 cannot be taken back any more.").arg(run.id)));
    }
    return core::failure(usageError(
        tr("No stop of %1 is known on this machine. Clear its nodes: dag clear %1 NODE… downstream.").arg(run.id)));
}

/// Waits for the journal, where stops are kept.
QCoro::Task<void> journalRead(actions::ActionCenter *center)
{
    if (center->isLoaded())
        co_return;
    const auto loaded = QtFuture::connect(center, &actions::ActionCenter::loaded);
    co_await loaded;
}

/// Those of the last run, unless given whole, with single ones changed.
core::Result<QJsonObject> confOf(const airflow::Run *last, const QString &given, const QMap<QString, QString> &changes)
{
    QJsonObject conf;
    if (!given.isEmpty()) {
        const verbs::ReadConf read = verbs::readConf(given);
        if (!read.conf)
            return core::failure(usageError(read.mistake));
        conf = *read.conf;
    } else if (last) {
        conf = QJsonDocument::fromJson(last->conf).object();
    }
    for (auto it = changes.begin(); it != changes.end(); ++it)
        conf.insert(it.key(), it.value());
    return conf;
}

core::Result<actions::Request> markRequest(const airflow::Run &run, const QString &state, const QStringList &nodes)
{
    const bool success = state == u"success"_s;
    if (nodes.isEmpty()) {
        using Way = verbs::MarkRunVerb::Way;
        return verbs::MarkRunVerb::request(success ? Way::Success : Way::Failed, run.dagId, run.id);
    }
    using Way = verbs::MarkVerb::Way;
    QList<airflow::Reference> tasks;
    for (const QString &node : nodes)
        tasks.append(referenceOf(node));
    return verbs::MarkVerb::request(success ? Way::Success : Way::Failed, run.dagId, run.id, tasks);
}

} // namespace

QCoro::Task<core::Result<airflow::Run>> findRun(Session *session, QString word)
{
    airflow::Store *const store = session->stack()->airflow();
    if (!store)
        co_return core::failure(verbs::noAirflow());
    if (word != u"latest"_s)
        co_return co_await store->client()->run(store->dagId(), word);
    airflow::calls::RunQuery query;
    query.dagId = store->dagId();
    query.newestFirst = true;
    query.page.limit = 1;
    const core::Result<airflow::Page<airflow::Run>> newest = co_await store->client()->runs(query);
    if (!newest)
        co_return core::failure(newest.error());
    if (newest->items.isEmpty())
        co_return core::failure(usageError(tr("%1 has no run yet.").arg(store->dagId())));
    const airflow::Run run = newest->items.first();
    co_return run;
}

QCoro::Task<core::Result<actions::Request>> DagOrder::request(Session *session) const
{
    const QStringList words = session->options().arguments;
    const QString what = words.value(0);
    const airflow::Store *const store = session->stack()->airflow();
    if (!store)
        co_return core::failure(verbs::noAirflow());
    if (what == u"pause"_s || what == u"unpause"_s) {
        using Way = verbs::PauseVerb::Way;
        const auto span = session->options().span;
        const bool pause = what == u"pause"_s;
        const core::TimePoint until = pause && span ? session->now() + *span : core::TimePoint();
        co_return verbs::PauseVerb::request(pause ? Way::Pause : Way::Unpause, store->dagId(), until);
    }
    if (what == u"trigger"_s) {
        std::optional<airflow::Run> last;
        if (words.size() < 2) {
            const core::Result<airflow::Run> found = co_await findRun(session, u"latest"_s);
            if (!found)
                co_return core::failure(found.error());
            last = *found;
        }
        const core::Result<QJsonObject> conf
            = confOf(last ? &*last : nullptr, words.value(1), session->options().bindings);
        if (!conf)
            co_return core::failure(conf.error());
        co_return verbs::TriggerVerb::request(store->dagId(), verbs::TriggerVerb::freshRunId(session->now()), *conf);
    }
    if (what == u"resume"_s) {
        const core::Result<airflow::Run> run = co_await findRun(session, words.value(1, u"latest"_s));
        if (!run)
            co_return core::failure(run.error());
        co_await journalRead(session->stack()->actions());
        co_return resumeRequest(*run, *session->stack()->actions());
    }
    const bool mark = what == u"mark"_s;
    const QString state = mark ? words.value(1) : QString();
    if (mark && state != u"success"_s && state != u"failed"_s)
        co_return core::failure(usageError(tr("dag mark needs success or failed, and a run.")));
    const qsizetype place = mark ? 2 : 1;
    if (words.size() <= place)
        co_return core::failure(usageError(tr("dag %1 needs a run, or the word latest.").arg(what)));
    const core::Result<airflow::Run> run = co_await findRun(session, words[place]);
    if (!run)
        co_return core::failure(run.error());
    const QStringList rest = words.mid(place + 1);
    if (what == u"stop"_s)
        co_return stopRequest(*run, rest);
    if (what == u"unblock"_s)
        co_return unblockRequest(*run, rest);
    co_return mark ? markRequest(*run, state, rest) : clearRequest(*run, rest);
}

} // namespace ctl
