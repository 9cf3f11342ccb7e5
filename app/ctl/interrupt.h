// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ctl {

/// Ctrl+C (and SIGTERM) as a signal of the event loop, for as long as it lives; one at a time.
class Interrupt final : public QObject
{
    Q_OBJECT
public:
    Interrupt();
    ~Interrupt() override;

signals:
    void happened();
};

} // namespace ctl
