// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/joblogview.h"

#include "models/core/text.h"
#include "models/core/whendone.h"
#include "models/logs/merging.h"
#include "models/stack/stacklogs.h"
#include "ui/common/notebox.h"
#include "ui/logs/logcolours.h"
#include "ui/logs/logpane.h"
#include "ui/logs/saving.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPixmap>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr int instanceRole = Qt::UserRole;

QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(Theme::instance()->px(10), Theme::instance()->px(10));
    pixmap.fill(colour);
    return pixmap;
}

} // namespace

JobLogView::JobLogView(PageContext context, const links::ObjectRef &ref, QWidget *parent)
    : LogTab(parent)
    , m_logs(stack::logsOf(context.stack))
    , m_stack(context.stack)
    , m_ref(ref)
    , m_instances(new QListWidget(this))
    , m_note(new QLabel(this))
    , m_pane(new LogPane(&m_logs->knownFailures(), m_logs->zone(), this))
    , m_newer(new NoteBox(this))
{
    const Theme *theme = Theme::instance();
    m_instances->setObjectName(u"logInstances"_s);
    m_instances->setAccessibleName(tr("instances whose logs are shown"));
    m_instances->setFrameShape(QFrame::NoFrame);
    m_instances->setUniformItemSizes(true);
    m_note->setObjectName(u"logInstancesNote"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    for (QWidget *widget : { static_cast<QWidget *>(m_instances), static_cast<QWidget *>(m_note) })
        widget->setFont(theme->tableFont());
    auto *name = new QLabel(QString::fromUtf8(ref.id), this);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(true);
    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    name->setFont(bold);
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(8), theme->px(8));
    column->setSpacing(theme->px(4));
    column->addWidget(name);
    column->addWidget(m_instances, 1);
    column->addWidget(m_note);
    side->setMinimumWidth(theme->px(180));
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(side);
    auto *main = new QWidget(this);
    auto *lines = new QVBoxLayout(main);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    m_newer->setObjectName(u"logNewer"_s);
    lines->addWidget(m_newer);
    lines->addWidget(m_pane, 1);
    splitter->addWidget(main);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({ theme->px(212), theme->px(900) });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(splitter);
    setFocusProxy(m_pane);
    connect(theme, &Theme::changed, this, &JobLogView::colour);
    connect(m_instances, &QListWidget::itemChanged, this, &JobLogView::openTicked);
    connect(m_pane, &LogPane::told, this,
            [navigator = context.navigator](const QString &sentence) { navigator->tell(sentence); });
    connect(m_pane, &LogPane::saveRequested, this, [this, navigator = context.navigator] {
        saveAsked(this, navigator, QString::fromUtf8(m_ref.id) + u"-by-time.log"_s, m_merged, logs::SavedAs::Text);
    });
    connect(m_newer->addButton(u"logShowNewer"_s, tr("Read them")), &QPushButton::clicked, this,
            &JobLogView::openTicked);
    m_tick.setInterval(1s);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &JobLogView::openTicked);
    connect(context.stack->mesos(), &core::Store::snapshotChanged, this, [this] { m_changed = true; });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (std::exchange(m_changed, false))
            list();
    });
}

JobLogView::~JobLogView()
{
    m_stop.request_stop();
}

QString JobLogView::title() const
{
    return tr("%1, by time").arg(QString::fromUtf8(m_ref.id).section(u'/', -1));
}

void JobLogView::setShown(bool shown)
{
    m_pane->setShown(shown);
    if (!shown) {
        m_tick.stop();
        m_again.stop();
        return;
    }
    m_tick.start();
    if (!m_begun)
        begin();
    else
        m_changed = true;
}

void JobLogView::begin()
{
    m_begun = true;
    if (m_stack->mesos()->snapshot())
        list();
    else
        connect(m_stack->mesos(), &core::Store::snapshotChanged, this, &JobLogView::list, Qt::SingleShotConnection);
}

/// By number; at first those that are worth reading are ticked when there are too many.
void JobLogView::list()
{
    const mesos::Snapshot state = m_stack->mesos()->snapshot();
    if (!state)
        return;
    const QString job = QString::fromUtf8(m_ref.id);
    const QList<const mesos::Task *> tasks = tasklogs::newestTasks(*state, job);
    QMap<int, Told> instances;
    QSet<int> urgent;
    for (const mesos::Task *task : tasks) {
        const QString id = state->string(task->id);
        const std::string_view word = mesos::word(task->state);
        const int instance = tasklogs::instanceOf(job, id);
        instances.insert(instance, { id, core::toQString(word).mid(5).toLower() });
        if (urgent.size() < mostMerged)
            urgent.insert(instance);
    }
    if (!instances.isEmpty())
        return fill(instances, urgent);
    core::whenDone(m_logs->copies()->copiesOfJob(job), this, [this, job](const QList<tasklogs::Copy> &copies) {
        QMap<int, Told> saved;
        QSet<int> first;
        for (const tasklogs::Copy &copy : copies) { // the newest first
            const int instance = tasklogs::instanceOf(job, copy.task);
            if (instance < 0 || saved.contains(instance))
                continue;
            saved.insert(instance, { copy.task, tr("saved") });
            if (first.size() < mostMerged)
                first.insert(instance);
        }
        fill(saved, first);
    });
}

