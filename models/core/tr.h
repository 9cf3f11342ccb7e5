// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace core {

/// English text of the product in the user's language, for whatever is no QObject: `using core::tr;`. Any thread.
QString tr(const char *text);

} // namespace core
