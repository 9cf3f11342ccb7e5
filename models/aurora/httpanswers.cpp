// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/httpanswers.h"

#include "models/core/text.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace aurora::answers {

namespace {

namespace dom = simdjson::dom;
using Kind = core::Error::Kind;

core::Error fault(simdjson::error_code code)
{
    const bool shape
        = code == simdjson::INCORRECT_TYPE || code == simdjson::NO_SUCH_FIELD || code == simdjson::NUMBER_OUT_OF_RANGE;
    core::Error error;
    error.kind = shape ? Kind::WrongShape : Kind::NotJson;
    error.path = shape ? u"the document"_s : QString();
    error.detail = QString::fromUtf8(simdjson::error_message(code));
    return error;
}

/// Runs `read` on the parsed document. What is not there or of another type ends in an error.
template <typename Value, typename Read>
core::Result<Value> parsed(const net::Body &body, const Read &read)
{
    dom::parser parser;
    dom::element root;
    const bool padded = body.capacity() - body.size() >= static_cast<qint64>(simdjson::SIMDJSON_PADDING);
    if (const auto code = parser.parse(body.data(), static_cast<size_t>(body.size()), !padded).get(root))
        return core::failure(fault(code));
    Value value;
    if (const simdjson::error_code code = read(root, value))
        return core::failure(fault(code));
    return value;
}

QString stringAt(dom::element element, std::string_view pointer)
{
    std::string_view value;
    return element.at_pointer(pointer).get(value) ? QString() : core::toQString(value);
}

double numberAt(dom::element element, std::string_view pointer)
{
    double value = 0;
    return element.at_pointer(pointer).get(value) ? 0 : value;
}

QStringList stringsOf(simdjson::simdjson_result<dom::element> list)
{
    QStringList texts;
    dom::array array;
    if (list.get_array().get(array))
        return texts;
    for (const dom::element element : array) {
        std::string_view value;
        if (!element.get(value))
            texts.append(core::toQString(value));
    }
    return texts;
}

/// What health and explanations need. Everything else stays in the answer, above all system_env_* and jvm_prop_*.
bool mayBeKept(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> exact{
        "cron_jobs_loaded",         "framework_registered",   "jvm_memory_free_mb",
        "jvm_uptime_secs",          "outstanding_offers",     "schedule_attempts_blocks",
        "schedule_attempts_failed", "reservation_cache_size", "status_updates_queue_size",
    };
    static constexpr std::array<std::string_view, 5> prefixes{
        "scheduler_lifecycle_", "scheduler_thrift_response_", "scheduling_veto_", "task_store_", "update_transition_",
    };
    return std::ranges::find(exact, name) != exact.end()
        || std::ranges::any_of(prefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

void addResource(Offer &offer, dom::element resource)
{
    const QString name = stringAt(resource, "/name");
    const double value = numberAt(resource, "/scalar/value");
    if (name == u"cpus")
        offer.cpus += value;
    else if (name == u"mem")
        offer.ramMb += value;
    else if (name == u"disk")
        offer.diskMb += value;
    else if (name == u"gpus")
        offer.gpus += value;
    dom::array ranges;
    if (name == u"ports" && !resource.at_pointer("/ranges/range").get(ranges)) {
        for (const dom::element range : ranges)
            offer.ports.append(
                { static_cast<int>(numberAt(range, "/begin")), static_cast<int>(numberAt(range, "/end")) });
    }
    const QString role = stringAt(resource, "/role");
    if (!role.isEmpty() && role != u"*" && !offer.roles.contains(role))
        offer.roles.append(role);
}

Offer offerOf(dom::element element)
{
    Offer offer;
    offer.id = stringAt(element, "/id/value");
    offer.agentId = stringAt(element, "/agent_id/value");
    offer.host = stringAt(element, "/hostname");
    dom::array list;
    if (!element["resources"].get(list)) {
        for (const dom::element resource : list)
            addResource(offer, resource);
    }
    if (!element["attributes"].get(list)) {
        for (const dom::element attribute : list) {
            QString value = stringAt(attribute, "/text/value");
            double number = 0;
            if (value.isNull() && !attribute.at_pointer("/scalar/value").get(number))
                value = QString::number(number);
            offer.attributes.insert(stringAt(attribute, "/name"), value);
        }
    }
    return offer;
}

/// "[Insufficient: CPU, Insufficient: RAM]"
QStringList reasonsIn(QString joined)
{
    if (joined.startsWith(u'[') && joined.endsWith(u']'))
        joined = joined.mid(1, joined.size() - 2);
    QStringList reasons;
    for (const QString &reason : joined.split(u',', Qt::SkipEmptyParts))
        reasons.append(reason.trimmed());
    return reasons;
}

} // namespace

core::Result<Vars> vars(const net::Body &body)
{
    return parsed<Vars>(body, [](dom::element root, Vars &vars) {
        dom::object object;
        if (const auto code = root.get(object))
            return code;
        for (const dom::key_value_pair field : object) {
            double figure = 0;
            std::string_view word;
            if (field.key == "build.version" && !field.value.get(word))
                vars.version = core::toQString(word);
            else if (mayBeKept(field.key) && !field.value.get(figure))
                vars.figures.insert(core::toQString(field.key), figure);
        }
        return simdjson::SUCCESS;
    });
}

core::Result<QList<Offer>> offers(const net::Body &body)
{
    return parsed<QList<Offer>>(body, [](dom::element root, QList<Offer> &offers) {
        dom::array list;
        if (const auto code = root.get(list))
            return code;
        for (const dom::element offer : list)
            offers.append(offerOf(offer));
        return simdjson::SUCCESS;
    });
}

core::Result<QList<PendingGroup>> pendingGroups(const net::Body &body)
{
    return parsed<QList<PendingGroup>>(body, [](dom::element root, QList<PendingGroup> &groups) {
        dom::array list;
        if (const auto code = root.get(list))
            return code;
        for (const dom::element group : list) {
            const std::optional<JobKey> job = JobKey::parse(stringAt(group, "/name"));
            if (!job)
                return simdjson::INCORRECT_TYPE;
            groups.append({ *job, stringsOf(group["taskIds"]),
                            core::Duration(static_cast<qint64>(numberAt(group, "/penaltyMs"))),
                            reasonsIn(stringAt(group, "/reason")) });
        }
        return simdjson::SUCCESS;
    });
}

core::Result<Maintenance> maintenance(const net::Body &body)
{
    return parsed<Maintenance>(body, [](dom::element root, Maintenance &maintenance) {
        maintenance.scheduled = stringsOf(root["SCHEDULED"]);
        maintenance.drained = stringsOf(root["DRAINED"]);
        dom::object draining;
        if (const auto code = root["DRAINING"].get(draining))
            return code;
        for (const dom::key_value_pair host : draining)
            maintenance.draining.insert(core::toQString(host.key), stringsOf(dom::element(host.value)));
        return simdjson::SUCCESS;
    });
}

core::Result<QMap<QString, Resources>> quotas(const net::Body &body)
{
    using Quotas = QMap<QString, Resources>;
    return parsed<Quotas>(body, [](dom::element root, Quotas &quotas) {
        dom::object object;
        if (const auto code = root.get(object))
            return code;
        for (const dom::key_value_pair role : object) {
            quotas.insert(core::toQString(role.key),
                          { numberAt(role.value, "/cpu_cores"),
                            static_cast<qint64>(numberAt(role.value, "/ram_mb")),
                            static_cast<qint64>(numberAt(role.value, "/disk_mb")),
                            0,
                            {} });
        }
        return simdjson::SUCCESS;
    });
}

core::Result<QMap<QString, QString>> cronSchedules(const net::Body &body)
{
    using Schedules = QMap<QString, QString>;
    return parsed<Schedules>(body, [](dom::element root, Schedules &schedules) {
        dom::object object;
        if (const auto code = root["scheduled"].get(object))
            return code;
        for (const dom::key_value_pair job : object) {
            std::string_view schedule;
            if (const auto code = job.value.get(schedule))
                return code;
            schedules.insert(core::toQString(job.key), core::toQString(schedule));
        }
        return simdjson::SUCCESS;
    });
}

} // namespace aurora::answers
