// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobactions.h"

#include "models/explain/fromaurora.h"
#include "models/pools/board.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/jobs/addverb.h"
#include "models/verbs/jobs/forcestateverb.h"
#include "models/verbs/quota/quotaverb.h"
#include "models/verbs/wayoutplan.h"
#include "ui/createjob/addinstancesdialog.h"
#include "ui/createjob/newjob.h"
#include "ui/explain/whypending.h"
#include "ui/jobs/forcestatedialog.h"
#include "ui/jobs/jobobjects.h"
#include "ui/jobs/quotadialog.h"
#include "ui/jobs/updateactions.h"
#include "ui/style/icons.h"
#include "ui/tablepage/holdmenu.h"

#include <QMenu>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

WishDialog::Place placeOf(const PageContext &context)
{
    return { context.stack->name(), context.stack->config().tier };
}

verbs::WayOutPlan planOf(const explain::WayOut &way, const stack::Stack &stack)
{
    const auto &aws = stack.config().aws;
    return verbs::wayOutPlan(way, stack.poolBoard()->pools().get(), stack.aws() && aws ? &*aws : nullptr);
}

} // namespace

verbs::Selection selectionOf(const QList<aurora::JobKey> &jobs)
{
    verbs::Selection selection;
    for (const aurora::JobKey &job : jobs)
        selection.parts.append({ job, {} });
    return selection;
}

