// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/taskconfig.h"

#include "app/simulator/aurora/wire.h"

#include <algorithm>

namespace sim::aurora {

using thrift::Struct;
using thrift::Type;
using thrift::Value;

std::string JobKey::toString() const
{
    return "IJobKey{role=" + role + ", environment=" + environment + ", name=" + name + '}';
}

Value JobKey::toThrift() const
{
    return Struct().text(1, role).text(2, environment).text(3, name).done();
}

JobKey JobKey::read(const Value &key)
{
    return { key.textAt(1), key.textAt(2), key.textAt(3) };
}

const Constraint *TaskConfig::constraint(std::string_view name) const
{
    const auto found = std::ranges::find(constraints, name, &Constraint::name);
    return found == constraints.end() ? nullptr : &*found;
}

std::string TaskConfig::dedicatedTo() const
{
    const Constraint *dedicated = constraint("dedicated");
    if (!dedicated || dedicated->values.empty())
        return {};
    return dedicated->values.front().substr(0, dedicated->values.front().find('/'));
}

namespace {

bool isSame(const Value &a, const Value &b)
{
    if (a.type() != b.type())
        return false;
    switch (a.type()) {
    case Type::String:
        return a.text() == b.text();
    case Type::Double:
        return a.number() == b.number();
    case Type::Struct:
        return a.fields().size() == b.fields().size() && std::ranges::all_of(a.fields(), [&](const thrift::Field &f) {
                   return isSame(f.value, b.field(f.id, f.value.type()));
               });
    case Type::List:
        return std::ranges::equal(a.elements(), b.elements(), isSame);
    case Type::Set:
        return a.elements().size() == b.elements().size() && std::ranges::all_of(a.elements(), [&](const Value &x) {
                   return std::ranges::any_of(b.elements(), [&](const Value &y) { return isSame(x, y); });
               });
    case Type::Map:
        return a.entries().size() == b.entries().size() && std::ranges::all_of(a.entries(), [&](const auto &x) {
                   return std::ranges::any_of(b.entries(), [&](const auto &y) {
                       return isSame(x.first, y.first) && isSame(x.second, y.second);
                   });
               });
    default:
        return a.integer() == b.integer();
    }
}

Constraint readConstraint(const Value &given)
{
    Constraint constraint;
    constraint.name = given.textAt(1);
    const Value &either = given.structAt(2);
    constraint.isLimit = either.has(2, Type::Struct);
    constraint.limit = static_cast<int>(either.structAt(2).integerAt(1));
    const Value &value = either.structAt(1);
    constraint.negated = value.field(1, Type::Bool).isTrue();
    for (const Value &allowed : value.field(2, Type::Set).elements())
        constraint.values.push_back(allowed.text());
    return constraint;
}

void readResources(const Value &given, TaskConfig *config)
{
    for (const Value &resource : given.elements()) {
        config->resources.cpus += resource.field(1, Type::Double).number();
        config->resources.mem += static_cast<double>(resource.integerAt(2, Type::I64));
        config->resources.disk += static_cast<double>(resource.integerAt(3, Type::I64));
        config->resources.gpus += static_cast<double>(resource.integerAt(5, Type::I64));
        if (resource.has(4, Type::String))
            config->ports.push_back(resource.textAt(4));
    }
    std::ranges::sort(config->ports);
}

Value orEmptySet(const Value &given, int id)
{
    const Value &set = given.field(id, Type::Set);
    return set.isAbsent() ? Value::set(Type::Struct, {}) : set;
}

Value containerOf(const Value &given)
{
    const Value &container = given.structAt(29);
    if (container.has(2, Type::Struct)) {
        const Value &docker = container.structAt(2);
        const Value &parameters = docker.field(2, Type::List);
        return thrift::single(2,
                              Struct()
                                  .put(1, docker.field(1, Type::String))
                                  .put(2, parameters.isAbsent() ? Value::list(Type::Struct, {}) : parameters)
                                  .done());
    }
    const Value &mesos = container.structAt(1);
    const Value &volumes = mesos.field(2, Type::List);
    return thrift::single(
        1,
        Struct().put(1, mesos.structAt(1)).put(2, volumes.isAbsent() ? Value::list(Type::Struct, {}) : volumes).done());
}

} // namespace

bool TaskConfig::isSameAs(const TaskConfig &other) const
{
    return this == &other || isSame(wire, other.wire);
}

Config makeConfig(const Value &given)
{
    auto config = std::make_shared<TaskConfig>();
    config->job = JobKey::read(given.structAt(28));
    config->owner = given.structAt(17).textAt(2);
    config->isService = given.field(7, Type::Bool).isTrue();
    config->maxFailures = given.has(13, Type::I32) ? static_cast<int>(given.integerAt(13)) : 1;
    config->priority = static_cast<int>(given.integerAt(11));
    config->tier = given.textAt(30);
    if (config->tier.empty())
        config->tier = given.field(18, Type::Bool).isTrue() ? "preferred" : "preemptible";
    config->production = config->tier == "preferred";
    readResources(given.field(32, Type::Set), config.get());
    for (const Value &constraint : given.field(20, Type::Set).elements())
        config->constraints.push_back(readConstraint(constraint));
    config->hasExecutor = given.has(25, Type::Struct);
    config->executorData = given.structAt(25).textAt(2);

    std::vector<Value::Entry> links;
    for (const std::string &port : config->ports)
        links.emplace_back(Value::text(port), Value::text("http://%host%:%port:" + port + '%'));
    const auto build = [&](const Value &executor) {
        return Struct()
            .flag(7, config->isService)
            .i32(11, config->priority)
            .i32(13, config->maxFailures)
            .put(17, given.structAt(17))
            .flag(18, config->production)
            .put(20, orEmptySet(given, 20))
            .put(22, Value::map(Type::String, Type::String, links))
            .put(23, given.field(23, Type::String))
            .put(25, executor)
            .put(27, orEmptySet(given, 27))
            .put(28, config->job.toThrift())
            .put(29, containerOf(given))
            .text(30, config->tier)
            .put(32, orEmptySet(given, 32))
            .put(33, orEmptySet(given, 33))
            .put(34, given.structAt(34))
            .put(35, given.structAt(35))
            .done();
    };
    config->wire = build(given.structAt(25));
    config->wireWithoutData
        = build(config->hasExecutor ? thrift::single(1, given.structAt(25).field(1, Type::String)) : Value());
    return config;
}

Config withJob(const Config &config, const JobKey &job)
{
    std::vector<thrift::Field> fields = config->wire.fields();
    for (thrift::Field &field : fields) {
        if (field.id == 28)
            field.value = job.toThrift();
    }
    return makeConfig(Value::structure(std::move(fields)));
}

Value ranges(const std::set<int> &instances)
{
    std::vector<Value> out;
    for (auto it = instances.begin(); it != instances.end();) {
        const int first = *it;
        int last = first;
        while (++it != instances.end() && *it == last + 1)
            last = *it;
        out.push_back(Struct().i32(1, first).i32(2, last).done());
    }
    return Value::set(Type::Struct, std::move(out));
}

std::set<int> readRanges(const Value &set)
{
    std::set<int> instances;
    for (const Value &range : set.elements()) {
        const auto last = std::min<int64_t>(range.integerAt(2), range.integerAt(1) + wire::mostInstances);
        for (int64_t i = range.integerAt(1); i <= last; ++i)
            instances.insert(static_cast<int>(i));
    }
    return instances;
}

Value resourceSet(const Resources &resources)
{
    return Value::set(Type::Struct,
                      { thrift::single(1, Value::number(resources.cpus)),
                        thrift::single(2, Value::i64(static_cast<int64_t>(resources.mem))),
                        thrift::single(3, Value::i64(static_cast<int64_t>(resources.disk))) });
}

} // namespace sim::aurora
