// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/newjob.h"

#include "models/actions/owner.h"
#include "models/core/errortext.h"
#include "models/jobs/clone.h"
#include "models/jobs/library.h"
#include "models/verbs/cron/rescheduleverb.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/nametaken.h"
#include "models/verbs/jobs/sourcejob.h"
#include "models/verbs/updates/startupdateverb.h"
#include "ui/createjob/createjobdialog.h"
#include "ui/plan/plandialog.h"
#include "ui/style/theme.h"

#include <QPointer>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

NewJob::NewJob(stack::Stack *stack, Navigator *navigator, QWidget *place)
    : QObject(place)
    , m_stack(stack)
    , m_navigator(navigator)
    , m_place(place)
{
}

NewJob::~NewJob()
{
    m_reading.request_stop();
}

jobs::Surroundings NewJob::surroundings() const
{
    jobs::Surroundings known;
    known.cluster = m_stack->config().auroraCluster;
    if (const aurora::Snapshot picture = m_stack->aurora()->snapshot(); picture && known.cluster.isEmpty())
        known.cluster = picture->string(picture->scheduler.cluster);
    known.owner = m_stack->config().user;
    if (known.owner.isEmpty())
        known.owner = actions::thisUser().section(u'@', 0, 0);
    known.tiers = m_tiers;
    return known;
}

/// Asked once; until they are known the dry run is who tells a tier that is none.
void NewJob::readTiers()
{
    if (!m_tiers.isEmpty())
        return;
    QCoro::connect(m_stack->aurora()->client()->tiers(), this, [this](const core::Result<aurora::Tiers> &tiers) {
        if (!tiers)
            return;
        m_tiers.clear();
        for (const aurora::TierConfig &tier : tiers->tiers)
            m_tiers << tier.name;
        if (m_dialog)
            m_dialog->setTiers(m_tiers);
    });
}

CreateJobDialog *NewJob::open()
{
    if (m_dialog)
        m_dialog->close();
    QWidget *window = m_place->window();
    CreateJobDialog::Place place{ m_stack->name(), m_stack->config().tier, surroundings() };
    place.whyTaken = [aurora = QPointer(m_stack->aurora())](const aurora::JobKey &key) {
        const aurora::Snapshot picture = aurora ? aurora->snapshot() : nullptr;
        return picture ? verbs::takenText(key, *picture) : QString();
    };
    m_dialog = new CreateJobDialog(std::move(place),
                                   jobs::templatesIn(jobs::userTemplateDir()) + jobs::shippedTemplates(), window);
    m_dialog->resize(m_dialog->size().boundedTo(window->size() * 0.96));
    m_dialog->askThrough([store = QPointer(m_stack->aurora())] { return store ? store->client() : nullptr; });
    readTiers();
    return m_dialog;
}

void NewJob::begin()
{
    m_reading.request_stop(); // a clone that was wanted before
    CreateJobDialog *dialog = open();
    connect(dialog, &CreateJobDialog::planRequested, this,
            [this, dialog](const aurora::JobConfiguration &job) { plan(dialog, verbs::CreateVerb::request(job)); });
    dialog->QDialog::open();
}

void NewJob::clone(const aurora::JobKey &job, std::optional<int> instance, Change change)
{
    read(job, instance,
         [this, change = std::move(change)](const aurora::JobConfiguration &source) { openClone(source, change); });
}

void NewJob::change(const aurora::JobKey &job)
{
    read(job, std::nullopt, [this](const aurora::JobConfiguration &source) { openChange(source); });
}

/// The last wish counts.
void NewJob::read(const aurora::JobKey &job, std::optional<int> instance, Take take)
{
    m_reading.request_stop();
    m_reading = {};
    const std::stop_token stop = m_reading.get_token();
    m_navigator->tell(tr("Asking Aurora how %1 is configured…").arg(job.text()));
    QCoro::connect(verbs::readSource(m_stack->aurora()->client(), job, instance, stop), this,
                   [this, stop, take = std::move(take)](const core::Result<aurora::JobConfiguration> &source) {
                       if (stop.stop_requested())
                           return;
                       if (source)
                           take(*source);
                       else
                           m_navigator->tell(core::errorText(source.error(), tr("Aurora")).what);
                   });
}

void NewJob::openClone(const aurora::JobConfiguration &source, const Change &change)
{
    aurora::JobConfiguration wanted = source;
    if (change && !change(wanted.config))
        return m_navigator->tell(tr("%1 asks for something else by now.").arg(source.key.text()));
    auto made = jobs::cloneOf(wanted);
    if (!made)
        return m_navigator->tell(tr("It cannot be cloned. %1").arg(core::errorText(made.error(), tr("Aurora")).what));
    made->before = source; // so that the change is shown as one
    CreateJobDialog *dialog = open();
    connect(dialog, &CreateJobDialog::planRequested, this,
            [this, dialog](const aurora::JobConfiguration &job) { plan(dialog, verbs::CreateVerb::request(job)); });
    dialog->setClone(*made);
    dialog->QDialog::open();
}

void NewJob::openChange(const aurora::JobConfiguration &source)
{
    if (!source.isCron() && !source.config.isService)
        return m_navigator->tell(
            tr("%1 is no service; Aurora updates services only. Kill it and create it anew.").arg(source.key.text()));
    const auto made = jobs::changeOf(source);
    if (!made)
        return m_navigator->tell(
            tr("It cannot be changed here. %1").arg(core::errorText(made.error(), tr("Aurora")).what));
    CreateJobDialog *dialog = open();
    connect(dialog, &CreateJobDialog::planRequested, this, [this, dialog](const aurora::JobConfiguration &job) {
        plan(dialog,
             job.isCron() ? verbs::RescheduleVerb::request(job) : verbs::StartUpdateVerb::request(job, dialog->pace()));
    });
    dialog->setChange(*made);
    dialog->QDialog::open();
}

/// The dialog stays under its plan, and goes once that is sent.
void NewJob::plan(CreateJobDialog *dialog, const actions::Request &request)
{
    m_navigator->plan(request);
    if (auto *over = m_place->window()->findChild<PlanDialog *>())
        connect(over, &QDialog::accepted, dialog, &QDialog::accept);
}

} // namespace ui