JobActions::JobActions(PageContext context, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_page(page)
    , m_newJob(new NewJob(context.stack, context.navigator, page))
{
}

void JobActions::setPicture(const aurora::Snapshot &picture)
{
    m_picture = picture;
}

void JobActions::plan(const actions::Request &request)
{
    if (m_context.navigator)
        m_context.navigator->plan(request);
}

void JobActions::act(const actions::Request &request)
{
    if (m_context.navigator)
        m_context.navigator->act(request);
}

void JobActions::create()
{
    m_newJob->begin();
}

void JobActions::clone(const aurora::JobKey &job, std::optional<int> instance)
{
    m_newJob->clone(job, instance);
}

void JobActions::change(const aurora::JobKey &job)
{
    m_newJob->change(job);
}

void JobActions::kill(const verbs::Selection &selection)
{
    if (!selection.parts.isEmpty())
        plan(killRequest(*m_context.stack, selection));
}

void JobActions::restart(const verbs::Selection &selection)
{
    if (!selection.parts.isEmpty())
        plan(restartRequest(*m_context.stack, selection));
}

void JobActions::startCron(const aurora::JobKey &job)
{
    plan(verbs::CronVerb::request(verbs::CronVerb::Way::Start, job));
}

void JobActions::addInstances(const aurora::JobKey &job, std::optional<int> like)
{
    const aurora::JobRow *row = m_picture ? m_picture->job(job) : nullptr;
    QList<int> active;
    if (row) {
        for (const aurora::TaskRow &task : m_picture->tasksOf(*row)) {
            if (aurora::isActive(task.status))
                active << task.instance;
        }
    }
    if (active.isEmpty()) {
        const bool isUnread = row && row->stats.active + row->stats.pending > 0;
        m_context.navigator->tell(
            isUnread ? tr("The instances of %1 are not read yet. Once more in a moment.").arg(job.text())
                     : tr("%1 has no active instance to copy. Clone it instead.").arg(job.text()));
        return;
    }
    auto *dialog
        = new AddInstancesDialog(placeOf(m_context), job, active, like.value_or(active.first()), m_page->window());
    connect(dialog, &AddInstancesDialog::planRequested, this,
            [this](const aurora::InstanceKey &pattern, int count) { plan(verbs::AddVerb::request(pattern, count)); });
    dialog->open();
}

void JobActions::setQuota(const QString &role)
{
    auto *dialog = new QuotaDialog(placeOf(m_context), role, m_context.stack->aurora(), m_page->window());
    connect(dialog, &QuotaDialog::planRequested, this,
            [this](const QString &of, const aurora::Resources &limit) { plan(verbs::QuotaVerb::request(of, limit)); });
    dialog->open();
}

void JobActions::forceState(const aurora::JobKey &job, const QByteArray &taskId)
{
    const aurora::JobRow *row = m_picture ? m_picture->job(job) : nullptr;
    const std::string_view wanted(taskId.constData(), static_cast<size_t>(taskId.size()));
    const auto tasks = row ? m_picture->tasksOf(*row) : std::span<const aurora::TaskRow>();
    const auto task
        = std::ranges::find_if(tasks, [&](const aurora::TaskRow &each) { return m_picture->view(each.id) == wanted; });
    if (task == tasks.end())
        return m_context.navigator->tell(tr("Aurora does not list this task any more."));
    auto *dialog = new ForceStateDialog(
        placeOf(m_context), { QString::fromUtf8(taskId), u"%1/%2"_s.arg(job.name).arg(task->instance), task->status },
        m_page->window());
    connect(dialog, &ForceStateDialog::planRequested, this,
            [this](const QString &id, aurora::TaskStatus status) { plan(verbs::ForceStateVerb::request(id, status)); });
    dialog->open();
}

/// Stays open under what is done from it, and tells what came of that.
void JobActions::explain(const aurora::JobKey &job)
{
    const auto whyNot = [stack = QPointer(m_context.stack)](const explain::WayOut &way) {
        return stack ? planOf(way, *stack).whyNot : QString();
    };
    auto *why = new WhyPending(m_context.stack, m_context.navigator, job.text(), m_page->window(), whyNot);
    connect(why, &WhyPending::wayOutChosen, this, [this, job](const explain::WayOut &way) { take(job, way); });
    why->open();
}

void JobActions::take(const aurora::JobKey &job, const explain::WayOut &way)
{
    const verbs::WayOutPlan of = planOf(way, *m_context.stack);
    if (of.isClone)
        m_newJob->clone(job, waitingInstance(job),
                        [way](aurora::TaskConfig &config) { return explain::change(config, way); });
    else if (of.request)
        plan(*of.request);
}

/// Of a job whose instances differ, one that waits is what a change is about.
std::optional<int> JobActions::waitingInstance(const aurora::JobKey &job) const
{
    const aurora::JobRow *row = m_picture ? m_picture->job(job) : nullptr;
    if (!row)
        return std::nullopt;
    const auto tasks = m_picture->tasksOf(*row);
    const auto waiting
        = std::ranges::find_if(tasks, [](const aurora::TaskRow &task) { return aurora::isWaiting(task.status); });
    return waiting == tasks.end() ? std::nullopt : std::optional(waiting->instance);
}

QString JobActions::changeText(const aurora::JobRow &job) const
{
    if (!job.cronSchedule.isEmpty())
        return tr("Change schedule…");
    return job.service ? tr("Update…") : QString();
}

void JobActions::fillMenu(QMenu *menu, const QList<aurora::JobKey> &jobs)
{
    const auto count = static_cast<int>(jobs.size());
    if (count == 1)
        addExplain(menu, jobs.first());
    menu->addAction(icon(u"restart"_s), count == 1 ? tr("Restart…") : tr("Restart %1 jobs…").arg(count), this,
                    [this, jobs] { restart(selectionOf(jobs)); });
    if (count == 1) {
        addOneJob(menu, jobs.first());
        addHolds(menu, *m_context.stack, jobs.first().text(),
                 [this](const actions::Request &request) { plan(request); });
    }
    menu->addSeparator();
    menu->addAction(icon(u"kill"_s), count == 1 ? tr("Kill…") : tr("Kill %1 jobs…").arg(count), this,
                    [this, jobs] { kill(selectionOf(jobs)); });
}

void JobActions::addExplain(QMenu *menu, const aurora::JobKey &job)
{
    const aurora::JobRow *row = m_picture ? m_picture->job(job) : nullptr;
    QAction *why = menu->addAction(icon(u"help"_s), tr("Why pending…"), this, [this, job] { explain(job); });
    why->setShortcut(Qt::Key_W);
    if (row && row->stats.pending > 0)
        return;
    why->setEnabled(false);
    why->setText(tr("Why pending: none waits"));
}

void JobActions::addOneJob(QMenu *menu, const aurora::JobKey &job)
{
    const aurora::JobRow *row = m_picture ? m_picture->job(job) : nullptr;
    menu->addAction(icon(u"copy"_s), tr("Clone…"), this, [this, job] { clone(job); });
    menu->addAction(icon(u"grow"_s), tr("Add instances…"), this, [this, job] { addInstances(job); });
    if (!row)
        return;
    if (const QString text = changeText(*row); !text.isEmpty())
        menu->addAction(icon(row->cronSchedule.isEmpty() ? u"export"_s : u"clock"_s), text, this,
                        [this, job] { change(job); });
    if (!row->cronSchedule.isEmpty()) {
        menu->addAction(icon(u"play"_s), tr("Start a run now…"), this, [this, job] { startCron(job); });
        menu->addAction(icon(u"stop"_s), tr("Deschedule…"), this,
                        [this, job] { plan(verbs::CronVerb::request(verbs::CronVerb::Way::Deschedule, job)); });
    }
    menu->addAction(icon(u"roles"_s), tr("Set quota of %1…").arg(job.role), this,
                    [this, role = job.role] { setQuota(role); });
    addUpdate(menu, job, *row);
}

/// What can be done to the update that is in flight.
void JobActions::addUpdate(QMenu *menu, const aurora::JobKey &job, const aurora::JobRow &row)
{
    const aurora::UpdateRow *update = m_picture->updateOf(row);
    if (!update)
        return;
    menu->addSeparator();
    addUpdateActions(menu, { job, m_picture->string(update->id) }, update->status,
                     [this](const actions::Request &request, bool held) { held ? act(request) : plan(request); });
}

void JobActions::fillRoleMenu(QMenu *menu, const QString &role, const QString &environment)
{
    menu->addSeparator();
    menu->addAction(icon(u"roles"_s), tr("Set quota of %1…").arg(role), this, [this, role] { setQuota(role); });
    QList<aurora::JobKey> jobs;
    if (m_picture) {
        for (const aurora::JobRow &row : m_picture->jobs) {
            const aurora::JobKey job = m_picture->keyOf(row);
            if (row.stats.active + row.stats.pending > 0 && job.role == role
                && (environment.isEmpty() || job.environment == environment))
                jobs << job;
        }
    }
    if (jobs.isEmpty())
        return;
    const QString place = environment.isEmpty() ? role : role + u'/' + environment;
    menu->addSeparator();
    verbs::Selection all = selectionOf(jobs);
    all.byFilter = true; // nobody looked at each: what is not fault tolerant is left out, were it the only one
    const QString text = jobs.size() == 1 ? tr("Kill the only job of %1…").arg(place)
                                          : tr("Kill all %1 jobs of %2…").arg(jobs.size()).arg(place);
    menu->addAction(icon(u"kill"_s), text, this, [this, all] { kill(all); });
}

} // namespace ui
