// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/jobtemplate.h"

namespace jobs {

/// The definition as a file that reads back as the same job. What is at its default is left out; what the keys of the
/// format cannot say (unknown keys of the executor's data) goes into `executorData`.
QByteArray toYaml(const Definition &definition, const QString &title = {}, const QString &help = {});

/// Blanks: key of the job ("resources.ram", "processes.NAME.cmdline") → binding that stands in its place.
QByteArray toYaml(const Definition &definition, const QString &title, const QString &help,
                  const QList<Binding> &bindings, const QMap<QString, QString> &blanks);

} // namespace jobs