void JobLogView::fill(const QMap<int, Told> &instances, const QSet<int> &urgent)
{
    const bool isFirst = m_told.isEmpty();
    m_told = instances;
    {
        const QSignalBlocker quiet(m_instances);
        for (int i = m_instances->count() - 1; i >= 0; --i) {
            if (!instances.contains(m_instances->item(i)->data(instanceRole).toInt()))
                delete m_instances->takeItem(i);
        }
        int row = 0;
        for (auto it = instances.cbegin(); it != instances.cend(); ++it, ++row) {
            QListWidgetItem *item = itemOf(it.key());
            if (!item) {
                item = new QListWidgetItem;
                item->setData(instanceRole, it.key());
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
                item->setCheckState(isFirst && urgent.contains(it.key()) ? Qt::Checked : Qt::Unchecked);
                m_instances->insertItem(row, item);
            }
            item->setText(tr("%1  %2").arg(it.key()).arg(it->state));
        }
    }
    colour();
    if (isFirst)
        openTicked();
    else
        offer();
}

QListWidgetItem *JobLogView::itemOf(int instance) const
{
    for (int i = 0; i < m_instances->count(); ++i) {
        if (m_instances->item(i)->data(instanceRole).toInt() == instance)
            return m_instances->item(i);
    }
    return nullptr;
}

QSet<int> JobLogView::ticked() const
{
    QSet<int> instances;
    for (int i = 0; i < m_instances->count(); ++i) {
        if (m_instances->item(i)->checkState() == Qt::Checked)
            instances.insert(m_instances->item(i)->data(instanceRole).toInt());
    }
    return instances;
}

int JobLogView::newerTasks() const
{
    int newer = 0;
    for (auto it = m_read.cbegin(); it != m_read.cend(); ++it)
        newer += m_told.contains(it.key()) && m_told.value(it.key()).task != it.value() ? 1 : 0;
    return newer;
}

/// Lines do not move under the eyes of who reads.
void JobLogView::offer()
{
    const int newer = newerTasks();
    if (newer == 0)
        return m_newer->setQuiet();
    m_newer->say(NoteBox::Weight::Note,
                 newer == 1 ? tr("One instance has a newer task") : tr("%1 instances have newer tasks").arg(newer),
                 tr("Shown are the logs of the tasks before."));
}

void JobLogView::refresh()
{
    list();
    if (!m_merged)
        openTicked();
}

void JobLogView::reopen()
{
    if (!m_begun)
        return;
    list();
    if (newerTasks() > 0 || !m_merged)
        openTicked();
}

/// In the colours their lines have.
void JobLogView::colour()
{
    const QSignalBlocker quiet(m_instances); // a changed icon is no changed tick
    for (int i = 0; i < m_instances->count(); ++i) {
        QListWidgetItem *item = m_instances->item(i);
        const int instance = item->data(instanceRole).toInt();
        item->setIcon(swatch(ansiColour(logs::laneColour(instance), Theme::instance()->tokens())));
    }
}

void JobLogView::openTicked()
{
    m_stop.request_stop();
    m_stop = {};
    m_again.stop();
    QStringList wanted;
    m_read.clear();
    const QSet<int> instances = ticked();
    for (auto it = m_told.cbegin(); it != m_told.cend(); ++it) { // by number
        if (!instances.contains(it.key()))
            continue;
        wanted << QString::number(it.key());
        m_read.insert(it.key(), it->task);
    }
    m_newer->setQuiet();
    m_note->clear();
    m_merged = nullptr;
    m_pane->open(nullptr,
                 m_instances->count() == 0 ? tr("Mesos lists no task of this job.")
                     : wanted.isEmpty()    ? tr("Tick the instances whose logs are wanted.")
                                           : tr("Asking %1 instances for their logs…").arg(wanted.size()));
    if (!wanted.isEmpty())
        QCoro::connect(gather(this, wanted, m_stop.get_token()), this, [] {});
}

QCoro::Task<void> JobLogView::gather(QPointer<JobLogView> self, QStringList instances, std::stop_token stop)
{
    QList<logs::MergePart> parts;
    QStringList troubles;
    const QPointer<tasklogs::TaskLogs> taskLogs(self->m_logs);
    const QString job = QString::fromUtf8(self->m_ref.id);
    for (const QString &instance : std::as_const(instances)) {
        const links::ObjectRef ref{ links::ObjectRef::Kind::Instance, (job + u'/' + instance).toUtf8() };
        std::optional<tasklogs::Place> place = taskLogs->find(ref);
        if (!place) {
            place = co_await taskLogs->remember(ref);
            if (!self || !taskLogs || stop.stop_requested())
                co_return;
        }
        const tasklogs::Listing listing = co_await taskLogs->list(*place, stop);
        if (!self || !taskLogs || stop.stop_requested())
            co_return;
        if (const tasklogs::LogFile *file = taskLogs->choose(*place, listing))
            parts.append({ instance, instance.toInt(), taskLogs->open(*place, *file) });
        else
            troubles << instance + u": "_s + tasklogs::TaskLogs::explain(*place, listing);
    }
    self->open(parts, troubles);
}

void JobLogView::open(const QList<logs::MergePart> &parts, const QStringList &troubles)
{
    m_note->setText(troubles.join(u'\n'));
    if (parts.isEmpty()) {
        m_again.start(std::min<std::chrono::milliseconds>(60s, 2s * (1 << std::min(m_failures++, 5))));
        return m_pane->open(nullptr, tr("None of the instances has a log to read."));
    }
    m_failures = 0;
    m_merged = std::make_shared<logs::MergedSource>(parts, m_logs->zone());
    m_pane->open(m_merged);
    m_pane->setOrigin(tr("the ends of %1 logs, merged by time").arg(parts.size()));
}

} // namespace ui
