// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/config/awsconfig.h"
#include "models/explain/verdict.h"
#include "models/pools/pool.h"

#include <optional>

namespace verbs {

/// What the button of a way out opens. Either of three: a plan; a clone of the job with the change filled in; or
/// nothing, and why.
struct WayOutPlan
{
    std::optional<actions::Request> request;
    bool isClone = false;
    QString whyNot; ///< short, it stands on the button: "needs AWS"
};

/// `pools`: null: not read yet. `aws`: null: the stack has none. Pure.
WayOutPlan wayOutPlan(const explain::WayOut &way, const pools::Picture *pools, const config::AwsConfig *aws);

} // namespace verbs
