// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobspage.h"

#include "models/actions/owner.h"
#include "models/aurora/rows/jobrows.h"
#include "models/aurora/rows/jobstate.h"
#include "models/core/format.h"
#include "models/links/whypending.h"
#include "models/verbs/jobs/jobfilter.h"
#include "ui/jobs/instanceinspector.h"
#include "ui/jobs/jobactions.h"
#include "ui/jobs/jobpanel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The name the operator goes by: what Aurora is signed in with, else that of this session.
QString operatorName(const stack::Stack &stack)
{
    const QString configured = stack.config().user;
    return configured.isEmpty() ? actions::thisUser().section(u'@', 0, 0) : configured;
}

TablePageSetup jobsSetup(const QString &me, const aurora::PendingLimits &limits)
{
    const auto tr = [](const char *text) { return JobsPage::tr(text); };
    TablePageSetup setup;
    setup.key = u"jobs"_s;
    setup.noun = tr("jobs");
    setup.filterHint = tr("Filter jobs");
    setup.emptyText = tr("Aurora knows no job.");
    setup.noMatchText = tr("No job matches `%1`.");
    setup.kind = links::ObjectRef::Kind::Job;
    setup.sort = { { u"state"_s, Qt::AscendingOrder },
                   { u"in-state"_s, Qt::AscendingOrder },
                   { u"job"_s, Qt::AscendingOrder } };
    setup.groupColumns = { u"role-env"_s, u"role"_s, u"env"_s, u"state"_s, u"pool"_s, u"owner"_s, u"tier"_s };
    setup.group = u"role-env"_s;
    setup.quickFilters = {
        { tr("not finished"), u"state!:finished|killed"_s, {} },
        { tr("failed"), u"state=FAILED"_s, tr("Nothing runs any more, and the last task failed") },
        { tr("pending > %1").arg(core::formatSpan(limits.usual)), u"state:pending in-state>"_s + limits.usualAsFilter(),
          tr("Some instance has waited that long") },
        { tr("flapping"), u"state=THROTTLED"_s, tr("Held back by Aurora for failing again and again") },
        { tr("updating"), u"update:roll"_s, tr("An update is in flight") },
        { tr("mine"), u"people:/(^|\\s)%1(,|$)/"_s.arg(QRegularExpression::escape(me)),
          tr("%1 owns it, is its role, or acted on it last").arg(me) },
    };
    return setup;
}

} // namespace

JobsPage::JobsPage(PageContext pageContext, QWidget *parent)
    : TablePageOf(
        pageContext, pageContext.stack->aurora(),
        jobsSetup(operatorName(*pageContext.stack), pageContext.stack->config().pendingLimits),
        [pool = pageContext.stack->config().poolAttribute, limits = pageContext.stack->config().pendingLimits,
         &clock = pageContext.stack->clock()](const aurora::Snapshot &picture) {
            return aurora::jobRows(picture, pool, clock.now(), limits);
        },
        parent)
    , m_actions(new JobActions(pageContext, this))
    , m_panel(new JobPanel(pageContext.stack, m_actions))
    , m_inspector(new InstanceInspector(pageContext.stack, this))
    , m_newJobButton(new QPushButton(tr("New job…"), this))
{
    m_inspector->hide();
    addBelow(m_panel);
    m_newJobButton->setObjectName(u"newJob"_s);
    m_newJobButton->setAccessibleName(tr("New job"));
    m_newJobButton->setToolTip(tr("New job from a template, a file or a clone"));
    const auto restyle = [this] { m_newJobButton->setIcon(icon(u"grow"_s)); };
    connect(Theme::instance(), &Theme::changed, this, restyle);
    restyle();
    connect(m_newJobButton, &QPushButton::clicked, m_actions, &JobActions::create);
    addBarWidgetRight(m_newJobButton);
    table()->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table()->setPageKeys(u"lw"_s);
    connect(table(), &TableView::currentKeyChanged, this, &JobsPage::showJob);
    table()->setGroupMenuHook([this](QMenu *menu, const QString &column, const QString &group) {
        if (column == u"role"_s || column == u"role-env"_s)
            m_actions->fillRoleMenu(menu, group.section(u'/', 0, 0), group.section(u'/', 1));
    });
    connect(m_panel, &JobPanel::linkClicked, this, [this](const QString &path) {
        if (Navigator *navigator = context().navigator)
            navigator->open(links::fromPath(path));
    });
    connect(m_panel, &JobPanel::logRequested, this, &JobsPage::openLog);
    connect(m_panel, &JobPanel::instanceChanged, this, [this] { refreshInspector(); });
    connect(m_inspector, &InspectorSheet::linkActivated, this, [this](const QString &path) {
        if (Navigator *navigator = context().navigator)
            navigator->open(links::fromPath(path));
    });
}

