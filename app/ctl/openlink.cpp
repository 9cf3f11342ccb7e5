// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/openlink.h"

#include "app/ctl/session.h"
#include "models/core/tr.h"
#include "models/links/linkserver.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

/// The one that came with this program, else the one that is found by name.
QString consoleProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/comporta"_s;
    return QFileInfo(beside).isExecutable() ? beside : u"comporta"_s;
}

} // namespace

int openLink(const QStringList &arguments)
{
    const auto address = arguments.size() == 1 ? links::fromLink(arguments.first()) : std::nullopt;
    if (!address) {
        complain(tr("open needs one link: comporta://STACK/KIND/ID, as find prints them."));
        return Usage;
    }
    const QString link = links::toLink(*address);
    switch (links::handOver(link)) {
    case links::HandedOver::Opened:
        return Fine;
    case links::HandedOver::Refused:
        complain(tr("The window that runs has no stack «%1» open.").arg(address->stack));
        return Failed;
    case links::HandedOver::Silent:
        complain(tr("The window that runs does not answer; it may open the link yet."));
        return Failed;
    case links::HandedOver::Nobody:
        break;
    }
    if (QProcess::startDetached(consoleProgram(), { link }))
        return Fine;
    complain(tr("No window runs, and %1 cannot be started.").arg(consoleProgram()));
    return Failed;
}

} // namespace ctl
