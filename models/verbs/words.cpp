// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/words.h"

#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

constexpr qsizetype namedAtMost = 3;

using core::tr;

} // namespace

core::Error unusable(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    return error;
}

core::Error noAurora()
{
    return unusable(tr("This stack has no Aurora. Name its schedulers in the stacks file."));
}

core::Error noAws()
{
    return unusable(tr("The machines of this stack are not known to AWS. Add aws: to it in the stacks file."));
}

core::Error closing()
{
    return unusable(tr("The stack is being closed."));
}

QString acceptedText(const QString &message)
{
    return message.isEmpty() ? tr("OK") : message;
}

QString waitingText(const QStringList &names)
{
    const QString named = names.mid(0, namedAtMost).join(u", "_s);
    return names.size() > namedAtMost ? tr("%1 and %2 more").arg(named).arg(names.size() - namedAtMost) : named;
}

} // namespace verbs
