// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"

#include <QFile>
#include <QMap>

#include <functional>

/// Instances that can be restarted, and what was asked of them. With a file it outlives the process that acts on it.
class FakeWorld
{
public:
    explicit FakeWorld(QStringList names, const QString &path = {})
        : m_file(path)
    {
        for (const QString &name : names)
            runs.insert(name, 1);
        if (path.isEmpty())
            return;
        if (m_file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered)) {
            m_file.seek(0);
            while (!m_file.atEnd())
                note(QString::fromUtf8(m_file.readLine()).trimmed());
        }
    }

    void restart(const QString &name)
    {
        note(name);
        if (m_file.isOpen())
            m_file.write(name.toUtf8() + '\n');
    }

    QMap<QString, int> runs; ///< by instance: which run of it this is
    QStringList log; ///< restarts, in order
    QSet<QString> ill; ///< do not come up

private:
    void note(const QString &name)
    {
        ++runs[name];
        log.append(name);
    }

    QFile m_file;
};

/// "restart" over a FakeWorld: one step an instance. what: { names: […] }.
class FakeVerb final : public actions::Verb
{
public:
    /// Unsent: the question before the call gets no answer; Unasked: it is refused.
    enum class Fault { None, LostBefore, LostAfter, Refused, Unauthorized, Unsent, Unasked };
    using Hook = std::function<void(const char *when, const QString &name)>;

    explicit FakeVerb(std::shared_ptr<FakeWorld> world)
        : m_world(std::move(world))
    {
    }

    std::function<Fault(const QString &name, int attempt)> fault = [](const QString &, int) { return Fault::None; };
    std::function<bool()> blind = [] { return false; }; ///< a look or watch that tells nothing
    Hook hook = [](const char *, const QString &) {};
    actions::Harm harm = actions::Harm::Disruptive;
    bool watches = true;
    bool failsForGood = false;
    std::function<actions::Ready(const QStringList &keys)> gate; ///< absent: nothing is gated
    bool closes = false; ///< a last step leaves things as they shall be left
    std::chrono::seconds limit{ 300 };

    QString name() const override { return QStringLiteral("restart"); }

    static actions::Request request(const QStringList &names, actions::Batching batching = {})
    {
        actions::Request request;
        request.verb = QStringLiteral("restart");
        request.what = { { QStringLiteral("names"), QJsonArray::fromStringList(names) } };
        request.batching = batching;
        return request;
    }

    actions::Plan planned(const actions::Request &request) const
    {
        using namespace Qt::StringLiterals;
        using namespace actions;
        Plan plan;
        plan.request = request;
        ItemTable table{ {}, {}, { u"Run"_s }, u"Instance"_s, {} };
        for (const QJsonValue &value : request.what.value(u"names"_s).toArray()) {
            const QString instance = value.toString();
            const int run = m_world->runs.value(instance);
            Item item;
            item.key = item.name = instance;
            item.facts = { QString::number(run) };
            item.seen = item.facts.first();
            item = tickedBy(request, item);
            table.items.append(item);
            if (!item.ticked)
                continue;
            Step step;
            step.key = step.object = step.name = step.item = instance;
            step.call = u"restart "_s + instance;
            step.payload = { { u"name"_s, instance }, { u"from"_s, run } };
            step.gated = static_cast<bool>(gate);
            plan.steps.append(step);
        }
        if (closes && !plan.steps.isEmpty()) {
            Step step;
            step.key = step.object = step.name = u"door"_s;
            step.call = u"shut the door"_s;
            step.payload = { { u"name"_s, u"door"_s }, { u"from"_s, m_world->runs.value(u"door"_s) } };
            step.phase = 1;
            step.things = 0;
            step.closing = true;
            plan.steps.append(step);
        }
        const int count = static_cast<int>(plan.steps.size());
        plan.tables = { table };
        plan.title = { u"Restart %1 instances"_s.arg(count), u"jobs/prod"_s, u"Restarted %1 of %2 instances"_s,
                       u"did not come up"_s, u"%1 instances"_s.arg(count) };
        plan.facts = { harm, false, false, 1, 0, false };
        plan.effects = { countEffect(u"Instances"_s, m_world->runs.size(), m_world->runs.size() - count) };
        plan.question = { u"How many stay as they are?"_s, 0 };
        if (watches)
            plan.watch = { u"all run again"_s, limit };
        return plan;
    }

    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token) override
    {
        hook("plan", {});
        co_return planned(request);
    }

    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token) override
    {
        using enum Fault;
        const QString instance = step.payload.value(QStringLiteral("name")).toString();
        hook("journaled", instance);
        const Fault what = fault(instance, sending.attempt);
        core::Error error;
        error.kind = what == Refused                  ? core::Error::Kind::Rejected
            : what == Unauthorized || what == Unasked ? core::Error::Kind::Unauthorized
                                                      : core::Error::Kind::Timeout;
        error.detail = QStringLiteral("no");
        if (what == None || what == LostAfter)
            m_world->restart(instance);
        hook("effect", instance);
        if (what == Unsent || what == Unasked)
            co_return actions::notSent(error);
        if (what != None)
            co_return core::failure(error);
        actions::Answer answer;
        answer.words = QStringLiteral("OK");
        answer.after = { { QStringLiteral("run"), m_world->runs.value(instance) } };
        co_return answer;
    }

    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token) override
    {
        const QString instance = step.payload.value(QStringLiteral("name")).toString();
        ++looks;
        hook("look", instance);
        actions::Look look;
        if (blind())
            co_return look;
        const int run = m_world->runs.value(instance);
        look.effect = run > step.payload.value(QStringLiteral("from")).toInt() ? actions::Look::Effect::Done
                                                                               : actions::Look::Effect::NotDone;
        look.words = QStringLiteral("run %1").arg(run);
        look.rest = step.payload;
        look.rest->insert(QStringLiteral("from"), run);
        co_return look;
    }

    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token) override
    {
        for (const actions::Step &step : steps)
            hook("watch", step.name);
        actions::Watch watch;
        if (blind())
            co_return watch;
        for (const actions::Step &step : steps) {
            if (m_world->ill.contains(step.name)) {
                watch.failed.append(step.key);
                watch.reasons.append(QStringLiteral("exit 1"));
                if (failsForGood)
                    watch.forGood.append(step.key);
            } else if (m_world->runs.value(step.name) > step.payload.value(QStringLiteral("from")).toInt()) {
                watch.reached.append(step.key);
            }
        }
        co_return watch;
    }

    QCoro::Task<core::Result<actions::Ready>> ready(actions::Record, QStringList keys, std::stop_token) override
    {
        co_return gate(keys);
    }

    std::optional<actions::Request> inverse(const actions::Record &record) const override
    {
        return hasInverse ? std::optional(record.plan->request) : std::nullopt;
    }

    int looks = 0;
    bool hasInverse = false;

private:
    std::shared_ptr<FakeWorld> m_world;
};

inline actions::Pace quickPace()
{
    using namespace std::chrono_literals;
    actions::Pace pace;
    pace.hold = 0ms;
    pace.watch = 1ms;
    pace.lookAgain = 1ms;
    pace.stale = 1h;
    pace.elsewhere = 20ms;
    return pace;
}

inline QStringList numbered(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names.append(QStringLiteral("web/%1").arg(i));
    return names;
}
