// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/usagewatch.h"

#include "ui/tables/tableview.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

void UsageBoard::set(const QByteArray &agent, std::shared_ptr<const mesos::AgentUse> use)
{
    const QMutexLocker lock(&m_mutex);
    m_table.insert(agent, std::move(use));
}

mesos::AgentUsageTable UsageBoard::table() const
{
    const QMutexLocker lock(&m_mutex);
    return m_table;
}

UsageWatch::UsageWatch(stack::Stack *stack, TableView *table, QWidget *inspector, std::shared_ptr<UsageBoard> board,
                       QObject *parent)
    : QObject(parent)
    , m_stack(stack)
    , m_table(table)
    , m_inspector(inspector)
    , m_board(std::move(board))
{
    inspector->installEventFilter(this);
    m_settle.setSingleShot(true);
    m_settle.setInterval(200ms);
    m_rows.setSingleShot(true);
    m_rows.setInterval(1s);
    connect(&m_settle, &QTimer::timeout, this, &UsageWatch::follow);
    connect(&m_rows, &QTimer::timeout, this, &UsageWatch::rowsChanged);
    const auto soon = [this] { m_settle.start(); };
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, soon);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, soon); // also when one is shown or hidden
    connect(table->tableModel(), &tables::TableModel::applied, this, soon);
    connect(stack->agentUsage(), &mesos::AgentUsage::changed, this, &UsageWatch::onReading);
}

void UsageWatch::setShown(bool shown)
{
    m_shown = shown;
    follow();
}

void UsageWatch::setPicture(const mesos::Snapshot &picture)
{
    m_picture = picture;
}

void UsageWatch::setInspected(const QByteArray &agent)
{
    if (std::exchange(m_inspected, agent) != agent)
        m_settle.start(); // who walks through the rows asks only where they stay
}

bool UsageWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        m_settle.start();
    return QObject::eventFilter(watched, event);
}

bool UsageWatch::showsUse() const
{
    const QList<tables::Column> &columns = m_table->tableModel()->columns();
    for (const QString &key : { u"cpus-used"_s, u"mem-used"_s }) {
        const int column = tables::columnOf(columns, key);
        if (column >= 0 && !m_table->isColumnHidden(column))
            return true;
    }
    return false;
}

/// An agent that is away is not asked: the answer is known.
void UsageWatch::addAgent(QList<mesos::AgentUsage::Agent> &agents, const QByteArray &id) const
{
    const mesos::Agent *agent
        = m_picture->agent(m_picture->pool->find({ id.constData(), static_cast<size_t>(id.size()) }));
    if (agent && agent->phase != mesos::AgentPhase::Unreachable && agent->phase != mesos::AgentPhase::Recovering)
        agents.append({ id, m_picture->string(agent->address) });
}

void UsageWatch::follow()
{
    QList<mesos::AgentUsage::Agent> agents;
    if (m_shown && m_picture) {
        if (!m_inspected.isEmpty() && m_inspector->isVisible())
            addAgent(agents, m_inspected);
        if (m_table->isVisible() && showsUse()) {
            const tables::TableModel *model = m_table->tableModel();
            const int last = m_table->rowAt(m_table->viewport()->height() - 1);
            const int end = last < 0 ? model->rowCount() : last + 1;
            for (int row = std::max(0, m_table->rowAt(0)); row < end; ++row) {
                if (!model->isGroup(row))
                    addAgent(agents, model->keyAt(row));
            }
        }
    }
    m_stack->agentUsage()->follow(this, agents);
}

void UsageWatch::onReading(const QByteArray &agent)
{
    if (!m_shown)
        return;
    if (const auto reading = m_stack->agentUsage()->reading(agent); reading.use)
        m_board->set(agent, reading.use);
    if (agent == m_inspected)
        emit inspectedChanged();
    if (showsUse() && !m_rows.isActive())
        m_rows.start();
}

} // namespace ui
