// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/v1resources.h"

namespace mesos {

/// A framework as the v1 operator API tells it, with what of it other lists of a State hold.
struct V1Framework
{
    Framework row;
    std::vector<TextId> roles;
    std::vector<TextId> capabilities;
    ResourceSum used;
    ResourceSum offered;
};
/// get_frameworks.frameworks[], framework_added.framework
V1Framework readV1Framework(V1Reader v1, od::value &value, bool completed);
/// framework_removed.framework_info
TextId readV1FrameworkInfoId(V1Reader v1, od::value &value);

} // namespace mesos
