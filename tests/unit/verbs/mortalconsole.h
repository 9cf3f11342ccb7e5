// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/lives.h"
#include "tests/unit/verbs/verbworld.h"

#include <QJsonArray>
#include <QJsonDocument>

/// A console in a process of its own over the simulated cluster of the test, in which it may die at any step.
namespace mortal {

/// A verb during whose work the console may die.
class Verb final : public actions::Verb
{
public:
    Verb(std::shared_ptr<actions::Verb> verb, lives::Reaper *reaper)
        : m_verb(std::move(verb))
        , m_reaper(reaper)
    {
    }

    QString name() const override { return m_verb->name(); }
    QCoro::Task<core::Result<actions::Plan>> plan(actions::Request request, std::stop_token stop) override
    {
        return m_verb->plan(request, stop);
    }
    QCoro::Task<core::Result<actions::Answer>> perform(actions::Step step, actions::Sending sending,
                                                       std::stop_token stop) override
    {
        m_reaper->at(QStringLiteral("journaled"), step.key);
        const auto answer = co_await m_verb->perform(step, sending, stop);
        m_reaper->at(QStringLiteral("effect"), step.key);
        co_return answer;
    }
    QCoro::Task<core::Result<actions::Look>> look(actions::Step step, std::stop_token stop) override
    {
        return m_verb->look(step, stop);
    }
    QCoro::Task<core::Result<actions::Watch>> watch(QList<actions::Step> steps, std::stop_token stop) override
    {
        for (const actions::Step &step : steps)
            m_reaper->at(QStringLiteral("watch"), step.key);
        return m_verb->watch(steps, stop);
    }
    QCoro::Task<core::Result<actions::Ready>> ready(actions::Record record, QStringList keys,
                                                    std::stop_token stop) override
    {
        return m_verb->ready(record, keys, stop);
    }
    std::optional<actions::Request> inverse(const actions::Record &record) const override
    {
        return m_verb->inverse(record);
    }

private:
    const std::shared_ptr<actions::Verb> m_verb;
    lives::Reaper *m_reaper;
};

inline actions::ActionOptions optionsIn(const QDir &dir)
{
    using namespace std::chrono_literals;
    actions::ActionOptions options;
    options.stack = QStringLiteral("cantareira-stable");
    options.file = dir.filePath(QStringLiteral("actions.sqlite"));
    options.authority = actions::ActionOptions::Authority::ExplicitConsent;
    options.pace.hold = 0ms;
    options.pace.watch = 10ms;
    options.pace.lookAgain = 10ms;
    options.pace.longest = 100ms;
    return options;
}

/// For the consoles: where the cluster is and what is asked of it.
inline bool write(VerbWorld &world, const QDir &dir, const actions::Request &request)
{
    const auto texts = [](const QList<QUrl> &urls) {
        QJsonArray list;
        for (const QUrl &url : urls)
            list.append(url.toString());
        return list;
    };
    QFile file(dir.filePath(QStringLiteral("world.json")));
    return file.open(QIODevice::WriteOnly)
        && file.write(
               QJsonDocument(QJsonObject{ { QStringLiteral("aurora"), texts(world.demo().auroraUrls()) },
                                          { QStringLiteral("mesos"), texts(world.demo().masters()) },
                                          { QStringLiteral("airflow"), world.demo().airflowUrl().toString() },
                                          { QStringLiteral("yaml"), QString::fromUtf8(world.demo().airflowYaml()) },
                                          { QStringLiteral("dag"), world.dagId() },
                                          { QStringLiteral("request"), actions::toJson(request) } })
                   .toJson())
        > 0;
}

/// One life of a console: begins what is asked, or resumes what an earlier life left. 0: done.
inline int live(const QDir &dir, const QString &boundary)
{
    lives::Reaper reaper(boundary, dir.filePath(QStringLiteral("deaths")));
    QFile file(dir.filePath(QStringLiteral("world.json")));
    if (!file.open(QIODevice::ReadOnly))
        return 4;
    const QJsonObject told = QJsonDocument::fromJson(file.readAll()).object();
    const auto urls = [&](QLatin1StringView name) {
        QList<QUrl> list;
        for (const QJsonValue url : told.value(name).toArray())
            list << QUrl(url.toString());
        return list;
    };
    const auto request = actions::requestFromJson(told.value(QLatin1StringView("request")).toObject());
    if (!request)
        return 4;
    const core::Clock &clock = core::systemClock();
    net::HttpClient http(clock);
    const auto masters = std::make_shared<net::StaticDiscovery>(urls(QLatin1StringView("mesos")));
    aurora::Store aurora(&http, std::make_shared<net::StaticDiscovery>(urls(QLatin1StringView("aurora"))), {}, clock);
    airflow::StoreOptions airflowOptions;
    airflowOptions.url = QUrl(told.value(QLatin1StringView("airflow")).toString());
    airflowOptions.dagId = told.value(QLatin1StringView("dag")).toString();
    airflow::Store airflow(&http, airflowOptions, clock);
    mesos::Operator mesos(&http, masters, {}, nullptr);
    mesos::StoreOptions polled;
    polled.mode = mesos::StoreOptions::Mode::Poll;
    mesos::Store picture(&http, masters, polled, clock); // of what no single question tells
    verbs::Context context;
    context.aurora = &aurora;
    context.airflow = &airflow;
    context.mesos = &mesos;
    context.picture = &picture;
    context.nodeJobs = config::parseAirflow(told.value(QLatin1StringView("yaml")).toString().toUtf8())->jobs;
    context.stack = QStringLiteral("cantareira-stable");
    context.poolAttribute = QStringLiteral("slave-type");
    context.clock = &clock;
    actions::ActionCenter center(optionsIn(dir), clock);
    actions::Verbs all;
    verbs::addAll(&all, context);
    center.verbs().add(std::make_shared<Verb>(all.find(request->verb), &reaper));
    const auto plan = [&] {
        QCoro::connect(center.plan(*request), &center, [&](core::Result<actions::Plan> drawn) {
            if (!drawn) {
                qWarning("%s", qPrintable(drawn.error().detail));
                return QCoreApplication::exit(5);
            }
            actions::Consent consent;
            consent.number = drawn->expectedNumber();
            consent.reason = QStringLiteral("drill");
            consent.stackName = QStringLiteral("cantareira-stable");
            QCoro::connect(center.confirm(*drawn, consent), &center, [](const core::Result<QString> &id) {
                if (id)
                    return;
                qWarning("%s", qPrintable(id.error().detail));
                QCoreApplication::exit(6);
            });
        });
    };
    bool begun = false;
    const auto planOnceSeen = [&] {
        if (begun || picture.freshness().phase != core::Freshness::Phase::Fresh)
            return;
        begun = true;
        plan();
    };
    return lives::live(center, reaper, [&] {
        if (!request->verb.contains(QStringLiteral("drain")))
            return plan();
        QObject::connect(&picture, &core::Store::snapshotChanged, &center, planOnceSeen);
        QObject::connect(&picture, &core::Store::freshnessChanged, &center, planOnceSeen);
        picture.start();
    });
}

} // namespace mortal
