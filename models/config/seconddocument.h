// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace config {

/// The line, 1-based, where a second YAML document begins in a text; nothing: there is one document at the most. Throws
/// YAML::Exception, as all reading of YAML does.
std::optional<int> lineOfSecondDocument(const std::string &text);

} // namespace config
