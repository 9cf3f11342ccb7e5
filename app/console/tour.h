// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/demo.h"
#include "ui/shell/mainwindow.h"

#include <QDir>
#include <qcoro/qcorotask.h>

namespace console {

/// The tour's demo starts so much earlier: what agents use is the difference of two looks.
inline constexpr std::chrono::seconds tourLead{ 10 };

/// Drives the window through its scenes on a frozen demo and writes one picture per scene, light and dark, into
/// `folder`; each path is printed. The README's pictures are these. Returns the exit code: 1 when a picture could not
/// be made. `window` and `demo` must outlive the task.
QCoro::Task<int> makeTour(ui::MainWindow *window, Demo *demo, QDir folder);

} // namespace console
