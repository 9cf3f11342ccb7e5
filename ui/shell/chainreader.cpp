// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chainreader.h"

#include "models/dag/nightboard.h"
#include "models/pools/board.h"

#include <QtConcurrentRun>

#include <utility>

namespace ui {

using Kind = links::ObjectRef::Kind;

ChainReader::ChainReader(QObject *parent, dag::NightBoard *night)
    : QObject(parent)
    , m_night(night)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(std::chrono::milliseconds(200));
    connect(&m_soon, &QTimer::timeout, this, &ChainReader::read);
    connect(&m_reading, &QFutureWatcherBase::finished, this, &ChainReader::onRead);
}

ChainReader::~ChainReader() = default;

void ChainReader::setObject(stack::Stack *stack, const links::ObjectRef &object)
{
    const links::ObjectRef wanted = stack ? object : links::ObjectRef();
    if (m_stack == stack && m_object == wanted)
        return;
    follow(stack);
    m_object = wanted;
    m_cells.reset();
    read();
    if (m_object.isValid())
        return; // what is shown stays until it is read; so does what Aurora watches
    watchJob();
    emit changed();
}

void ChainReader::setShown(bool shown)
{
    if (std::exchange(m_shown, shown) != shown)
        read();
}

void ChainReader::follow(stack::Stack *stack)
{
    if (m_stack == stack)
        return;
    const auto each = [this](auto &&act) {
        if (!m_stack)
            return;
        act(m_stack->mesos());
        act(m_stack->aurora());
        act(m_stack->poolBoard());
        act(nightBoard());
    };
    const auto later = [this] {
        if (m_shown && m_object.isValid() && !m_soon.isActive())
            m_soon.start();
    };
    each([this](core::Store *store) {
        if (store)
            disconnect(store, nullptr, this, nullptr);
    });
    m_job.clear();
    m_watch = {};
    m_stack = stack;
    each([this, later](core::Store *store) {
        if (store)
            connect(store, &core::Store::snapshotChanged, this, later);
    });
}

dag::NightBoard *ChainReader::nightBoard() const
{
    return m_night ? m_night : m_stack ? m_stack->night() : nullptr;
}

void ChainReader::read()
{
    m_soon.stop();
    if (!m_shown || !m_stack || !m_object.isValid())
        return;
    m_again = m_reading.isRunning();
    if (m_again)
        return;
    m_asked = m_object;
    chain::Pictures pictures = chain::picturesOf(*m_stack);
    pictures.night = nightBoard() ? nightBoard()->night() : nullptr;
    m_reading.setFuture(QtConcurrent::run([pictures, object = m_object] { return chain::cellsOf(pictures, object); }));
}

void ChainReader::onRead()
{
    if (m_asked == m_object && m_object.isValid()) { // else it is of one that is not looked at any more
        const chain::Cells cells = m_reading.result();
        if (m_cells != cells) {
            m_cells = cells;
            watchJob();
            emit changed();
        }
    }
    if (std::exchange(m_again, false))
        read();
}

/// Aurora tells ended tasks only of jobs that are looked at.
void ChainReader::watchJob()
{
    const QByteArray job = m_cells ? chain::cellOf(*m_cells, Kind::Job).ref.id : QByteArray();
    if (std::exchange(m_job, job) == job)
        return;
    const auto key = aurora::JobKey::parse(QString::fromUtf8(job));
    m_watch = key && m_stack && m_stack->aurora() ? m_stack->aurora()->watch(*key) : aurora::Store::Watch();
}

} // namespace ui
