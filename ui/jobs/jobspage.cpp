// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobspage.h"

#include "models/actions/owner.h"
#include "models/aurora/rows/jobrows.h"
#include "models/aurora/rows/jobstate.h"
#include "models/core/foldedsearch.h"
#include "models/core/format.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/jobfilter.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "ui/createjob/addinstancesdialog.h"
#include "ui/createjob/newjob.h"
#include "ui/explain/whypending.h"
#include "ui/jobs/instanceinspector.h"
#include "ui/jobs/jobpanel.h"
#include "ui/jobs/updateactions.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>

#include <string>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The name the operator goes by: what Aurora is signed in with, else that of this session.
QString operatorName(const stack::Stack &stack)
{
    const QString configured = stack.config().user;
    return configured.isEmpty() ? actions::thisUser().section(u'@', 0, 0) : configured;
}

TablePageSetup jobsSetup(const QString &me)
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
        { tr("pending > 20 min"), u"state:pending in-state>20m"_s, tr("Some instance has waited that long") },
        { tr("flapping"), u"state=THROTTLED"_s, tr("Held back by Aurora for failing again and again") },
        { tr("updating"), u"update:roll"_s, tr("An update is in flight") },
        { tr("mine"), u"people:/(^|\\s)%1(,|$)/"_s.arg(QRegularExpression::escape(me)),
          tr("%1 owns it, is its role, or acted on it last").arg(me) },
    };
    return setup;
}

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Jobs whose key contains `needle`.
QList<Findable> findJobs(const stack::Stack &stack, const QString &needle, int limit)
{
    const aurora::Snapshot picture = stack.aurora() ? stack.aurora()->snapshot() : nullptr;
    const std::string wanted = needle.toStdString();
    QList<Findable> found;
    if (!picture || wanted.empty())
        return found;
    for (const aurora::JobRow &job : picture->jobs) {
        if (found.size() >= limit)
            break;
        if (!core::containsFolded(picture->view(job.key), wanted))
            continue;
        const QString word = toString(aurora::word(aurora::jobState(*picture, job)));
        found.append({ { links::ObjectRef::Kind::Job, picture->string(job.key).toUtf8() },
                       picture->string(job.name),
                       JobsPage::tr("job, %1, %2").arg(word, picture->string(job.key)),
                       word });
    }
    return found;
}

verbs::Selection selectionOf(const QList<aurora::JobKey> &jobs)
{
    verbs::Selection selection;
    for (const aurora::JobKey &job : jobs)
        selection.parts.append({ job, {} });
    return selection;
}

} // namespace

JobsPage::JobsPage(PageContext pageContext, QWidget *parent)
    : TablePageOf(
        pageContext, pageContext.stack->aurora(), jobsSetup(operatorName(*pageContext.stack)),
        [pool = pageContext.stack->config().poolAttribute, &clock = pageContext.stack->clock()](
            const aurora::Snapshot &picture) { return aurora::jobRows(picture, pool, clock.now()); },
        parent)
    , m_panel(new JobPanel(pageContext.stack))
    , m_inspector(new InstanceInspector(pageContext.stack, this))
    , m_newJob(new NewJob(pageContext.stack, pageContext.navigator, this))
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
    connect(m_newJobButton, &QPushButton::clicked, m_newJob, &NewJob::begin);
    addBarWidgetRight(m_newJobButton);
    table()->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table()->setPageKeys(u"lw"_s);
    connect(table(), &TableView::currentKeyChanged, this, &JobsPage::showJob);
    connect(m_panel, &JobPanel::planRequested, this, [this](const actions::Request &request) {
        if (Navigator *navigator = context().navigator)
            navigator->plan(request);
    });
    connect(m_panel, &JobPanel::actRequested, this, [this](const actions::Request &request) {
        if (Navigator *navigator = context().navigator)
            navigator->act(request);
    });
    connect(m_panel, &JobPanel::linkClicked, this, [this](const QString &path) {
        if (Navigator *navigator = context().navigator)
            navigator->open(links::fromPath(path));
    });
    connect(m_panel, &JobPanel::cloneRequested, m_newJob, &NewJob::clone);
    connect(m_panel, &JobPanel::addRequested, this, &JobsPage::addInstances);
    connect(m_panel, &JobPanel::explainRequested, this, &JobsPage::explain);
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
    m_panel->setPicture(picture);
}

