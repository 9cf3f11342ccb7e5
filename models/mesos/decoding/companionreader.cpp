// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/companionreader.h"

#include "models/mesos/decoder.h"
#include "models/mesos/decoding/values.h"

namespace mesos {

namespace {

struct Machine
{
    TextId hostname;
    TextId address;
    bool operator==(const Machine &) const = default;
};

Machine readMachine(Walk &walk, od::value &value)
{
    Machine machine;
    walk.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("hostname"))
            machine.hostname = walk.texts.read(walk.reader, field);
        else if (key.is("ip"))
            machine.address = walk.texts.read(walk.reader, field);
    });
    return machine;
}

void readQuotas(Walk &walk, od::value &value, Role &role)
{
    walk.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("guarantee"))
            role.guarantee = readQuota(walk.reader, field, 0);
        else if (key.is("limit"))
            role.limit = readQuota(walk.reader, field, -1);
    });
}

void readRole(Walk &walk, od::value &value)
{
    Reader &reader = walk.reader;
    Role role;
    bool named = false;
    std::optional<Resources> allocated;
    Resources held;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("name")) {
            named = true;
            role.name = walk.texts.read(reader, field);
        } else if (key.is("weight")) {
            role.weight = reader.number(field);
        } else if (key.is("quota")) {
            readQuotas(walk, field, role);
        } else if (key.is("allocated")) {
            allocated = readResources(walk, field).all;
        } else if (key.is("resources")) {
            held = readResources(walk, field).all;
        } else if (key.is("offered")) {
            role.offered = readResources(walk, field).all;
        } else if (key.is("reserved")) {
            role.reserved = readResources(walk, field).all;
        } else if (key.is("frameworks")) {
            reader.array(field, [&role](od::value) { ++role.frameworks; });
        }
    });
    reader.require(named, "name");
    role.allocated = allocated.value_or(held); // masters before 1.8 have the sum with the offered ones only
    walk.out.roles.push_back(role);
}

void readWindow(Walk &walk, od::value &value)
{
    std::vector<Machine> machines;
    MaintenanceWindow window;
    walk.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("machine_ids")) {
            walk.reader.array(field, [&](od::value &machine) { machines.push_back(readMachine(walk, machine)); });
        } else if (key.is("unavailability")) {
            walk.reader.object(field, [&](Key part, od::value &time) {
                if (part.is("start"))
                    window.from = readNanoTime(walk.reader, time);
                else if (part.is("duration"))
                    window.length = readNanoDuration(walk.reader, time);
            });
        }
    });
    for (const Machine &machine : machines) {
        window.hostname = machine.hostname;
        window.address = machine.address;
        walk.out.maintenance.push_back(window);
    }
}

/// Machines are named by host name, address or both; what a side does not tell does not tell them apart.
bool isMachine(const Texts &texts, const MaintenanceWindow &window, const Agent &agent)
{
    if (window.hostname.isEmpty() ? window.address.isEmpty() : window.hostname != agent.hostname)
        return false;
    const std::string_view endpoint = texts.view(agent.address);
    const std::string_view address = endpoint.substr(0, endpoint.rfind(':'));
    return window.address.isEmpty() || agent.address.isEmpty() || texts.view(window.address) == address;
}

} // namespace

core::Result<void> readRoles(Walk &walk, const Document &roles)
{
    walk.out.roles.clear();
    const core::Result<void> result = walk.reader.read(roles, [&walk](Key key, od::value &field) {
        if (key.is("roles"))
            walk.reader.array(field, [&walk](od::value &role) { readRole(walk, role); });
    });
    std::ranges::sort(walk.out.roles, {}, [&walk](const Role &role) { return walk.texts.view(role.name); });
    return result;
}

core::Result<void> readSchedule(Walk &walk, const Document &schedule)
{
    walk.out.maintenance.clear();
    const core::Result<void> result = walk.reader.read(schedule, [&walk](Key key, od::value &field) {
        if (key.is("windows"))
            walk.reader.array(field, [&walk](od::value &window) { readWindow(walk, window); });
    });
    std::ranges::sort(walk.out.maintenance, [&walk](const MaintenanceWindow &a, const MaintenanceWindow &b) {
        return std::tuple(a.from, walk.texts.view(a.hostname), walk.texts.view(a.address))
            < std::tuple(b.from, walk.texts.view(b.hostname), walk.texts.view(b.address));
    });
    return result;
}

core::Result<void> readMachineStatus(Walk &walk, const Document &status)
{
    for (MaintenanceWindow &window : walk.out.maintenance)
        window.down = false;
    return walk.reader.read(status, [&walk](Key key, od::value &field) {
        if (!key.is("down_machines"))
            return;
        walk.reader.array(field, [&walk](od::value &value) {
            const Machine machine = readMachine(walk, value);
            for (MaintenanceWindow &window : walk.out.maintenance)
                window.down = window.down || Machine{ window.hostname, window.address } == machine;
        });
    });
}

void applyMaintenance(const Texts &texts, State &state)
{
    for (Agent &agent : state.agents) {
        agent.unavailableFrom = {};
        agent.unavailableFor = {};
    }
    // Windows are sorted by time: the first one of an agent is what comes next.
    for (auto window = state.maintenance.rbegin(); window != state.maintenance.rend(); ++window) {
        for (Agent &agent : state.agents) {
            if (isMachine(texts, *window, agent)) {
                agent.unavailableFrom = window->from;
                agent.unavailableFor = window->length;
            }
        }
    }
}

} // namespace mesos
