// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/tasklogs.h"

#include "models/airflow/store.h"
#include "models/aurora/store.h"
#include "models/config/archivelink.h"
#include "models/core/errortext.h"
#include "models/dag/nightboard.h"
#include "models/logs/filesource.h"
#include "models/logs/observersource.h"
#include "models/logs/sandbox.h"
#include "models/mesos/store.h"
#include "models/tasklogs/airflowlog.h"
#include "models/tasklogs/remembered.h"
#include "models/tasklogs/rescuer.h"
#include "models/tasklogs/tries.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

QString choicesFile(const QString &folder)
{
    return folder.isEmpty() ? QString() : folder + u"/choices"_s;
}

} // namespace

TaskLogs::TaskLogs(net::HttpClient *http, Options options, const Stores &stores, const core::Clock &clock,
                   QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_options(std::move(options))
    , m_stores(stores)
    , m_zone(m_options.zone, clock.now())
    , m_copies(m_options.folder, CopyStore::usualSize)
{
    m_rescuer = std::make_unique<Rescuer>(this, clock);
    if (m_options.rescue)
        m_rescuer->watch(stores.mesos);
    if (QFile choices(choicesFile(m_options.folder)); choices.exists() && choices.open(QIODevice::ReadOnly))
        m_choice.restore(choices.readAll());
}

TaskLogs::~TaskLogs() = default;

const logs::KnownFailures &TaskLogs::knownFailures() const
{
    if (!m_failures)
        m_failures.emplace(logs::KnownFailures::standard());
    return *m_failures;
}

void TaskLogs::setCredentials(net::Credentials credentials)
{
    m_options.credentials = std::move(credentials);
}

std::optional<Place> TaskLogs::findInstance(const QString &id) const
{
    const auto instance = instanceFrom(id);
    if (!instance)
        return std::nullopt;
    const mesos::Snapshot mesos = m_stores.mesos->snapshot();
    if (const aurora::Snapshot aurora = m_stores.aurora ? m_stores.aurora->snapshot() : nullptr) {
        if (const auto place = placeOfInstance(*aurora, mesos.get(), instance->first, instance->second))
            return place;
    }
    return mesos ? placeOfInstance(*mesos, instance->first, instance->second) : std::nullopt;
}

std::optional<Place> TaskLogs::findTask(const QString &id) const
{
    const mesos::Snapshot mesos = m_stores.mesos->snapshot();
    const qsizetype slash = id.indexOf(u'/');
    const QString task = id.mid(slash + 1);
    const QString framework = slash > 0 ? id.left(slash) : QString();
    if (const aurora::Snapshot aurora = m_stores.aurora ? m_stores.aurora->snapshot() : nullptr) {
        if (auto place = placeOfAuroraTask(*aurora, mesos.get(), task)) {
            if (place->framework.isEmpty())
                place->framework = framework;
            return place;
        }
    }
    return mesos ? placeOfTask(*mesos, framework, task) : std::nullopt;
}

std::optional<Place> TaskLogs::findNode(const QString &id) const
{
    const dag::NightPtr night = m_stores.night ? m_stores.night->night() : nullptr;
    if (!night)
        return std::nullopt;
    const auto node = std::ranges::find(night->graph->nodes, id, &dag::Node::id);
    if (node == night->graph->nodes.end())
        return std::nullopt;
    const QString job = QString::fromUtf8(node->job);
    const auto key = aurora::JobKey::parse(job);
    const mesos::Snapshot mesos = m_stores.mesos->snapshot();
    std::optional<Place> place;
    if (key) {
        const QList<const mesos::Task *> tasks = mesos ? newestTasks(*mesos, job) : QList<const mesos::Task *>();
        const int instance = tasks.isEmpty() ? 0 : instanceOf(job, mesos->string(tasks.first()->id));
        place = findInstance(job + u'/' + QString::number(instance));
    }
    if (!place) {
        const dag::NodeRun &run = night->nodes[static_cast<size_t>(node - night->graph->nodes.begin())];
        place = Place();
        place->job = key ? job : id;
        place->title = node->label;
        place->stateWord = dag::stateWord(run.state);
        place->message = run.message;
        place->since = core::isKnown(run.ended) ? run.ended : run.started;
        place->over = dag::isOver(run.state);
        place->failed = run.state == dag::NodeState::Failed;
    }
    place->node = { night->run.dag, night->run.id, id };
    return place;
}

void TaskLogs::addNode(Place *place) const
{
    const dag::NightPtr night = m_stores.night ? m_stores.night->night() : nullptr;
    if (!night || place->job.isEmpty())
        return;
    const auto node = std::ranges::find(night->graph->nodes, place->job.toUtf8(), &dag::Node::job);
    if (node != night->graph->nodes.end())
        place->node = { night->run.dag, night->run.id, node->id };
}

std::optional<Place> TaskLogs::find(const links::ObjectRef &ref) const
{
    const QString id = QString::fromUtf8(ref.id);
    if (ref.kind == links::ObjectRef::Kind::Node)
        return findNode(id);
    std::optional<Place> place;
    if (ref.kind == links::ObjectRef::Kind::Instance)
        place = findInstance(id);
    else if (ref.kind == links::ObjectRef::Kind::Task)
        place = findTask(id);
    if (place)
        addNode(&*place);
    return place;
}

std::optional<Place> TaskLogs::find(const QString &typed) const
{
    for (const links::ObjectRef &ref : refsOf(typed)) {
        if (const auto place = find(ref))
            return place;
    }
    return std::nullopt;
}

QList<Place> TaskLogs::triesOfItsInstance(const Place &place) const
{
    const mesos::Snapshot mesos = m_stores.mesos->snapshot();
    const aurora::Snapshot aurora = m_stores.aurora ? m_stores.aurora->snapshot() : nullptr;
    return triesOfInstance(aurora.get(), mesos.get(), place.job, place.instance);
}

logs::Endpoint TaskLogs::agentOf(const Place &place) const
{
    logs::Endpoint endpoint;
    endpoint.http = m_http;
    endpoint.authority = place.address;
    endpoint.scheme = m_options.scheme;
    endpoint.credentials = m_options.credentials;
    endpoint.route = m_options.route;
    endpoint.deadline = m_options.deadline;
    endpoint.keeper = tr("agent %1").arg(place.host);
    return endpoint;
}

logs::Endpoint TaskLogs::observerOf(const Place &place) const
{
    logs::Endpoint endpoint = agentOf(place);
    endpoint.credentials = {};
    endpoint.scheme = u"http"_s;
    endpoint.authority = place.address.section(u':', 0, -2) + u':' + QString::number(m_options.observerPort);
    endpoint.keeper = tr("the Thermos observer on %1").arg(place.host);
    return endpoint;
}

QCoro::Task<Place> TaskLogs::remember(links::ObjectRef ref)
{
    const QPointer<const TaskLogs> self(this);
    const std::optional<Place> place = co_await placeOfCopies(ref, &m_copies);
    if (place)
        co_return *place;
    const std::optional<Place> waiting = self ? self->findWaiting(ref) : std::nullopt;
    co_return waiting ? *waiting : unknownPlace(ref);
}

std::optional<Place> TaskLogs::findWaiting(const links::ObjectRef &ref) const
{
    const auto instance = instanceFrom(QString::fromUtf8(ref.id));
    const aurora::Snapshot aurora = m_stores.aurora ? m_stores.aurora->snapshot() : nullptr;
    if (ref.kind != links::ObjectRef::Kind::Instance || !instance || !aurora)
        return std::nullopt;
    return waitingPlace(*aurora, instance->first, instance->second);
}

std::optional<LogFile> TaskLogs::sandboxOf(const Place &place) const
{
    if (place.address.isEmpty() || place.framework.isEmpty())
        return std::nullopt;
    LogFile folder;
    folder.path = logs::sandboxPath(place.framework, place.executor, place.task);
    folder.directory = true;
    return folder;
}

/// A few kilobytes, when somebody chooses another file: written at once.
void TaskLogs::rememberChoice(const QString &job, const QString &file)
{
    m_choice.remember(job, file);
    if (m_options.folder.isEmpty())
        return;
    QDir().mkpath(m_options.folder);
    if (QFile choices(choicesFile(m_options.folder)); choices.open(QIODevice::WriteOnly | QIODevice::Truncate))
        choices.write(m_choice.save());
}

QCoro::Task<Listing> TaskLogs::list(Place place, std::stop_token stop)
{
    const QPointer<TaskLogs> self(this);
    Listing listing = co_await listFiles(place, agentOf(place), observerOf(place), m_copies.copiesFor(queryOf(place)),
                                         std::move(stop));
    if (self && !place.job.isEmpty()) {
        if (listing.spark)
            m_sparkJobs.insert(place.job);
        else
            listing.spark = m_sparkJobs.contains(place.job);
    }
    if (self && m_stores.airflow && m_stores.airflow->snapshot() && !place.node.id.isEmpty())
        listing.files += triesOf(*m_stores.airflow->snapshot(), place.node);
    co_return listing;
}

QCoro::Task<core::Result<QList<LogFile>>> TaskLogs::listFolder(const Place &place, const LogFile &folder,
                                                               std::stop_token stop)
{
    return tasklogs::listFolder(agentOf(place), folder.path, folder.name, std::move(stop));
}

std::shared_ptr<logs::Source> TaskLogs::open(const Place &place, const LogFile &file) const
{
    switch (file.keeper) {
    case LogFile::Keeper::Agent:
        return std::make_shared<logs::AgentSource>(agentOf(place), file.path);
    case LogFile::Keeper::Observer:
        return std::make_shared<logs::ObserverSource>(observerOf(place), place.task, file.process, file.run, file.path);
    case LogFile::Keeper::Copy:
        return std::make_shared<logs::FileSource>(file.path, file.name, tr("the saved copy"), true);
    case LogFile::Keeper::Airflow:
        return std::make_shared<AirflowLog>(m_stores.airflow, place.node, file);
    }
    Q_UNREACHABLE();
}

QUrl TaskLogs::archiveLink(const Place &place) const
{
    if (place.task.isEmpty())
        return {};
    return config::archiveLink(
        m_options.archive,
        { place.task, place.framework, place.agent, place.host, place.job, place.instance, place.since });
}

const LogFile *TaskLogs::choose(const Place &place, const Listing &listing) const
{
    const auto isCopy = [](const LogFile &file) { return file.keeper == LogFile::Keeper::Copy; };
    const auto isTry = [](const LogFile &file) { return file.keeper == LogFile::Keeper::Airflow; };
    // Without its observer a task has only its executor's files here; what its processes wrote may have been saved.
    const bool copies
        = std::ranges::all_of(listing.files, [&](const LogFile &file) { return isCopy(file) || isTry(file); })
        || (place.thermos && listing.observerError && std::ranges::any_of(listing.files, isCopy));
    QStringList names;
    for (const LogFile &file : listing.files) {
        if (!file.directory && !isTry(file) && copies == isCopy(file) && file.name != QStringView(sandboxList))
            names << file.name;
    }
    if (names.isEmpty()) {
        const LogFile *best = nullptr;
        for (const LogFile &file : listing.files) { // the last one that failed, else the last one
            if (isTry(file) && (!best || best->stateWord != "FAILED"_L1 || file.stateWord == "FAILED"_L1))
                best = &file;
        }
        return best;
    }
    const QString name = m_choice.choose(place.job, listing.spark, names);
    const auto found = std::ranges::find_if(
        listing.files, [&](const LogFile &file) { return file.name == name && copies == isCopy(file); });
    return found == listing.files.end() ? nullptr : &*found;
}

void TaskLogs::keepEnds(const QStringList &tasks, const QString &agent)
{
    m_rescuer->keep(tasks, agent);
}

bool TaskLogs::keepsEndsOf(const QString &agent) const
{
    return m_rescuer->isBusyWith(agent);
}

QString TaskLogs::explain(const Place &place, const Listing &listing)
{
    QStringList sentences;
    const bool saved
        = std::ranges::any_of(listing.files, [](const LogFile &file) { return file.keeper == LogFile::Keeper::Copy; });
    if (place.forgotten) {
        sentences << (saved ? tr("Neither Mesos nor Aurora lists it any more: this is what was saved here.")
                            : tr("Neither Mesos nor Aurora lists it, and nothing of it was saved here."));
    } else if (place.task.isEmpty() && !place.node.id.isEmpty()) {
        sentences << (saved
                          ? tr("Neither Mesos nor Aurora lists a task of this node: this was saved here, beside it is "
                               "what Airflow says.")
                          : tr("Neither Mesos nor Aurora lists a task of this node: this is what Airflow says."));
    } else if (place.isWaiting()) {
        sentences << tr("%1 waits for a machine, and writes no log before it has one.").arg(place.title);
    } else if (place.address.isEmpty()) {
        sentences << tr("The machine %1 is not among Mesos' agents any more, and its logs are gone with it.")
                         .arg(place.host.isEmpty() ? tr("of this task") : place.host);
    } else {
        const auto add = [&](const std::optional<core::Error> &error, const QString &who) {
            if (!error)
                return;
            const core::ErrorText text = core::errorText(*error, who);
            sentences << (text.next.isEmpty() ? text.what : text.what + u' ' + text.next);
        };
        add(listing.observerError, tr("The Thermos observer on %1").arg(place.host));
        add(listing.agentError, tr("The agent %1").arg(place.host));
    }
    return sentences.join(u' ');
}

} // namespace tasklogs
