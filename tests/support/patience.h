// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>

/// How tests wait: Qt's QTRY_… look every 50 ms and let events run every 10 ms, so that a question over three threads
/// took 50 ms where it needs two; and give up after 5 s, which a busy machine takes for less. Each test is compiled
/// with this
/// (`comporta_test`), and says QTRY_… as ever.
namespace test {

using namespace std::chrono_literals;

/// What nobody waits for in vain: only a test that fails takes as long.
constexpr std::chrono::milliseconds patience = 60s;

/// Lets events run for as long, each at once. The same as QTest::qWait() otherwise.
inline void letRun(std::chrono::milliseconds time)
{
    const QDeadlineTimer end(time, Qt::PreciseTimer);
    QTimer wake;
    wake.start(std::max(time, 1ms));
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    } while (!end.hasExpired());
}

/// Waiting for a condition: looks at it soon, and less often the longer it takes.
class Patience
{
public:
    explicit Patience(std::chrono::milliseconds atLeast)
        : m_end(std::max(atLeast, patience))
    {
        QTest::qWait(0);
    }

    bool isLeft() const { return !m_end.hasExpired(); }
    void letRun()
    {
        test::letRun(m_step);
        m_step = std::min(m_step + std::max(m_step / 4, 1ms), 30ms);
    }

private:
    const QDeadlineTimer m_end;
    std::chrono::milliseconds m_step = 1ms;
};

/// Whether it came true.
template <typename Condition>
bool waitFor(Condition condition)
{
    for (Patience left(patience); !condition(); left.letRun()) {
        if (!left.isLeft())
            return false;
    }
    return true;
}

} // namespace test

#undef QTRY_IMPL
#define QTRY_IMPL(expr, timeout)                                                                                       \
    if (!(expr)) {                                                                                                     \
        test::Patience qt_test_patience{ std::chrono::milliseconds(timeout) };                                         \
        while (qt_test_patience.isLeft() && !(QTest::runningTest() && QTest::currentTestFailed()) && !(expr))          \
            qt_test_patience.letRun();                                                                                 \
    }
