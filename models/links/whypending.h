// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace links {

/// Behind a job's id, as "#ID" of an update is: the job, and why its instances wait.
inline constexpr char whyPending[] = "#why-pending";

} // namespace links
