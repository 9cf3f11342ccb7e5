// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/secrets/stacklogins.h"
#include "models/stack/stack.h"

namespace net {
class HttpClient;
}

namespace stack {

/// What a stack gives each of its systems. All of it outlives them.
struct SystemSetup
{
    const config::StackConfig &config;
    const secrets::StackLogins &logins;
    std::shared_ptr<const net::Route> route;
    net::HttpClient *http = nullptr;
    const core::Clock &clock;
    QString folder; ///< of the last pictures, for the next start; empty: none are kept

    /// Whole path of a file there; empty: none is kept.
    QString file(const QString &name) const { return folder.isEmpty() ? QString() : folder + u'/' + name; }
};

/// One system of a stack (Mesos, Aurora, Airflow, AWS), as the stack treats them all: asked, signed in to, judged. A
/// new one is a class beside these and a line in Stack. GUI thread.
class System
{
public:
    System() = default;
    virtual ~System() = default;
    Q_DISABLE_COPY_MOVE(System)

    virtual core::Store *store() const = 0;
    virtual void start() = 0;
    virtual void stop() = 0; ///< nothing is asked any more
    virtual void refresh() = 0; ///< everything, now
    virtual void setHidden(bool hidden) = 0;
    virtual void signIn(const secrets::Logins &logins) = 0; ///< from the next look on

    virtual Layer layer() const = 0;
    /// With the evidence, ill or not.
    virtual Diagnosis diagnosis() const = 0;

    Diagnosis judgement() const ///< the diagnosis, with the layer it is about
    {
        Diagnosis own = diagnosis();
        const Layer about = layer();
        own.layer = about.name;
        own.state = about.state;
        own.since = about.freshness.failingSince;
        return own;
    }
    QString verdict() const ///< of its trouble, in one sentence
    {
        const QString found = diagnosis().verdict;
        return found.isEmpty() ? layer().detail : found;
    }
};

/// A system that is its store.
template <typename Store>
class SystemOver : public System
{
public:
    explicit SystemOver(std::unique_ptr<Store> store)
        : m_store(std::move(store))
    {
    }

    Store *store() const override { return m_store.get(); }
    void start() override { m_store->start(); }
    void stop() override { m_store->stop(); }
    void refresh() override { m_store->refresh(); }
    void setHidden(bool hidden) override { m_store->setHidden(hidden); }

private:
    const std::unique_ptr<Store> m_store;
};

} // namespace stack
