// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/joblogview.h"

#include "models/core/text.h"
#include "models/logs/merging.h"
#include "models/stack/stacklogs.h"
#include "ui/logs/logcolours.h"
#include "ui/logs/logpane.h"
#include "ui/logs/saving.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPixmap>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

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
    , m_pane(new LogPane(&m_logs->knownFailures(), this))
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
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({ theme->px(212), theme->px(900) });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(splitter);
    setFocusProxy(m_pane);
    connect(theme, &Theme::changed, this, &JobLogView::colour);
    connect(m_instances, &QListWidget::itemChanged, this, &JobLogView::openTicked);
    connect(m_pane, &LogPane::saveRequested, this, [this, navigator = context.navigator] {
        saveAsked(this, navigator, QString::fromUtf8(m_ref.id) + u"-by-time.log"_s, m_merged, SavedAs::Text);
    });
    if (context.stack->mesos()->snapshot())
        list();
    else
        connect(context.stack->mesos(), &core::Store::snapshotChanged, this, &JobLogView::list,
                Qt::SingleShotConnection);
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
}

/// By number; those that are worth reading first are ticked when there are too many.
void JobLogView::list()
{
    const mesos::Snapshot state = m_stack->mesos()->snapshot();
    const QString job = QString::fromUtf8(m_ref.id);
    const QList<const mesos::Task *> tasks = tasklogs::newestTasks(*state, job);
    QMap<int, const mesos::Task *> byNumber;
    QSet<int> ticked;
    for (const mesos::Task *task : tasks) {
        const int instance = tasklogs::instanceOf(job, state->string(task->id));
        byNumber.insert(instance, task);
        if (ticked.size() < mostMerged)
            ticked.insert(instance);
    }
    const QSignalBlocker quiet(m_instances);
    m_instances->clear();
    for (auto it = byNumber.cbegin(); it != byNumber.cend(); ++it) {
        const std::string_view word = mesos::word(it.value()->state);
        const QString state_ = core::toQString(word).mid(5).toLower();
        auto *item = new QListWidgetItem(tr("%1  %2").arg(it.key()).arg(state_), m_instances);
        item->setData(instanceRole, it.key());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(it.key()) ? Qt::Checked : Qt::Unchecked);
    }
    colour();
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
    QStringList wanted;
    for (int i = 0; i < m_instances->count(); ++i) {
        if (m_instances->item(i)->checkState() == Qt::Checked)
            wanted << QString::number(m_instances->item(i)->data(instanceRole).toInt());
    }
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
        const auto place = taskLogs->find(ref);
        if (!place)
            continue;
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
    if (parts.isEmpty())
        return m_pane->open(nullptr, tr("None of the instances has a log to read."));
    m_merged = std::make_shared<logs::MergedSource>(parts);
    m_pane->open(m_merged);
    m_pane->setOrigin(tr("the ends of %1 logs, merged by time").arg(parts.size()));
}

} // namespace ui
