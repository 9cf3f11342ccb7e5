// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/client.h"
#include "models/aws/state.h"
#include "models/core/store.h"
#include "models/net/poller.h"

namespace aws {

struct StoreOptions
{
    ClientOptions client;
    net::PollPolicy policy{ std::chrono::seconds(15), std::chrono::seconds(60), std::chrono::minutes(5), 0.1 };
    QStringList groups; ///< names with `*` and `?`; empty: all of the account and region
    QString poolTag = QStringLiteral("slave-type"); ///< of machines that are in no group
};

/// The last good picture of a stack's groups and machines with its freshness, kept true by polling. The quota of calls
/// is one of the account, shared with every other tool: groups, with their machines, are one call a look; addresses and
/// tags are asked for when a machine is new, and now and then; activities while something changes; prices every ten
/// minutes. A look never exceeds 10 calls for 2,000 machines in 12 groups. Decoding happens in the pool.
/// Thread: the one it lives in; the snapshot may be read anywhere.
class Store final : public core::Store
{
    Q_OBJECT
public:
    Store(net::HttpClient *http, std::shared_ptr<KeySource> keys, StoreOptions options, const core::Clock &clock,
          QObject *parent = nullptr);
    ~Store() override;

    void start();
    void stop();
    void refresh(); ///< everything, now
    void setHidden(bool hidden);
    void hasten(); ///< something was changed: look every 5 s for two minutes

    Snapshot snapshot() const; ///< null: no picture yet
    QString system() const override;
    Picture picture() const override { return snapshot(); }
    const core::Freshness &freshness() const override;
    Client *client() const; ///< for single questions and orders
    int callsOfLastLook() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace aws
