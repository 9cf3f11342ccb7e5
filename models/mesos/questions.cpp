// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/questions.h"

#include "models/core/cancelled.h"
#include "models/core/logging.h"
#include "models/mesos/stateintake.h"
#include "models/net/located.h"

#include <qcoro/qcorofuture.h>

#include <vector>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using Answer = core::Result<net::Response>;

/// A bad status is a failure here.
Answer checked(Answer answer)
{
    if (!answer)
        return answer;
    if (const auto error = net::statusError(*answer))
        return core::failure(*error);
    return answer;
}

std::optional<net::Response> optional(Answer answer)
{
    const Answer result = checked(std::move(answer));
    if (result)
        return *result;
    qCDebug(lcMesos) << "goes without" << result.error().endpoint << core::kindName(result.error().kind);
    return std::nullopt;
}

Document documentOf(const std::optional<net::Response> &response)
{
    if (!response)
        return {};
    return { response->body.data(), static_cast<size_t>(response->body.size()),
             static_cast<size_t>(response->body.capacity()) };
}

using Question = std::pair<std::optional<net::Response> CompanionBodies::*, net::Request>;

std::vector<Question> companionQuestions(const StoreOptions &options, bool first)
{
    std::vector<Question> questions;
    questions.emplace_back(&CompanionBodies::frameworks, callRequest(options, "GET_FRAMEWORKS"));
    questions.emplace_back(&CompanionBodies::roles, getRequest(options, u"/roles"_s));
    questions.emplace_back(&CompanionBodies::schedule, getRequest(options, u"/maintenance/schedule"_s));
    questions.emplace_back(&CompanionBodies::status, getRequest(options, u"/maintenance/status"_s));
    questions.emplace_back(&CompanionBodies::metrics, getRequest(options, u"/metrics/snapshot"_s));
    if (first) {
        questions.emplace_back(&CompanionBodies::master, callRequest(options, "GET_MASTER"));
        questions.emplace_back(&CompanionBodies::flags, getRequest(options, u"/flags"_s));
    }
    return questions;
}

AnswerFacts factsOf(const net::Response &response)
{
    return { response.latency, response.clockOffset, response.wireBytes };
}

} // namespace

// No conditional requests: Mesos sends neither ETag nor Last-Modified, and the order in its lists differs from answer
// to answer, so that equal content is not even equal bytes.
net::Request getRequest(const StoreOptions &options, const QString &path)
{
    net::Request request;
    request.url = QUrl(path);
    request.credentials = options.credentials;
    request.route = options.route;
    request.deadline = options.deadline;
    request.maxBody = options.maxBody;
    return request;
}

net::Request callRequest(const StoreOptions &options, const QByteArray &type)
{
    net::Request request = getRequest(options, u"/api/v1"_s);
    request.verb = net::Request::Verb::Post;
    request.body = "{\"type\":\"" + type + "\"}";
    request.contentType = "application/json";
    request.repeatable = true;
    return request;
}

namespace {

struct Close
{
    std::shared_ptr<StateIntake> intake;
    void operator()() const { intake->close(); }
};

/// Closes however the question ends; when it is told to stop, at once: the worker may go right after.
class Closing
{
public:
    Closing(const std::shared_ptr<StateIntake> &intake, const std::stop_token &stop)
        : m_close{ intake }
        , m_onStop(stop, m_close)
    {
    }
    ~Closing() { m_close(); }
    Q_DISABLE_COPY_MOVE(Closing)

private:
    Close m_close;
    std::stop_callback<Close> m_onStop;
};

} // namespace

QCoro::Task<core::Result<Polled>> pollState(QPointer<net::LeaderClient> leader, StoreOptions options,
                                            std::shared_ptr<Decoder> decoder, QThreadPool *worker, std::stop_token stop)
{
    const auto intake = std::make_shared<StateIntake>(decoder, worker);
    const Closing closing(intake, stop);
    // Each co_await stands alone: within a conditional expression gcc 12 destroys its result twice.
    auto stateTask = leader->receive(getRequest(options, u"/state"_s), intake, stop);
    std::optional<Answer> state;
    if (leader->leader().isEmpty()) { // one search for the leader is enough
        state = co_await stateTask;
        state = checked(*state);
        if (!*state)
            co_return core::failure(state->error());
        if (!leader)
            co_return core::failure(core::cancelled());
    }
    auto slavesTask = leader->send(getRequest(options, u"/slaves"_s), stop);
    auto rolesTask = leader->send(getRequest(options, u"/roles"_s), stop);
    auto scheduleTask = leader->send(getRequest(options, u"/maintenance/schedule"_s), stop);
    auto statusTask = leader->send(getRequest(options, u"/maintenance/status"_s), stop);
    if (!state) {
        state = co_await stateTask;
        state = checked(*state);
        if (!*state)
            co_return core::failure(state->error());
    }
    const Answer slavesAnswer = co_await slavesTask;
    const Answer rolesAnswer = co_await rolesTask;
    const Answer scheduleAnswer = co_await scheduleTask;
    const Answer statusAnswer = co_await statusTask;
    if (stop.stop_requested() || !leader)
        co_return core::failure(core::cancelled());

    const net::Response main = **state;
    const std::optional<net::Response> slaves = optional(slavesAnswer);
    const std::optional<net::Response> roles = optional(rolesAnswer);
    const std::optional<net::Response> schedule = optional(scheduleAnswer);
    const std::optional<net::Response> status = optional(statusAnswer);
    const auto decoding = intake->finish([=](Decoder &last) {
        return last.finish({ {}, documentOf(slaves), documentOf(roles), documentOf(schedule), documentOf(status) });
    });
    const core::Result<Snapshot> snapshot = co_await decoding;
    if (!snapshot)
        co_return core::failure(net::located(snapshot.error(), main));
    Polled polled;
    polled.snapshot = *snapshot;
    polled.facts = factsOf(main);
    co_return polled;
}

StreamDecoder::Companions CompanionBodies::documents() const
{
    return { documentOf(agents),  documentOf(roles),      documentOf(schedule), documentOf(status),
             documentOf(metrics), documentOf(frameworks), documentOf(master),   documentOf(flags) };
}

AnswerFacts CompanionBodies::facts() const
{
    return agents ? factsOf(*agents) : AnswerFacts{};
}

QCoro::Task<core::Result<CompanionBodies>> askCompanions(QPointer<net::LeaderClient> leader, StoreOptions options,
                                                         bool first, std::stop_token stop)
{
    const std::vector<Question> questions = companionQuestions(options, first);
    auto agentsTask = leader->send(callRequest(options, "GET_AGENTS"), stop);
    std::vector<QCoro::Task<Answer>> tasks; // all under way at once
    for (const auto &[member, request] : questions)
        tasks.push_back(leader->send(request, stop));

    const Answer agentsAnswer = co_await agentsTask;
    CompanionBodies bodies;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const Answer answer = co_await tasks[i];
        bodies.*questions[i].first = optional(answer);
    }
    const Answer agents = checked(agentsAnswer);
    if (!agents)
        co_return core::failure(agents.error());
    bodies.agents = *agents;
    co_return bodies;
}

} // namespace mesos
