// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace actions {

/// What goes with a step when it is sent.
struct Sending
{
    QString action; ///< id of the action, for APIs that take one
    QString user; ///< user@host
    QString reason; ///< sent along where the API has a field
    QString ticket;
    int attempt = 1; ///< of this step
};

/// The server's answer to a step.
struct Answer
{
    QString words; ///< as the server said it: "OK, 6 tasks"; kept in the journal and the audit log
    QJsonObject before; ///< what was, where the call tells: for the audit log and the way back
    QJsonObject after;
    /// Why nothing was sent: a question failed whose answer the call needs. Absent when the call was answered.
    std::optional<core::Error> unsent = std::nullopt;
};

/// What perform() returns instead of an error while its call has not gone out. The runner asks again later where that
/// may help; the step is never taken for one whose answer was lost.
core::Result<Answer> notSent(const core::Error &error);

/// Whether the effect of a step is there: asked when an answer was lost, at resuming, and before a step that was
/// planned a while ago.
struct Look
{
    enum class Effect {
        NotDone, ///< nothing of it: may be sent
        Done, ///< all of it, or its object is gone: is not sent
        Partly, ///< some; `rest` is sent if there is one, else it is looked at again
        Unknown, ///< cannot be told yet: is looked at again, nothing is sent
    };
    Effect effect = Effect::Unknown;
    QString words; ///< "instance 3 runs since 03:41"
    std::optional<QJsonObject> rest; ///< payload of what is left. Never more than the step's own.
};

/// How far the cluster is on the way to the wanted state of some steps.
struct Watch
{
    QStringList reached; ///< keys of steps whose objects are as wanted
    QStringList failed; ///< keys of steps whose objects went another way; words in `reasons`, in the same order
    QStringList reasons;
    QStringList forGood; ///< of `failed`: those that doing again would not help, whatever is allowed
    QString waitingFor; ///< by name: "hyoga-model/3, fx-model/0"; empty: the runner names the steps
    int things = -1; ///< done of what the label counts; -1: by the steps reached
    QString summary; ///< after the outcome sentence: "200 run."
    std::optional<core::TimePoint> end; ///< forecast
};

/// Which of an action's gated steps may be sent now.
struct Ready
{
    QStringList now; ///< keys
    QStringList left; ///< keys of steps that shall not be sent any more: what they were for has gone
    QStringList reasons; ///< of `left`, in the same order: "demand is back"
    QString waitingFor; ///< by name: "hyoga-model/3 on ip-10-1-2-3"
};

struct Record; // record.h

/// One kind of write. Knows its system; the framework knows none. Registered once (Verbs), one line each.
/// All of it is asked in the GUI thread and answers without blocking it. Coroutines hold what they need by value: the
/// stack may close while they wait. They return Cancelled once `stop` is requested.
class Verb
{
public:
    Verb() = default;
    virtual ~Verb() = default;
    Q_DISABLE_COPY_MOVE(Verb)

    virtual QString name() const = 0; ///< "kill"; stable, it is in journals
    /// Reads afresh, then plans: what comes after the read is pure and sends nothing. Errors in words of the asked
    /// side.
    virtual QCoro::Task<core::Result<Plan>> plan(Request request, std::stop_token stop) = 0;
    /// Sends one step. An error that does not prove that nothing happened (mayHaveArrived) is followed by look(); what
    /// fails before the call goes out is notSent().
    virtual QCoro::Task<core::Result<Answer>> perform(Step step, Sending sending, std::stop_token stop) = 0;
    virtual QCoro::Task<core::Result<Look>> look(Step step, std::stop_token stop) = 0;
    /// Asked every 2 s while an action waits. The default says that the answers are enough.
    virtual QCoro::Task<core::Result<Watch>> watch(QList<Step> steps, std::stop_token stop);
    /// Which of these gated steps of the action may be sent. Asked every 2 s while some are left, and after a crash, so
    /// the answer rests on what is there and on the journaled record alone. The default: all of them.
    virtual QCoro::Task<core::Result<Ready>> ready(Record record, QStringList keys, std::stop_token stop);
    /// The way back, from what was done; kept for 24 h. The default: there is none.
    virtual std::optional<Request> inverse(const Record &record) const;
};

/// Whether a call that failed like this may have had its effect all the same.
bool mayHaveArrived(const core::Error &error);

/// Whether a question that failed like this may be answered later without anybody's doing: the network, a proxy or a
/// restarting server, not a refusal.
bool mayPass(const core::Error &error);

/// The verbs of one stack, by name.
class Verbs
{
public:
    void add(std::shared_ptr<Verb> verb);
    std::shared_ptr<Verb> find(const QString &name) const; ///< null: this version has none of that name
    QStringList names() const;

private:
    QList<std::shared_ptr<Verb>> m_verbs;
};

} // namespace actions
