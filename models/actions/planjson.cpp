// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/errors.h"
#include "models/actions/jsonstrings.h"
#include "models/actions/plan.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace actions {

namespace {

core::Error notOurs()
{
    return errorOf(core::Error::Kind::Storage,
                   QCoreApplication::translate("Actions", "An action in the journal is not understood."));
}

template <typename T, typename Write>
QJsonArray listOf(const QList<T> &values, Write write)
{
    QJsonArray result;
    for (const T &value : values)
        result.append(write(value));
    return result;
}

template <typename T, typename Read>
QList<T> listFrom(const QJsonValue &value, Read read)
{
    QList<T> result;
    for (const QJsonValue &each : value.toArray())
        result.append(read(each.toObject()));
    return result;
}

QJsonObject fromItem(const Item &item)
{
    return {
        { u"key"_s, item.key },
        { u"name"_s, item.name },
        { u"facts"_s, QJsonArray::fromStringList(item.facts) },
        { u"link"_s, item.link },
        { u"seen"_s, item.seen },
        { u"ticked"_s, item.ticked },
        { u"tickedAtFirst"_s, item.tickedAtFirst },
        { u"protection"_s, item.protection },
        { u"unlocked"_s, item.unlocked },
        { u"changed"_s, item.changed },
    };
}

Item toItem(const QJsonObject &json)
{
    Item item;
    item.key = json.value(u"key"_s).toString();
    item.name = json.value(u"name"_s).toString();
    item.facts = strings(json.value(u"facts"_s));
    item.link = json.value(u"link"_s).toString();
    item.seen = json.value(u"seen"_s).toString();
    item.ticked = json.value(u"ticked"_s).toBool();
    item.tickedAtFirst = json.value(u"tickedAtFirst"_s).toBool();
    item.protection = json.value(u"protection"_s).toString();
    item.unlocked = json.value(u"unlocked"_s).toBool();
    item.changed = json.value(u"changed"_s).toBool();
    return item;
}

QJsonObject fromTable(const ItemTable &table)
{
    return {
        { u"title"_s, table.title },
        { u"note"_s, table.note },
        { u"nameTitle"_s, table.nameTitle },
        { u"columns"_s, QJsonArray::fromStringList(table.columns) },
        { u"items"_s, listOf(table.items, fromItem) },
    };
}

ItemTable toTable(const QJsonObject &json)
{
    ItemTable table;
    table.title = json.value(u"title"_s).toString();
    table.note = json.value(u"note"_s).toString();
    table.nameTitle = json.value(u"nameTitle"_s).toString();
    table.columns = strings(json.value(u"columns"_s));
    table.items = listFrom<Item>(json.value(u"items"_s), toItem);
    return table;
}

QJsonObject fromEffect(const Effect &effect)
{
    QJsonObject json{
        { u"touches"_s, effect.touches }, { u"before"_s, effect.before },   { u"after"_s, effect.after },
        { u"delta"_s, effect.delta },     { u"bad"_s, effect.bad },         { u"binding"_s, effect.binding },
        { u"group"_s, effect.group },     { u"changed"_s, effect.changed },
    };
    if (effect.countBefore)
        json.insert(u"countBefore"_s, *effect.countBefore);
    if (effect.countAfter)
        json.insert(u"countAfter"_s, *effect.countAfter);
    return json;
}

Effect toEffect(const QJsonObject &json)
{
    Effect effect;
    effect.touches = json.value(u"touches"_s).toString();
    effect.before = json.value(u"before"_s).toString();
    effect.after = json.value(u"after"_s).toString();
    effect.delta = json.value(u"delta"_s).toString();
    effect.bad = json.value(u"bad"_s).toBool();
    effect.binding = json.value(u"binding"_s).toBool();
    effect.group = json.value(u"group"_s).toString();
    effect.changed = json.value(u"changed"_s).toBool();
    if (json.contains(u"countBefore"_s))
        effect.countBefore = json.value(u"countBefore"_s).toInteger();
    if (json.contains(u"countAfter"_s))
        effect.countAfter = json.value(u"countAfter"_s).toInteger();
    return effect;
}

QJsonObject fromTitle(const Title &title)
{
    return { { u"label"_s, title.label },
             { u"place"_s, title.place },
             { u"outcome"_s, title.outcome },
             { u"late"_s, title.late },
             { u"touched"_s, title.touched } };
}

Title toTitle(const QJsonObject &json)
{
    return { json.value(u"label"_s).toString(), json.value(u"place"_s).toString(), json.value(u"outcome"_s).toString(),
             json.value(u"late"_s).toString(), json.value(u"touched"_s).toString() };
}

QJsonObject fromFacts(const GradingFacts &facts)
{
    return { { u"harm"_s, static_cast<int>(facts.harm) },
             { u"endsTasks"_s, facts.endsTasks },
             { u"wholesale"_s, facts.wholesale },
             { u"objects"_s, facts.objects },
             { u"ends"_s, facts.ends },
             { u"production"_s, facts.production },
             { u"cap"_s, facts.cap } };
}

GradingFacts toFacts(const QJsonObject &json)
{
    GradingFacts facts;
    facts.harm = static_cast<Harm>(json.value(u"harm"_s).toInt(static_cast<int>(Harm::Irreversible)));
    facts.endsTasks = json.value(u"endsTasks"_s).toBool(true);
    facts.wholesale = json.value(u"wholesale"_s).toBool();
    facts.objects = json.value(u"objects"_s).toInt();
    facts.ends = json.value(u"ends"_s).toInt();
    facts.production = json.value(u"production"_s).toBool(true);
    facts.cap = json.value(u"cap"_s).toInt();
    return facts;
}

} // namespace