void JobsPage::showJob(const QByteArray &key)
{
    if (key == m_current)
        return;
    m_current = key;
    const auto job = aurora::JobKey::parse(QString::fromUtf8(key));
    m_watch.release();
    if (job)
        m_watch = context().stack->aurora()->watch(*job);
    m_panel->setJob(job);
    m_panel->setPicture(shownPicture());
}

QWidget *JobsPage::inspectorFor(const QByteArray &)
{
    const QByteArray task = m_panel->currentTask();
    if (task.isEmpty() || !shownPicture())
        return nullptr;
    m_inspector->showTask(*shownPicture(), task);
    return m_inspector;
}

QString JobsPage::countsDetail(const aurora::State &state) const
{
    qint64 running = 0;
    qint64 pending = 0;
    qint64 failed = 0;
    for (const aurora::JobRow &job : state.jobs) {
        running += job.stats.active;
        pending += job.stats.pending;
        failed += aurora::jobState(state, job) == aurora::JobState::Failed ? 1 : 0;
    }
    QStringList parts{ tr("%1 running").arg(core::formatCount(running)) };
    if (pending > 0)
        parts << tr("%1 pending").arg(core::formatCount(pending));
    if (failed > 0)
        parts << tr("%1 failed").arg(core::formatCount(failed));
    return parts.join(u", "_s);
}

void JobsPage::pictureShown(const Picture &picture)
{
    m_actions->setPicture(picture);
    m_panel->setPicture(picture);
}

/// Of the selected instance, else of the one that needs to be looked at first.
void JobsPage::openLog()
{
    if (const QString path = m_panel->logPath(); !path.isEmpty() && context().navigator)
        context().navigator->open({ links::ObjectRef::Kind::Log, path.toUtf8() });
}

void JobsPage::openMergedLog(const aurora::JobKey &job)
{
    if (context().navigator)
        context().navigator->open({ links::ObjectRef::Kind::Log, "job/" + job.text().toUtf8() });
}

QList<aurora::JobKey> JobsPage::selectedJobs() const
{
    QList<aurora::JobKey> jobs;
    const QList<QByteArray> keys = table()->selectedKeys();
    for (const QByteArray &key : keys) {
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(key)))
            jobs << *job;
    }
    return jobs;
}

void JobsPage::trigger(const QString &action)
{
    const auto job = aurora::JobKey::parse(QString::fromUtf8(m_current));
    const QList<aurora::JobKey> chosen = selectedJobs();
    if (action == u"new"_s)
        m_actions->create();
    else if (!job)
        context().navigator->tell(tr("No job is chosen."));
    else if (action == u"why"_s)
        m_actions->explain(*job);
    else if (action == u"restart"_s)
        m_actions->restart(selectionOf(chosen.isEmpty() ? QList{ *job } : chosen));
    else if (action == u"kill"_s)
        m_actions->kill(selectionOf(chosen.isEmpty() ? QList{ *job } : chosen));
    else if (action == u"clone"_s)
        m_actions->clone(*job);
    else if (action == u"add"_s)
        m_actions->addInstances(*job);
    else if (action == u"change"_s)
        m_actions->change(*job);
    else if (action == u"start-cron"_s)
        m_actions->startCron(*job);
    else if (action == u"quota"_s)
        m_actions->setQuota(job->role);
}

