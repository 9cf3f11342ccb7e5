// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace console {

/// The pages of the rail, in their order.
QList<ui::PageEntry> pages();

} // namespace console
