// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <QStringList>

namespace verbs {

/// Which jobs are not fault tolerant (features A14): actions over many jobs leave them out unless their name is typed.
struct Protection
{
    QString pool = QStringLiteral("mesos-fixed"); ///< jobs bound to it, by `poolAttribute`
    QStringList jobs; ///< "role/env/name", or a beginning that ends in '*'

    /// Why a job is protected: "bound to mesos-fixed", "listed as protected", "says it is not fault tolerant" (metadata
    /// fault-tolerant=false); empty: it is not.
    QString reason(const aurora::TaskConfig &config, const QString &poolAttribute) const;
    bool operator==(const Protection &) const = default;
};

/// The pool a job asks for by a constraint; empty: any.
QString poolOf(const aurora::TaskConfig &config, const QString &poolAttribute);

} // namespace verbs
