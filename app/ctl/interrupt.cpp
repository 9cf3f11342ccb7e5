// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/interrupt.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace ctl {

namespace {

int ends[2] = { -1, -1 }; // a handler may do no more than write

void onSignal(int)
{
    const char byte = 1;
    (void)!write(ends[0], &byte, 1);
}

} // namespace

Interrupt::Interrupt()
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return; // then Ctrl+C ends the program as it always does
    auto *notifier = new QSocketNotifier(ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        (void)!read(ends[1], &byte, 1);
        emit happened();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (int &end : ends) {
        if (end >= 0)
            close(end);
        end = -1;
    }
}

} // namespace ctl