/// Of the selected instance, or of the job's first one.
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

void JobsPage::kill(const QList<aurora::JobKey> &jobs)
{
    if (!jobs.isEmpty() && context().navigator)
        context().navigator->plan(verbs::KillVerb::request(selectionOf(jobs)));
}

void JobsPage::restart(const QList<aurora::JobKey> &jobs)
{
    if (!jobs.isEmpty() && context().navigator)
        context().navigator->plan(verbs::RestartVerb::request(selectionOf(jobs)));
}

void JobsPage::addInstances(const aurora::JobKey &job, std::optional<int> like)
{
    const aurora::Snapshot picture = shownPicture();
    const aurora::JobRow *row = picture ? picture->job(job) : nullptr;
    QList<int> active;
    if (row) {
        for (const aurora::TaskRow &task : picture->tasksOf(*row)) {
            if (aurora::isActive(task.status))
                active << task.instance;
        }
    }
    if (active.isEmpty()) {
        const bool isUnread = row && row->stats.active + row->stats.pending > 0;
        context().navigator->tell(
            isUnread ? tr("The instances of %1 are not read yet. Once more in a moment.").arg(job.text())
                     : tr("%1 has no active instance to copy. Clone it instead.").arg(job.text()));
        return;
    }
    auto *dialog = new AddInstancesDialog({ context().stack->name(), context().stack->config().tier }, job, active,
                                          like.value_or(active.first()), window());
    connect(dialog, &AddInstancesDialog::planRequested, this, [this](const aurora::InstanceKey &pattern, int count) {
        context().navigator->plan(verbs::AddVerb::request(pattern, count));
    });
    dialog->open();
}

void JobsPage::trigger(const QString &action)
{
    const auto job = aurora::JobKey::parse(QString::fromUtf8(m_current));
    if (action == u"new"_s)
        m_newJob->begin();
    else if (!job)
        context().navigator->tell(tr("No job is chosen."));
    else if (action == u"clone"_s)
        m_newJob->clone(*job);
    else if (action == u"add"_s)
        addInstances(*job, std::nullopt);
}

/// Opens beside the table; what could be done from there and is not built yet says so on its button.
void JobsPage::explain(const aurora::JobKey &job)
{
    (new WhyPending(context().stack, context().navigator, job.text(), window()))->open();
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
    const auto count = static_cast<int>(jobs.size());
    menu->addAction(icon(u"logs"_s), tr("Open log"), this, &JobsPage::openLog)->setShortcut(Qt::Key_L);
    if (count == 1)
        menu->addAction(icon(u"logs"_s), tr("Open all instances' logs, by time"), this,
                        [this, job = jobs.first()] { openMergedLog(job); })
            ->setShortcut(Qt::SHIFT | Qt::Key_L);
    menu->addSeparator();
    menu->addAction(icon(u"restart"_s), count == 1 ? tr("Restart…") : tr("Restart %1 jobs…").arg(count), this,
                    [this, jobs] { restart(jobs); });
    if (count == 1) {
        menu->addAction(icon(u"copy"_s), tr("Clone…"), this, [this, job = jobs.first()] { m_newJob->clone(job); });
        menu->addAction(icon(u"grow"_s), tr("Add instances…"), this,
                        [this, job = jobs.first()] { addInstances(job, std::nullopt); });
    }
    addUpdateMenu(menu, jobs);
    menu->addSeparator();
    menu->addAction(icon(u"kill"_s), count == 1 ? tr("Kill…") : tr("Kill %1 jobs…").arg(count), this,
                    [this, jobs] { kill(jobs); });
    addKillMatching(menu);
}

