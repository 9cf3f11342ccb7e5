// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/definitionplan.h"

#include "models/jobs/jobwriter.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

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
