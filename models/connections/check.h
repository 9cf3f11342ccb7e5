// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/secrets/logins.h"
#include "models/stack/stack.h"

#include <QList>
#include <QObject>

#include <memory>

namespace connections {

/// One thing that is looked at, and what was found.
struct Step
{
    enum class What {
        Keys, ///< of AWS: which, found how, until when
        Address, ///< who answers
        Leader, ///< of masters or schedulers
        Scheduler, ///< Airflow's
        Account, ///< of AWS: who its keys are
        Version,
        Clock, ///< theirs beside ours
        Rights, ///< what the login may do
    };
    enum class State {
        Waiting,
        Asking,
        Fine,
        Doubtful, ///< works, and will not for long, or not all of it
        Failed,
        Skipped, ///< an earlier one failed
    };
    What what = What::Address;
    State state = State::Waiting;
    QString says; ///< a sentence without a full stop: "2 of 3 answer, the first in 12 ms"
    bool operator==(const Step &) const = default;
};

QString nameOf(Step::What what); ///< "Leader"

struct Inquiry;

/// Looks step by step whether a layer can be reached with these logins and lets us in. Asks with a client of its own,
/// reads alone, and changes nothing here or there. Thread: the one it lives in; it may go at any time.
class Check final : public QObject
{
    Q_OBJECT
public:
    /// `logins`: those of the stack, or others that are tried before they are kept.
    Check(const stack::Stack &stack, secrets::Layer layer, secrets::Logins logins, QObject *parent = nullptr);
    ~Check() override;

    void start(); ///< once

    secrets::Layer layer() const { return m_layer; }
    const QList<Step> &steps() const { return m_steps; }
    bool isOver() const { return m_over; }
    /// The worst of all steps: Fine, Doubtful or Failed; Asking while it is not over.
    Step::State verdict() const;

signals:
    void changed(); ///< of a step
    void finished();

private:
    friend struct Inquiry;
    void tell(Step::What what, Step::State state, const QString &says);
    void end();

    const secrets::Layer m_layer;
    QList<Step> m_steps;
    std::shared_ptr<Inquiry> m_inquiry;
    bool m_over = false;
};

} // namespace connections
