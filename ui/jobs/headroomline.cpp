// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/headroomline.h"

#include "models/core/format.h"
#include "models/core/whendone.h"
#include "models/explain/fromaurora.h"
#include "models/links/objectref.h"
#include "models/stack/explaincontext.h"

#include <QFuture>
#include <QMenu>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype mostNamed = 15; ///< agents in the menu; the rest is a number

explain::HeadRoom computed(const mesos::Snapshot &mesos, const aurora::Snapshot &aurora, const aurora::JobKey &key,
                           const explain::Context &context)
{
    const aurora::JobRow *job = aurora->job(key);
    return job ? explain::headRoom(*mesos, explain::demandOf(*aurora, *job), context) : explain::HeadRoom();
}

} // namespace

HeadRoomLine::HeadRoomLine(stack::Stack *stack, QWidget *parent)
    : QToolButton(parent)
    , m_stack(stack)
{
    setObjectName(u"jobHeadRoom"_s);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &HeadRoomLine::fillMenu);
    connect(stack->mesos(), &core::Store::snapshotChanged, this, &HeadRoomLine::refresh);
}

void HeadRoomLine::setJob(const aurora::Snapshot &picture, const std::optional<aurora::JobKey> &job)
{
    if (m_job != job) {
        m_room = {};
        setText(tr("How many more fit…"));
        setEnabled(false);
    }
    m_picture = picture;
    m_job = job;
    setVisible(job.has_value());
    refresh();
}

void HeadRoomLine::showEvent(QShowEvent *event)
{
    QToolButton::showEvent(event);
    refresh();
}

void HeadRoomLine::refresh()
{
    const mesos::Snapshot mesos = m_stack->mesos()->snapshot();
    if (!isVisible() || !mesos || !m_picture || !m_job)
        return;
    m_isStale = m_isComputing;
    if (m_isComputing)
        return;
    m_isComputing = true;
    core::whenDone(QtConcurrent::run(computed, mesos, m_picture, *m_job, stack::explainContext(*m_stack)), this,
                   [this, job = *m_job](const explain::HeadRoom &room) {
                       m_isComputing = false;
                       if (m_job == job)
                           show(room);
                       if (m_isStale)
                           refresh();
                   });
}

void HeadRoomLine::show(const explain::HeadRoom &room)
{
    m_room = room;
    const auto agents = static_cast<qint64>(room.agents.size());
    const QString count = core::formatCount(room.instances);
    setText(room.instances == 0 ? tr("none more fits now")
                : agents == 1   ? tr("%1 more fit now, on %2").arg(count, room.agents.first().host)
                                : tr("%1 more fit now, on %2 agents").arg(count, core::formatCount(agents)));
    setToolTip(room.instances == 0
                   ? tr("No agent that matches has room for cpus, memory, disk and ports at once.")
                   : tr("Each agent filled as far as cpus, memory, disk and ports go together. A click tells where."));
    setEnabled(room.instances > 0);
}

void HeadRoomLine::fillMenu()
{
    menu()->clear();
    for (const explain::HeadRoom::On &on : m_room.agents.first(std::min(mostNamed, m_room.agents.size()))) {
        const QString place = on.pool.isEmpty() ? on.host : tr("%1, %2").arg(on.host, on.pool);
        menu()->addAction(tr("%1 on %2").arg(core::formatCount(on.instances), place), this, [this, id = on.agent] {
            emit linkClicked(links::toPath({ links::ObjectRef::Kind::Agent, id.toUtf8() }));
        });
    }
    if (m_room.agents.size() > mostNamed) {
        menu()
            ->addAction(tr("and on %1 more").arg(core::formatCount(m_room.agents.size() - mostNamed)))
            ->setEnabled(false);
    }
}

} // namespace ui