QJsonObject toJson(const Step &step)
{
    return {
        { u"key"_s, step.key },     { u"object"_s, step.object },   { u"name"_s, step.name },
        { u"call"_s, step.call },   { u"item"_s, step.item },       { u"payload"_s, step.payload },
        { u"phase"_s, step.phase }, { u"things"_s, step.things },   { u"ends"_s, step.ends },
        { u"gated"_s, step.gated }, { u"closing"_s, step.closing },
    };
}

core::Result<Step> stepFromJson(const QJsonObject &json)
{
    Step step;
    step.key = json.value(u"key"_s).toString();
    step.object = json.value(u"object"_s).toString();
    step.name = json.value(u"name"_s).toString();
    step.call = json.value(u"call"_s).toString();
    step.item = json.value(u"item"_s).toString();
    step.payload = json.value(u"payload"_s).toObject();
    step.phase = json.value(u"phase"_s).toInt();
    step.things = json.value(u"things"_s).toInt();
    step.ends = json.value(u"ends"_s).toInt();
    step.gated = json.value(u"gated"_s).toBool();
    step.closing = json.value(u"closing"_s).toBool();
    if (step.key.isEmpty() || step.call.isEmpty())
        return core::failure(notOurs());
    return step;
}

QJsonObject toJson(const Plan &plan)
{
    return {
        { u"request"_s, toJson(plan.request) },
        { u"title"_s, fromTitle(plan.title) },
        { u"facts"_s, fromFacts(plan.facts) },
        { u"tables"_s, listOf(plan.tables, fromTable) },
        { u"effects"_s, listOf(plan.effects, fromEffect) },
        { u"cannotBeUndone"_s, plan.cannotBeUndone },
        { u"canBeUndone"_s, plan.canBeUndone },
        { u"notTouched"_s, plan.notTouched },
        { u"others"_s, QJsonArray::fromStringList(plan.others) },
        { u"warnings"_s, QJsonArray::fromStringList(plan.warnings) },
        { u"steps"_s, listOf(plan.steps, [](const Step &step) { return toJson(step); }) },
        { u"rolling"_s, static_cast<int>(plan.rolling) },
        { u"goal"_s, plan.watch.goal },
        { u"limitSeconds"_s, qint64(plan.watch.limit.count()) },
        { u"question"_s, plan.question.prompt },
        { u"questionEffect"_s, plan.question.effect },
        { u"command"_s, plan.command },
        { u"seen"_s, plan.seen },
        { u"readAt"_s, qint64(plan.readAt.time_since_epoch().count()) },
    };
}

core::Result<Plan> planFromJson(const QJsonObject &json)
{
    const core::Result<Request> request = requestFromJson(json.value(u"request"_s).toObject());
    if (!request)
        return core::failure(request.error());
    Plan plan;
    plan.request = *request;
    plan.title = toTitle(json.value(u"title"_s).toObject());
    plan.facts = toFacts(json.value(u"facts"_s).toObject());
    plan.tables = listFrom<ItemTable>(json.value(u"tables"_s), toTable);
    plan.effects = listFrom<Effect>(json.value(u"effects"_s), toEffect);
    plan.cannotBeUndone = json.value(u"cannotBeUndone"_s).toString();
    plan.canBeUndone = json.value(u"canBeUndone"_s).toString();
    plan.notTouched = json.value(u"notTouched"_s).toString();
    plan.others = strings(json.value(u"others"_s));
    plan.warnings = strings(json.value(u"warnings"_s));
    for (const QJsonValue &value : json.value(u"steps"_s).toArray()) {
        const core::Result<Step> step = stepFromJson(value.toObject());
        if (!step)
            return core::failure(step.error());
        plan.steps.append(*step);
    }
    plan.rolling = static_cast<Rolling>(json.value(u"rolling"_s).toInt());
    plan.watch.goal = json.value(u"goal"_s).toString();
    plan.watch.limit = std::chrono::seconds(json.value(u"limitSeconds"_s).toInteger());
    plan.question = { json.value(u"question"_s).toString(), json.value(u"questionEffect"_s).toInt(-1) };
    plan.command = json.value(u"command"_s).toString();
    plan.seen = json.value(u"seen"_s).toString();
    plan.readAt = core::TimePoint(core::Duration(json.value(u"readAt"_s).toInteger()));
    return plan;
}

} // namespace actions
