// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agenttasks.h"

#include "models/core/format.h"
#include "models/core/text.h"
#include "models/links/objectref.h"
#include "ui/style/glyphs.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr core::Duration recent = 1h;
constexpr int mostRows = 12;
constexpr int cpusWidth = 70; ///< design px
constexpr int memoryWidth = 84;

/// "0.4 / 1.0": used of allocated; the latter alone where the former is not told.
QString ofAllocated(const std::optional<double> &used, double allocated, QString (*format)(double))
{
    return used ? format(*used) + u" / "_s + format(allocated) : format(allocated);
}

QString toolTip(const AgentTask &task)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("AgentTasks", text); };
    QStringList lines{ task.name, u"%1, %2"_s.arg(task.state, core::formatMoment(task.changed)),
                       tr("allocated %1 CPUs, %2 GiB").arg(core::formatCpus(task.cpus), core::formatGib(task.mem)) };
    if (task.cpusUsed)
        lines += tr("uses %1 CPUs").arg(core::formatCpus(*task.cpusUsed));
    if (task.memUsed)
        lines += tr("uses %1 GiB").arg(core::formatGib(*task.memUsed));
    if (!task.shared.isEmpty())
        lines += task.shared;
    return lines.join(u'\n');
}

/// "Task · CPUs · GiB" over the rows.
class Heads final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme *theme = Theme::instance();
        QPainter painter(this);
        painter.fillRect(rect(), theme->tokens().panel);
        painter.fillRect(0, height() - 1, width(), 1, theme->tokens().line);
        painter.setFont(theme->tableFont());
        painter.setPen(theme->tokens().text2);
        const QRect inner = rect().adjusted(theme->px(8), 0, -theme->px(8), 0);
        painter.drawText(inner, Qt::AlignVCenter, QCoreApplication::translate("AgentTasks", "Task"));
        painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, QCoreApplication::translate("AgentTasks", "GiB"));
        painter.drawText(inner.adjusted(0, 0, -theme->px(memoryWidth), 0), Qt::AlignVCenter | Qt::AlignRight,
                         QCoreApplication::translate("AgentTasks", "CPUs"));
    }
};

class TaskDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { Theme::instance()->px(200), Theme::instance()->rowHeight() };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme *theme = Theme::instance();
        const Tokens &tokens = theme->tokens();
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        const bool focused = option.state.testFlag(QStyle::State_HasFocus);
        const bool failed = index.data(AgentTasksModel::FailedRole).toBool();
        painter->save();
        painter->fillRect(option.rect, focused ? tokens.selected : failed ? tokens.failTint : tokens.base);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, tokens.grid);
        const int side = theme->px(12);
        const QRectF glyph(option.rect.left() + theme->px(8), option.rect.top() + (option.rect.height() - 1 - side) / 2,
                           side, side);
        paintGlyph(painter, glyph, glyphFor(index.data(AgentTasksModel::GlyphRole).toString()));

        QFont font = theme->tableFont();
        font.setUnderline(hovered);
        painter->setFont(font);
        painter->setPen(tokens.link);
        const int right = option.rect.right() - theme->px(8);
        const int figures = theme->px(cpusWidth) + theme->px(memoryWidth);
        const QRect name(option.rect.left() + theme->px(26), option.rect.top(),
                         right - figures - option.rect.left() - theme->px(26), option.rect.height());
        painter->drawText(name, Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
        painter->setFont(theme->tableFont());
        painter->setPen(tokens.text);
        const QRect memory(right - theme->px(memoryWidth), option.rect.top(), theme->px(memoryWidth),
                           option.rect.height());
        painter->drawText(memory, Qt::AlignVCenter | Qt::AlignRight,
                          index.data(AgentTasksModel::MemoryRole).toString());
        painter->drawText(memory.adjusted(-theme->px(cpusWidth), 0, -theme->px(memoryWidth), 0),
                          Qt::AlignVCenter | Qt::AlignRight, index.data(AgentTasksModel::CpusRole).toString());
        painter->restore();
    }
};

} // namespace

