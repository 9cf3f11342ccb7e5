// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/answers.h"
#include "models/aws/calls.h"
#include "models/aws/keysource.h"
#include "models/aws/retry.h"
#include "models/net/httpclient.h"

#include <QMap>
#include <QObject>

namespace aws {

struct ClientOptions
{
    QString region; ///< "us-east-1"; also what is signed, whatever the endpoint
    QMap<Service, QUrl> endpoints; ///< instead of the regional ones: a proxy, a VPC endpoint, a test
    std::shared_ptr<const net::Route> route;
    std::chrono::milliseconds deadline{ 20000 };
    qint64 maxBody = qint64{ 256 } << 20;
    RetryPolicy retry;
    std::function<double()> chance; ///< of the jitter, in [0, 1); empty: a random one
    std::function<QCoro::Task<void>(core::Duration)> sleep; ///< empty: a timer; tests do not wait
};

class Channel;

/// AWS, in one region, as one identity. Each call is a coroutine that ends with a value or a typed error, and with
/// Cancelled when its stop token says so. Decoding happens in the pool.
///
/// Signs; sends again what was throttled or broke, as RetryPolicy says, and an order only where that cannot do it
/// twice; corrects its clock by AWS's once, when AWS refuses for it; asks for new keys once, when the old ones have run
/// out. Thread: the one it lives in; it may go while a call is under way.
class Client : public QObject
{
    Q_OBJECT
public:
    template <typename Value>
    using Task = QCoro::Task<core::Result<Value>>;

    Client(net::HttpClient *http, std::shared_ptr<KeySource> keys, ClientOptions options, QObject *parent = nullptr);
    ~Client() override;

    // ---- reads; all pages
    Task<QList<Group>> groups(const QStringList &names = {}, std::stop_token stop = {});
    Task<QList<Instance>> instances(const QList<calls::Filter> &filters, std::stop_token stop = {});
    Task<QList<SpotPrice>> spotPrices(const QStringList &types, std::stop_token stop = {}); ///< of now, Linux
    Task<QList<LaunchTemplate>> launchTemplates(std::stop_token stop = {});
    /// The newest ones, one page: what is older is history.
    Task<QList<Activity>> activities(const QString &group = {}, std::stop_token stop = {});
    Task<QStringList> zones(std::stop_token stop = {});
    Task<QList<Subnet>> subnets(std::stop_token stop = {}); ///< those that can be used
    Task<QString> consoleOutput(const QString &id, std::stop_token stop = {});
    Task<Identity> identity(std::stop_token stop = {});
    Task<Keys> assumeRole(const calls::Role &role, std::stop_token stop = {});

    // ---- orders
    Task<Done> order(const Call &call, std::stop_token stop = {});
    Task<QList<Instance>> launch(const calls::Launch &launch, std::stop_token stop = {});

    // ---- undecoded
    Task<net::Response> ask(const Call &call, std::stop_token stop = {}); ///< 2xx

    qint64 sent() const; ///< requests so far, repeated ones too
    core::Duration clockOffset() const; ///< AWS's clock minus ours, as far as it had to be corrected
    std::chrono::milliseconds latency() const; ///< of the last answer, to its first byte
    const ClientOptions &options() const;

private:
    std::shared_ptr<Channel> d;
};

} // namespace aws
