// SPDX-License-Identifier: GPL-3.0-or-later
#include <QThreadPool>
#include <QtConcurrentRun>

namespace {

int given = 0;
int shared = 0;

} // namespace

/// What is handed over by a task and a future is no race; what is shared beside them is one and must be reported still.
int main()
{
    given = 1;
    const QFuture<int> future = QtConcurrent::run([] {
        ++shared;
        return given;
    });
    ++shared;
    return future.result() - 1;
}
