// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/dagorder.h"

#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/freshrun.h"
#include "models/verbs/night/markverb.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

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
    for (const QString &word : words) {
        if (word == u"downstream"_s)
            clearing.downstream = true;
        else if (word == u"upstream"_s)
            clearing.upstream = true;
        else if (word == u"failed"_s)
            clearing.onlyFailed = true;
        else
            clearing.tasks.append(referenceOf(word));
    }
    if (clearing.tasks.isEmpty() && !clearing.onlyFailed)
        return core::failure(usageError(tr("dag clear needs a run and a node, or the word failed.")));
    return verbs::ClearVerb::request(clearing);
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
        co_return verbs::PauseVerb::request(what == u"pause"_s ? Way::Pause : Way::Unpause, store->dagId());
    }
    if (what == u"trigger"_s) {
        QJsonParseError mistake;
        const QJsonDocument given = QJsonDocument::fromJson(words.value(1).toUtf8(), &mistake);
        if (words.size() > 1 && !given.isObject()) {
            const bool broken = mistake.error != QJsonParseError::NoError;
            co_return core::failure(
                usageError(broken ? tr("The parameters are no JSON object: %1.").arg(mistake.errorString())
                                  : tr("The parameters are no JSON object. Write {\"name\": \"value\"}.")));
        }
        QJsonObject conf = given.object();
        if (words.size() < 2) { // as the last run had them, its transaction above all
            const core::Result<airflow::Run> last = co_await findRun(session, u"latest"_s);
            if (!last)
                co_return core::failure(last.error());
            conf = QJsonDocument::fromJson(last->conf).object();
        }
        co_return verbs::TriggerVerb::request(store->dagId(), verbs::TriggerVerb::freshRunId(session->now()), conf);
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
    co_return mark ? markRequest(*run, state, rest) : clearRequest(*run, rest);
}

} // namespace ctl
