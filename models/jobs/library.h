// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/jobtemplate.h"

namespace jobs {

/// Templates that come with the program: the house commands, a Spark driver, a batch job. Always whole.
QList<TemplateReading> shippedTemplates();

/// Each *.yaml of `directory`, by file name; with its mistakes where it has any. An empty list: there is none.
QList<TemplateReading> templatesIn(const QString &directory);

QString userTemplateDir(); ///< $XDG_CONFIG_HOME/comporta/templates; not made until something is saved there

core::Result<TemplateReading> readTemplate(const QString &file); ///< Storage: the file cannot be read
core::Result<void> saveTemplate(const QString &file, const QByteArray &yaml); ///< whole or not at all; Storage

} // namespace jobs
