// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoder.h"
#include "models/mesos/decoding/companionreader.h"
#include "models/mesos/decoding/finish.h"
#include "models/mesos/decoding/masterreader.h"
#include "models/mesos/decoding/recordio.h"
#include "models/mesos/decoding/rowtexts.h"
#include "models/mesos/decoding/v1statereader.h"
#include "models/mesos/decoding/values.h"
#include "models/mesos/decoding/workingpicture.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

core::Result<void> of(QLatin1StringView endpoint, core::Result<void> result)
{
    if (!result)
        result.error().endpoint = endpoint;
    return result;
}

} // namespace

struct StreamDecoder::Private
{
    Reader reader;
    Texts texts;
    RecordSplitter records;
    WorkingPicture picture{ &texts };
    State companions; ///< cluster, roles and maintenance as last polled; its rows of other kinds stay empty
    std::chrono::milliseconds heartbeat{ 15000 };
    uint64_t generation = 0;
    bool hasPicture = false;
    int applied = 0;

    Walk walk() { return { reader, texts, companions }; }
    V1Reader v1() { return { reader, texts }; }

    core::Result<void> apply(const Document &record);
    bool applyField(Key key, od::value &event);
    void applyTask(Key key, od::value &event);
    void readSubscribed(od::value &value);

    core::Result<void> readListedAgents(const Document &document);
    core::Result<void> readListedFrameworks(const Document &document);
    core::Result<void> readUnreachable(const Document &document);
    core::Result<void> readBounds(const Document &document);
    void renewTexts();
};

core::Result<void> StreamDecoder::Private::apply(const Document &record)
{
    bool changed = false;
    bool isEvent = false;
    const core::Result<void> result = reader.read(
        record,
        [&](Key key, od::value &field) {
            if (key.is("type"))
                isEvent = true;
            else
                changed = applyField(key, field) || changed;
        },
        [&] { reader.require(isEvent, "type"); });
    generation += result && changed ? 1 : 0;
    applied += result ? 1 : 0;
    return result;
}

/// One member of an event other than its type: the one that carries its content. False: it is none we know.
bool StreamDecoder::Private::applyField(Key key, od::value &event)
{
    const auto inside = [&](const auto &handler) {
        reader.object(event, [&](Key part, od::value &content) { handler(part, content); });
        return true;
    };
    if (key.is("task_updated") || key.is("task_added")) {
        applyTask(key, event);
        return true;
    }
    if (key.is("subscribed")) {
        readSubscribed(event);
        return true;
    }
    if (key.is("framework_added") || key.is("framework_updated")) {
        return inside([this](Key part, od::value &content) {
            if (part.is("framework"))
                picture.addFramework(readV1Framework(v1(), content, false));
        });
    }
    if (key.is("framework_removed")) {
        return inside([this](Key part, od::value &content) {
            if (!part.is("framework_info"))
                return;
            const TextId id = readV1FrameworkInfoId(v1(), content);
            if (!reader.failed())
                picture.removeFramework(id);
        });
    }
    if (key.is("agent_added")) {
        return inside([this](Key part, od::value &content) {
            if (!part.is("agent"))
                return;
            V1Agent agent = readV1Agent(v1(), content);
            if (!reader.failed())
                picture.addAgent(std::move(agent));
        });
    }
    if (key.is("agent_removed")) {
        return inside([this](Key part, od::value &content) {
            if (part.is("agent_id"))
                picture.removeAgent(readValueText(v1(), content));
        });
    }
    return false;
}

void StreamDecoder::Private::applyTask(Key key, od::value &event)
{
    Walk all = walk();
    if (key.is("task_updated")) {
        const V1TaskUpdate update = readV1TaskUpdate(all, event);
        if (!reader.failed())
            picture.updateTask(update);
        return;
    }
    reader.object(event, [&](Key part, od::value &content) {
        if (!part.is("task"))
            return;
        const Task task = readV1Task(all, content, TaskList::Live);
        if (!reader.failed())
            picture.addTask(task);
    });
}

void StreamDecoder::Private::readSubscribed(od::value &value)
{
    picture.clear();
    Walk all = walk();
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("get_state")) {
            hasPicture = true;
            readV1State(all, field, picture);
        } else if (key.is("heartbeat_interval_seconds")) {
            heartbeat = readDuration(reader, field);
        }
    });
    reader.require(hasPicture, "get_state");
}

core::Result<void> StreamDecoder::Private::readListedAgents(const Document &document)
{
    std::vector<V1Agent> agents;
    bool present = false;
    const core::Result<void> result = reader.read(
        document,
        [&](Key key, od::value &field) {
            if (key.is("get_agents")) {
                present = true;
                agents = readV1Agents(v1(), field);
            }
        },
        [&] { reader.require(present, "get_agents"); });
    if (result)
        picture.reconcile(std::move(agents));
    return result;
}

