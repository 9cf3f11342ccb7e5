// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/observer/observer.h"
#include "models/stack/stack.h"

#include <QTimer>

#include <optional>

namespace ui {

/// Asks the Thermos observer about the one task that is looked at, and again while it is. The last good answer stays
/// when a later look fails. GUI thread.
class ProcessWatch final : public QObject
{
    Q_OBJECT
public:
    /// Looked at means: `view` is visible.
    ProcessWatch(stack::Stack *stack, QWidget *view);
    ~ProcessWatch() override;

    /// An empty host: the task is on no agent, and nobody is asked. `over`: it is asked once.
    void follow(const QString &host, const QString &taskId, bool over);

    const std::optional<aurora::ThermosTask> &task() const { return m_task; }
    core::TimePoint readAt() const { return m_readAt; }
    const std::optional<core::Error> &error() const { return m_error; } ///< of the last look
    bool isAsked() const { return !m_host.isEmpty(); }

signals:
    void changed();

private:
    void look();

    stack::Stack *m_stack;
    QWidget *m_view;
    std::optional<aurora::Observer> m_observer; ///< made with the first look: most never ask
    QTimer m_again;
    QString m_host;
    QString m_id;
    bool m_over = false;
    std::optional<aurora::ThermosTask> m_task;
    core::TimePoint m_readAt{};
    std::optional<core::Error> m_error;
    std::stop_source m_reading;
};

} // namespace ui
