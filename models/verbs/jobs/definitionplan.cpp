// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/definitionplan.h"

#include "models/aurora/storedjob.h"
#include "models/jobs/jobwriter.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

actions::Request definitionRequest(const QString &verb, const aurora::JobConfiguration &job)
{
    actions::Request request;
    request.verb = verb;
    request.what = { { u"job"_s, job.key.text() }, { u"definition"_s, aurora::storedJob(job) } };
    return request;
}

core::Result<aurora::JobConfiguration> definitionIn(const QJsonObject &json)
{
    return aurora::jobFromStored(json.value("definition"_L1).toString());
}

QString definitionCommand(const Context &context, const QString &words, const aurora::JobConfiguration &job)
{
    const auto definition = jobs::definitionOf(job);
    if (!definition)
        return {};
    return context.command() + words + u" - <<'JOB'\n"_s + QString::fromUtf8(jobs::toYaml(*definition)) + u"JOB"_s;
}

QList<actions::Effect> changeEffects(const QString &heading, const QList<jobs::Change> &changes)
{
    const QString none = QCoreApplication::translate("StartUpdateVerb", "none");
    QList<actions::Effect> effects;
    for (const jobs::Change &change : changes) {
        actions::Effect effect;
        effect.group = heading;
        effect.touches = change.group.isEmpty() ? change.name : change.group + u": "_s + change.name;
        effect.before = change.before.isNull() ? none : change.before;
        effect.after = change.after.isNull() ? none : change.after;
        effects << effect;
    }
    return effects;
}

} // namespace verbs
