// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/processwatch.h"

#include "models/net/httpclient.h"

#include <QWidget>

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::chrono::milliseconds interval = 5s;
constexpr std::chrono::milliseconds afterFailure = 30s;

} // namespace

ProcessWatch::ProcessWatch(stack::Stack *stack, QWidget *view)
    : QObject(view)
    , m_stack(stack)
    , m_view(view)
{
    m_again.setSingleShot(true); // re-armed when the answer is there: looks cannot pile up
    connect(&m_again, &QTimer::timeout, this, &ProcessWatch::look);
}

ProcessWatch::~ProcessWatch()
{
    m_reading.request_stop();
}

void ProcessWatch::follow(const QString &host, const QString &taskId, bool over)
{
    const bool same = host == m_host && taskId == m_id;
    const bool ended = over && !m_over;
    m_over = over;
    if (same && !ended)
        return;
    m_reading.request_stop();
    m_again.stop();
    if (!same) {
        m_task.reset();
        m_error.reset();
    }
    m_host = host;
    m_id = taskId;
    if (!m_host.isEmpty())
        m_again.start(0ms);
}

void ProcessWatch::look()
{
    if (!m_view->isVisible()) {
        m_again.start(interval);
        return;
    }
    if (!m_observer) {
        const config::StackConfig &config = m_stack->config();
        m_observer.emplace(std::make_shared<net::HttpClient>(m_stack->clock()),
                           aurora::Observer::Options{ config.observerPort,
                                                      std::make_shared<const net::Route>(config.route),
                                                      config.deadline });
    }
    m_reading = {};
    const std::stop_token stop = m_reading.get_token();
    QCoro::connect(m_observer->task(m_host, m_id, stop), this,
                   [this, stop](const core::Result<aurora::ThermosTask> &task) {
                       if (stop.stop_requested())
                           return;
                       if (task) {
                           m_task = *task;
                           m_readAt = m_stack->clock().now();
                           m_error.reset();
                       } else {
                           m_error = task.error();
                       }
                       if (!m_over || m_error)
                           m_again.start(m_error ? afterFailure : interval);
                       emit changed();
                   });
}

} // namespace ui
