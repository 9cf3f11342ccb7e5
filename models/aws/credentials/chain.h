// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials/keyplan.h"
#include "models/aws/keysource.h"
#include "models/net/httpclient.h"

#include <functional>

namespace aws {

struct ChainOptions
{
    QString profile; ///< chosen by the user; empty: the environment's, else "default"
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    std::shared_ptr<const net::Route> route; ///< to STS and SSO
    QUrl stsEndpoint; ///< instead of AWS's; empty: as configured, else AWS's
    QUrl ssoPortal; ///< instead of AWS's
    QUrl metadataEndpoint; ///< instead of the environment's or the usual one
    /// Asks the operator for the code of an MFA device; absent: nobody is there to be asked.
    std::function<QCoro::Task<core::Result<QString>>(QString serial)> askMfa;
};

/// The keys of a profile, found as the other tools of AWS find them, and renewed before they end: from 15 minutes
/// before on it is tried (the old ones do in the meantime), from 10 minutes before on there must be new ones. Whoever
/// asks while they are fetched waits for the same answer. A code of an MFA device that was refused or not given is not
/// asked for again until renew(). Thread: the one it lives in; the HttpClient outlives it.
class Chain final : public KeySource
{
public:
    Chain(net::HttpClient *http, ChainOptions options);
    ~Chain() override;

    QCoro::Task<core::Result<Keys>> keys(std::stop_token stop) override;
    void discard(const Keys &keys) override;
    void renew(); ///< the operator is there again: the files are read and everything is asked anew

    core::TimePoint expires() const; ///< of the keys that are held; not known: they do not end, or there are none
    QString method() const; ///< how they were found: "assume-role"; empty: not yet
    QString profile() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace aws
