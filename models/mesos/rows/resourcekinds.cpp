// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/resourcekinds.h"

#include <QCoreApplication>

namespace mesos {

using tables::Kind;

constinit const std::array<ResourceKind, 4> resourceKinds{ {
    { u"cpus", QT_TRANSLATE_NOOP("Resources", "CPUs"), u"", Kind::Cpus, &Resources::cpus, &ResourceSum::cpus },
    { u"mem", QT_TRANSLATE_NOOP("Resources", "Memory"), u"GiB", Kind::Mebibytes, &Resources::mem, &ResourceSum::mem },
    { u"disk", QT_TRANSLATE_NOOP("Resources", "Disk"), u"GiB", Kind::Mebibytes, &Resources::disk, &ResourceSum::disk },
    { u"gpus", QT_TRANSLATE_NOOP("Resources", "GPUs"), u"", Kind::Count, &Resources::gpus, &ResourceSum::gpus },
} };

QString titleOf(const ResourceKind &kind)
{
    return QCoreApplication::translate("Resources", kind.title);
}

tables::Column resourceColumn(ResourceIndex index, const QString &toolTip, int width, int priority, bool hiddenAtFirst)
{
    const ResourceKind &kind = resourceKinds.at(index);
    return { QString::fromUtf16(kind.key),
             titleOf(kind),
             QString::fromUtf16(kind.unit),
             toolTip,
             kind.kind,
             width,
             priority,
             hiddenAtFirst };
}

} // namespace mesos