core::Result<void> StreamDecoder::Private::readListedFrameworks(const Document &document)
{
    std::vector<V1Framework> frameworks;
    const core::Result<void> result = reader.read(document, [&](Key key, od::value &field) {
        if (key.is("get_frameworks"))
            frameworks = readV1Frameworks(v1(), field);
    });
    if (result)
        picture.reconcile(std::move(frameworks));
    return result;
}

core::Result<void> StreamDecoder::Private::readUnreachable(const Document &document)
{
    std::optional<uint32_t> unreachable;
    const core::Result<void> result = readMetrics(reader, document, unreachable);
    if (result && unreachable)
        picture.setUnreachableCount(*unreachable);
    return result;
}

core::Result<void> StreamDecoder::Private::readBounds(const Document &document)
{
    Walk all = walk();
    FrameworkLists::Bounds bounds;
    const core::Result<void> result = readFlags(all, document, bounds);
    if (result)
        picture.setBounds(bounds);
    return result;
}

void StreamDecoder::Private::renewTexts()
{
    const std::shared_ptr<const core::StringPool> old = texts.pool();
    if (!texts.renew())
        return;
    picture.translate(*old);
    const auto move = [&](TextId &id) { id = texts.intern(old->view(id)); };
    forEachText(companions.cluster, move);
    for (Role &role : companions.roles)
        move(role.name);
    for (MaintenanceWindow &window : companions.maintenance) {
        move(window.hostname);
        move(window.address);
    }
}

StreamDecoder::StreamDecoder()
    : d(std::make_unique<Private>())
{
}

StreamDecoder::~StreamDecoder() = default;

std::unique_ptr<StreamDecoder> StreamDecoder::branch() const
{
    auto other = std::make_unique<StreamDecoder>();
    other->d->texts = d->texts;
    other->d->records = d->records;
    other->d->picture = d->picture.branch(&other->d->texts);
    other->d->companions = d->companions;
    other->d->heartbeat = d->heartbeat;
    other->d->generation = d->generation;
    other->d->hasPicture = d->hasPicture;
    return other;
}

core::Result<int> StreamDecoder::feed(std::string_view bytes)
{
    d->applied = 0;
    const core::Result<void> result
        = d->records.feed(bytes, [this](const Document &record) { return d->apply(record); });
    if (!result)
        return core::failure(of("/api/v1"_L1, result).error());
    return d->applied;
}

bool StreamDecoder::hasPicture() const
{
    return d->hasPicture;
}

std::chrono::milliseconds StreamDecoder::heartbeatInterval() const
{
    return d->heartbeat;
}

uint64_t StreamDecoder::generation() const
{
    return d->generation;
}

core::Result<void> StreamDecoder::applyPolled(const Companions &companions)
{
    Walk walk = d->walk();
    core::Result<void> result;
    // The count of unreachable agents comes before the list that misses them.
    if (companions.metrics.data)
        result = of("/metrics/snapshot"_L1, d->readUnreachable(companions.metrics));
    if (result && companions.agents.data)
        result = of("/api/v1 GET_AGENTS"_L1, d->readListedAgents(companions.agents));
    if (result && companions.frameworks.data)
        result = of("/api/v1 GET_FRAMEWORKS"_L1, d->readListedFrameworks(companions.frameworks));
    if (result && companions.master.data)
        result = of("/api/v1 GET_MASTER"_L1, readMaster(walk, companions.master));
    if (result && companions.flags.data)
        result = of("/flags"_L1, d->readBounds(companions.flags));
    if (result && companions.roles.data)
        result = of("/roles"_L1, readRoles(walk, companions.roles));
    if (result && companions.maintenanceSchedule.data)
        result = of("/maintenance/schedule"_L1, readSchedule(walk, companions.maintenanceSchedule));
    if (result && companions.maintenanceStatus.data)
        result = of("/maintenance/status"_L1, readMachineStatus(walk, companions.maintenanceStatus));
    ++d->generation;
    return result;
}

Snapshot StreamDecoder::publish()
{
    d->renewTexts();
    const auto state = std::make_shared<State>();
    state->pool = d->texts.pool();
    state->cluster = d->companions.cluster;
    state->roles = d->companions.roles;
    state->maintenance = d->companions.maintenance;
    d->picture.copyTo(*state);
    applyMaintenance(d->texts, *state);
    countLiveTasks(*state);
    d->texts.settle();
    return state;
}

} // namespace mesos
