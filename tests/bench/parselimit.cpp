// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parselimit.h"

#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"

using namespace Qt::StringLiterals;

namespace bench {

namespace od = simdjson::ondemand;

ParseLimit::Amounts ParseLimit::amounts(od::object resources, std::string_view &ports)
{
    Amounts result{};
    result.disk = resources.find_field("disk");
    result.mem = resources.find_field("mem");
    result.gpus = resources.find_field("gpus");
    result.cpus = resources.find_field("cpus");
    if (resources.find_field("ports").get(ports) != simdjson::SUCCESS)
        ports = {};
    return result;
}

void ParseLimit::agent(od::object object)
{
    AgentRow &row = m_agents.emplace_back();
    std::string_view ignored;
    row.id = object.find_field("id");
    row.hostname = object.find_field("hostname");
    for (od::field attribute : object.find_field("attributes").get_object())
        m_attributes.push_back(attribute.value().get_string());
    row.pid = object.find_field("pid");
    row.registered = object.find_field("registered_time");
    row.total = amounts(object.find_field("resources"), row.ports);
    row.used = amounts(object.find_field("used_resources"), ignored);
    row.offered = amounts(object.find_field("offered_resources"), ignored);
    row.active = object.find_field("active");
    row.deactivated = object.find_field("deactivated");
    row.version = object.find_field("version");
}

void ParseLimit::task(od::object object)
{
    TaskRow &row = m_tasks.emplace_back();
    row.id = object.find_field("id");
    row.name = object.find_field("name");
    row.framework = object.find_field("framework_id");
    row.executor = object.find_field("executor_id");
    row.agent = object.find_field("slave_id");
    row.state = object.find_field("state");
    row.resources = amounts(object.find_field("resources"), row.ports);
    row.role = object.find_field("role");
    for (od::object status : object.find_field("statuses")) {
        const std::string_view state = status.find_field("state");
        const double at = status.find_field("timestamp");
        row.changed = at;
        if (state == "TASK_RUNNING")
            row.started = at;
    }
}

void ParseLimit::executor(od::object object)
{
    ExecutorRow &row = m_executors.emplace_back();
    std::string_view ignored;
    row.id = object.find_field("executor_id");
    row.name = object.find_field("name");
    row.framework = object.find_field("framework_id");
    row.resources = amounts(object.find_field("resources"), ignored);
    row.agent = object.find_field("slave_id");
}

void ParseLimit::walk(const char *data, size_t size, size_t capacity)
{
    m_agents.clear();
    m_tasks.clear();
    m_executors.clear();
    m_attributes.clear();
    od::document document = m_parser.iterate(data, size, capacity);
    for (od::object each : document.find_field("slaves"))
        agent(each);
    const auto frameworks = [&](const char *list) {
        for (od::object framework : document.find_field(std::string_view(list))) {
            for (const char *tasks : { "tasks", "unreachable_tasks", "completed_tasks" }) {
                for (od::object each : framework.find_field(std::string_view(tasks)))
                    task(each);
            }
            for (od::object each : framework.find_field("executors"))
                executor(each);
        }
    };
    frameworks("frameworks");
    frameworks("completed_frameworks");
}

double ParseLimit::checksum() const
{
    double sum = 0;
    for (const TaskRow &row : m_tasks)
        sum += row.resources.cpus;
    return sum;
}

Rows parseLimit(const Arguments &arguments)
{
    const QByteArray body = loadState(arguments.state(u"s100"_s));
    ParseLimit limit;
    const auto size = static_cast<size_t>(body.size());
    const Samples samples
        = measure(arguments.number(u"reps"_s, 9), [&] { limit.walk(body.constData(), size, size + padding); });
    return { plain(u"bare On Demand walk, min"_s, samples.min(), u"ms CPU"_s),
             plain(u"bare On Demand walk, median"_s, samples.median(), u"ms CPU"_s),
             plain(u"tasks"_s, static_cast<double>(limit.tasks()), u""_s) };
}

} // namespace bench
