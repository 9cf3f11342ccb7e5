// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/credentialslayers.h"

#include "models/core/tr.h"

using namespace Qt::StringLiterals;
using secrets::Layer;

namespace ctl {

using core::tr;

QString keysOf(const QList<Layer> &layers)
{
    QStringList keys;
    for (const Layer layer : layers)
        keys << secrets::keyOf(layer);
    return keys.join(u", "_s);
}

std::optional<QList<Layer>> wantedLayers(const Session &session)
{
    const QList<Layer> all = secrets::layersOf(session.stack()->config());
    QList<Layer> wanted;
    for (const QString &word : session.options().arguments) {
        const std::optional<Layer> layer = secrets::layerFrom(word);
        if (!layer || !all.contains(*layer)) {
            complain(tr("%1 has no layer «%2». There are: %3.").arg(session.stack()->name(), word, keysOf(all)));
            return std::nullopt;
        }
        wanted << *layer;
    }
    return wanted.isEmpty() ? all : wanted;
}

} // namespace ctl
