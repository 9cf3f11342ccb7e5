// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/source.h"

#include <memory>

namespace logs {

/// All bytes of [begin, end) that there are, asked for in as many pieces as the keeper wants. Fewer: the file ends.
QCoro::Task<core::Result<QByteArray>> readRange(std::shared_ptr<Source> source, qint64 begin, qint64 end,
                                                std::stop_token stop);

} // namespace logs
