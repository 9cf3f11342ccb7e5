// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/client.h"
#include "models/connections/check.h"
#include "models/net/httpclient.h"
#include "models/stack/signin.h"

#include <QPointer>
#include <qcoro/qcorotask.h>

#include <stop_token>

/// What the layers' inquiries share; for this folder alone.
namespace connections {

/// What is asked with, and who is told. Outlives its Check while an answer is awaited.
struct Inquiry
{
    Inquiry(const stack::Stack &stack, secrets::Logins wantedLogins);

    using What = Step::What;
    void fine(What what, const QString &says) const { tell(what, Step::State::Fine, says); }
    void doubtful(What what, const QString &says) const { tell(what, Step::State::Doubtful, says); }
    void failed(What what, const QString &says) const { tell(what, Step::State::Failed, says); }
    void failed(What what, const core::Error &error) const; ///< in words

    std::shared_ptr<const net::Route> route() const;

    const config::StackConfig config;
    const secrets::Logins logins;
    /// The check's, which takes it along when it goes: nothing of the stack, its clock least of all, is asked after
    /// that.
    std::unique_ptr<net::HttpClient> http;
    bool isOver() const { return !http; } ///< nobody waits for it any more
    std::shared_ptr<aws::KeySource> awsKeys; ///< those of the stack; null: it has no AWS
    aws::ClientOptions awsOptions;
    std::optional<stack::AwsSignIn::Found> awsKeysFound;
    std::stop_source stop;
    QPointer<Check> check;

private:
    void tell(What what, Step::State state, const QString &says) const;
};

/// What each of several servers answered, in their order. Any status is an answer.
struct Answers
{
    QList<QUrl> servers;
    QList<core::Result<net::Response>> answers;

    const net::Response *first() const; ///< nullptr: nobody answered
};
QCoro::Task<Answers> askEach(std::shared_ptr<Inquiry> inquiry, QList<QUrl> servers, QString path);

/// Says who answers, and how far apart the clocks are. False: nobody does.
bool tellAddresses(const Inquiry &inquiry, const Answers &answers);
void tellClock(const Inquiry &inquiry, const std::optional<core::Duration> &serverMinusOurs);

/// "as comporta-ro", "with a token", "without signing in"
QString signedInWords(const net::Credentials &login);

/// One for each layer. They end when all is told, or one step failed.
namespace layers {
QCoro::Task<void> askMesos(std::shared_ptr<Inquiry> inquiry);
QCoro::Task<void> askAurora(std::shared_ptr<Inquiry> inquiry);
QCoro::Task<void> askAirflow(std::shared_ptr<Inquiry> inquiry);
QCoro::Task<void> askAws(std::shared_ptr<Inquiry> inquiry);
QCoro::Task<void> askProxy(std::shared_ptr<Inquiry> inquiry);
} // namespace layers

} // namespace connections