QList<AgentTask> tasksOn(const mesos::State &state, core::TextId agent, core::TimePoint now)
{
    QList<AgentTask> found;
    for (const mesos::Task &task : state.tasks) {
        if (task.agent != agent)
            continue;
        const bool failed = task.state == mesos::TaskState::Failed || task.state == mesos::TaskState::Error
            || task.state == mesos::TaskState::Lost;
        const bool holds = task.list != mesos::TaskList::Completed && !mesos::isTerminal(task.state);
        if (!holds && !(failed && now - task.changed < recent) && task.list != mesos::TaskList::Unreachable)
            continue;
        AgentTask line;
        line.key = state.string(task.framework).toUtf8() + '/' + state.string(task.id).toUtf8();
        line.name = state.string(task.name);
        const std::string_view word = task.stateWord.isEmpty() ? mesos::word(task.state) : state.view(task.stateWord);
        line.glyph = core::toQString(word);
        line.state = QString(line.glyph).remove(u"TASK_"_s).toLower();
        line.framework = state.string(task.framework).toUtf8();
        line.executor = (task.executor.isEmpty() ? state.string(task.id) : state.string(task.executor)).toUtf8();
        line.cpus = static_cast<double>(task.resources.cpus);
        line.mem = static_cast<double>(task.resources.mem);
        line.changed = task.changed;
        line.failed = failed && !holds;
        found += line;
    }
    std::ranges::sort(found, [](const AgentTask &a, const AgentTask &b) {
        if (a.failed != b.failed)
            return a.failed;
        return a.name != b.name ? a.name < b.name : a.key < b.key;
    });
    return found;
}

void addUse(QList<AgentTask> &tasks, const mesos::AgentUse *use)
{
    if (!use)
        return;
    for (AgentTask &task : tasks) {
        const mesos::ExecutorUse *told = use->executor({ task.framework.constData(), size_t(task.framework.size()) },
                                                       { task.executor.constData(), size_t(task.executor.size()) });
        if (!told || task.failed)
            continue;
        const auto together = std::ranges::count_if(tasks, [&task](const AgentTask &other) {
            return !other.failed && other.executor == task.executor && other.framework == task.framework;
        });
        if (together == 1) {
            task.cpusUsed = told->cpus;
            task.memUsed = told->memory;
            continue;
        }
        const auto figure
            = [](const std::optional<double> &value, auto &&format) { return value ? format(*value) : u"–"_s; };
        task.shared = QCoreApplication::translate("AgentTasks", "executor %1, %2 tasks: uses %3 CPUs, %4 GiB")
                          .arg(QString::fromUtf8(task.executor), core::formatCount(together),
                               figure(told->cpus, core::formatCpus), figure(told->memory, core::formatGib));
    }
}

void AgentTasksModel::setTasks(const QList<AgentTask> &tasks)
{
    if (tasks == m_tasks)
        return;
    const bool sameKeys = std::ranges::equal(tasks, m_tasks, {}, &AgentTask::key, &AgentTask::key);
    if (!sameKeys) {
        beginResetModel();
        m_tasks = tasks;
        endResetModel();
        return;
    }
    for (int row = 0; row < static_cast<int>(tasks.size()); ++row) {
        if (m_tasks[row] == tasks[row])
            continue;
        m_tasks[row] = tasks[row];
        emit dataChanged(index(row), index(row));
    }
}

int AgentTasksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tasks.size());
}

QVariant AgentTasksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AgentTask &task = m_tasks.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return task.name;
    case Qt::ToolTipRole:
        return toolTip(task);
    case Qt::AccessibleTextRole:
        return u"%1, task, %2"_s.arg(task.name, task.state);
    case GlyphRole:
        return task.glyph;
    case CpusRole:
        return ofAllocated(task.cpusUsed, task.cpus, core::formatCpus);
    case MemoryRole:
        return ofAllocated(task.memUsed, task.mem, core::formatGib);
    case FailedRole:
        return task.failed;
    case LinkRole:
        return links::toPath({ links::ObjectRef::Kind::Task, task.key });
    default:
        return {};
    }
}

AgentTasksView::AgentTasksView(QWidget *parent)
    : QListView(parent)
    , m_model(new AgentTasksModel(this))
    , m_heads(new Heads(this))
{
    setObjectName(u"agentTasks"_s);
    setAccessibleName(tr("Tasks here"));
    setModel(m_model);
    setItemDelegate(new TaskDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto open
        = [this](const QModelIndex &index) { emit linkClicked(index.data(AgentTasksModel::LinkRole).toString()); };
    connect(this, &QAbstractItemView::clicked, this, open);
    connect(this, &QAbstractItemView::activated, this, open);
    connect(Theme::instance(), &Theme::changed, this, &AgentTasksView::fitHeight);
    fitHeight();
}

void AgentTasksView::setTasks(const QList<AgentTask> &tasks)
{
    m_model->setTasks(tasks);
    fitHeight();
}

void AgentTasksView::fitHeight()
{
    const Theme *theme = Theme::instance();
    setViewportMargins(0, theme->rowHeight(), 0, 0);
    m_heads->setGeometry(0, 0, width(), theme->rowHeight());
    setFixedHeight((1 + std::min(m_model->rowCount(), mostRows)) * theme->rowHeight());
}

void AgentTasksView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    m_heads->setGeometry(0, 0, width(), Theme::instance()->rowHeight());
}

} // namespace ui
