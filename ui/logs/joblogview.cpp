// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/joblogview.h"

#include "models/stack/stacklogs.h"
#include "ui/common/notebox.h"
#include "ui/logs/logpane.h"
#include "ui/logs/saving.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

JobLogView::JobLogView(PageContext context, const links::ObjectRef &ref, QWidget *parent)
    : LogTab(parent)
    , m_logs(stack::logsOf(context.stack))
    , m_stack(context.stack)
    , m_ref(ref)
    , m_side(new QWidget(this))
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
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(8), theme->px(8));
    column->setSpacing(theme->px(4));
    column->addWidget(name);
    column->addWidget(m_instances, 1);
    column->addWidget(m_note);
    m_side->setMinimumWidth(theme->px(180));
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_side);
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

void JobLogView::setCompact()
{
    m_side->hide();
    m_pane->setCompact();
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
