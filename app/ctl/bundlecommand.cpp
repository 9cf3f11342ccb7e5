// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bundlecommand.h"

#include "app/ctl/actioncommand.h"
#include "app/ctl/handovercommand.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/handover/bundle.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ctl {

using core::tr;

QString BundleCommand::name() const
{
    return u"bundle"_s;
}

QString BundleCommand::summary() const
{
    return tr("An archive for an incident report, without secrets: bundle FILE.zip or FILE.tar.gz");
}

QString BundleCommand::help() const
{
    return tr(
        "In it: note.txt (see handover), needs.json (see needs), health.txt, night.json, how the jobs that failed\n"
        "are configured, the last 256 KiB of their logs, actions.json and audit.csv of the last day, about.txt with\n"
        "versions. Passwords, tokens and keys are removed by the names they go by, and this stack's own logins word\n"
        "for word; what nothing marks as a secret stays, so look before you pass it on. Only its owner can read it.\n"
        "A file of that name is replaced. There is no json.\n");
}

QCoro::Task<int> BundleCommand::run(Session *session)
{
    const QString file = session->options().arguments.value(0);
    if (session->options().arguments.size() != 1 || !handover::isBundleName(file))
        co_return complain(usageError(tr("bundle needs one name: FILE.zip or FILE.tar.gz.")));
    const core::Result<HandedOver> made = co_await handOverNow(session);
    if (!made)
        co_return complain(made.error());
    const QPointer<stack::Stack> stack(session->stack());
    const core::Result<qsizetype> files = co_await handover::saveBundle(stack, made->handOver, file);
    if (!files)
        co_return complain(files.error());
    print(tr("Wrote %1: %2 files, %3.\n")
              .arg(file, core::formatCount(*files), core::formatBytes(QFileInfo(file).size())));
    co_return made->trouble;
}

} // namespace ctl
