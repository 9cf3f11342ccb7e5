// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Where the product keeps its files, by the XDG directories. Directories are made when first asked for.
namespace core {

QString configDir(); ///< $XDG_CONFIG_HOME/comporta: stacks.yaml, settings
QString dataDir(); ///< $XDG_DATA_HOME/comporta: history, audit

} // namespace core
