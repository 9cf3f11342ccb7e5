// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QTest>
#include <qcoro/qcorotask.h>

#include <chrono>
#include <optional>

namespace test {

/// Lets the event loop run until `task` has ended, and gives what it came to. Fails the test where it takes longer.
template <typename Value>
Value wait(QCoro::Task<Value> task, std::chrono::milliseconds atMost = patience)
{
    std::optional<Value> result;
    QCoro::connect(std::move(task), QCoreApplication::instance(),
                   [&result](Value value) { result = std::move(value); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), static_cast<int>(atMost.count())); }();
    return std::move(*result);
}

} // namespace test