void JobsPage::fillMenu(QMenu *menu, const QByteArray &key)
{
    QList<aurora::JobKey> jobs = selectedJobs();
    if (jobs.isEmpty()) {
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(key)))
            jobs << *job;
    }
    if (jobs.isEmpty())
        return;
    menu->addAction(icon(u"logs"_s), tr("Open log"), this, &JobsPage::openLog)->setShortcut(Qt::Key_L);
    if (jobs.size() == 1)
        menu->addAction(icon(u"logs"_s), tr("Open all instances' logs, by time"), this,
                        [this, job = jobs.first()] { openMergedLog(job); })
            ->setShortcut(Qt::SHIFT | Qt::Key_L);
    menu->addSeparator();
    m_actions->fillMenu(menu, jobs);
    addKillMatching(menu);
}

/// All the filter lets through, also what is folded or scrolled away; protected jobs stay unless they are unlocked.
void JobsPage::addKillMatching(QMenu *menu)
{
    const QString filter = filterBar()->text().trimmed();
    if (filter.isEmpty() || !filterBar()->mistake().isEmpty() || !shownPicture() || !context().navigator)
        return;
    const stack::Stack &stack = *context().stack;
    const auto matching
        = verbs::selectionByFilter(shownPicture(), filter, stack.config().poolAttribute, stack.clock().now());
    if (matching)
        menu->addAction(icon(u"kill"_s), tr("Kill all %1 that match “%2”…").arg(matching->parts.size()).arg(filter),
                        this, [this, selection = *matching] { m_actions->kill(selection); });
}

void JobsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_W && event->modifiers() == Qt::NoModifier) {
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(m_current)))
            return m_actions->explain(*job);
    }
    if (event->key() == Qt::Key_L && event->modifiers() == Qt::NoModifier)
        return openLog();
    if (event->key() == Qt::Key_L && event->modifiers() == Qt::ShiftModifier) {
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(m_current)))
            return openMergedLog(*job);
    }
    if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        // Among the instances the keys mean those that are chosen there, not the job of the table above.
        const bool isInPanel = focusWidget() && m_panel->isAncestorOf(focusWidget());
        if (event->key() == Qt::Key_K)
            return isInPanel ? m_panel->kill() : m_actions->kill(selectionOf(selectedJobs()));
        if (event->key() == Qt::Key_R)
            return isInPanel ? m_panel->restart() : m_actions->restart(selectionOf(selectedJobs()));
    }
    TablePageOf::keyPressEvent(event);
}

/// Where there is little room the chips need it more.
void JobsPage::resizeEvent(QResizeEvent *event)
{
    constexpr int narrow = 1060; // design px
    m_newJobButton->setText(width() < Theme::instance()->px(narrow) ? QString() : tr("New job…"));
    TablePageOf::resizeEvent(event);
}

/// A job; "role/env/name#ID": one of its updates; "…#why-pending": why it waits; an instance.
bool JobsPage::reveal(const links::ObjectRef &ref)
{
    using Kind = links::ObjectRef::Kind;
    const bool isInstance = ref.kind == Kind::Instance;
    const qsizetype end = isInstance ? ref.id.lastIndexOf('/') : ref.id.indexOf('#');
    if (end < 0)
        return TablePageOf::reveal(ref);
    const QByteArray key = ref.id.left(end);
    if (!TablePageOf::reveal({ Kind::Job, key }))
        return false;
    const auto job = aurora::JobKey::parse(QString::fromUtf8(key));
    const QByteArray part = ref.id.mid(end + 1);
    if (job && part == QByteArray(links::whyPending).mid(1))
        m_actions->explain(*job);
    else if (job && isInstance)
        m_panel->revealInstance({ *job, part.toInt() });
    else if (job)
        m_panel->revealUpdate({ *job, QString::fromUtf8(part) });
    return true;
}

} // namespace ui