/// What can be done to the update that is in flight, of one job.
void JobsPage::addUpdateMenu(QMenu *menu, const QList<aurora::JobKey> &jobs)
{
    const aurora::Snapshot picture = shownPicture();
    const aurora::JobRow *job = picture && jobs.size() == 1 ? picture->job(jobs.first()) : nullptr;
    const aurora::UpdateRow *update = job ? picture->updateOf(*job) : nullptr;
    if (!update || !context().navigator)
        return;
    menu->addSeparator();
    addUpdateActions(menu, { jobs.first(), picture->string(update->id) }, update->status,
                     [navigator = context().navigator](const actions::Request &request, bool held) {
                         held ? navigator->act(request) : navigator->plan(request);
                     });
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
                        this, [navigator = context().navigator, selection = *matching] {
                            navigator->plan(verbs::KillVerb::request(selection));
                        });
}

void JobsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_W && event->modifiers() == Qt::NoModifier) {
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(m_current)))
            return explain(*job);
    }
    if (event->key() == Qt::Key_L && event->modifiers() == Qt::NoModifier)
        return openLog();
    if (event->key() == Qt::Key_L && event->modifiers() == Qt::ShiftModifier) {
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(m_current)))
            return openMergedLog(*job);
    }
    if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        if (event->key() == Qt::Key_K)
            return kill(selectedJobs());
        if (event->key() == Qt::Key_R)
            return restart(selectedJobs());
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

bool JobsPage::reveal(const links::ObjectRef &ref)
{
    if (ref.kind == links::ObjectRef::Kind::Instance) {
        const qsizetype slash = ref.id.lastIndexOf('/');
        if (!TablePageOf::reveal({ links::ObjectRef::Kind::Job, ref.id.left(slash) }))
            return false;
        if (const auto job = aurora::JobKey::parse(QString::fromUtf8(ref.id.left(slash))))
            m_panel->revealInstance({ *job, ref.id.mid(slash + 1).toInt() });
        return true;
    }
    return TablePageOf::reveal(ref);
}

PageEntry jobsPage()
{
    PageEntry entry;
    entry.key = u"jobs"_s;
    entry.title = JobsPage::tr("Jobs");
    entry.icon = u"jobs"_s;
    entry.opens = { links::ObjectRef::Kind::Job, links::ObjectRef::Kind::Instance };
    entry.make = [](const PageContext &context, QWidget *parent) -> Page * {
        return context.stack->aurora() ? static_cast<Page *>(new JobsPage(context, parent))
                                       : static_cast<Page *>(new NoAuroraPage(context, parent));
    };
    entry.find = &findJobs;
    entry.actions = {
        { u"new"_s, u"grow"_s, JobsPage::tr("&New job…"), { Qt::CTRL | Qt::Key_N } },
        { u"clone"_s, u"copy"_s, JobsPage::tr("&Clone the chosen job…"), { Qt::CTRL | Qt::SHIFT | Qt::Key_D } },
        { u"add"_s,
          u"grow"_s,
          JobsPage::tr("&Add instances to the chosen job…"),
          { Qt::CTRL | Qt::SHIFT | Qt::Key_G } },
    };
    entry.badge = [](const stack::Stack &stack) {
        Badge badge;
        const aurora::Snapshot picture = stack.aurora() ? stack.aurora()->snapshot() : nullptr;
        if (!picture)
            return badge;
        const core::TimePoint now = stack.clock().now();
        for (const aurora::JobRow &job : picture->jobs) {
            badge.failures += aurora::jobState(*picture, job) == aurora::JobState::Failed ? 1 : 0;
            badge.warnings += core::isKnown(job.pendingSince) && now - job.pendingSince > aurora::longPending ? 1 : 0;
        }
        return badge;
    };
    return entry;
}

} // namespace ui
