// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/goneagents.h"
#include "models/mesos/operator.h"
#include "models/stack/systems/system.h"

namespace stack {

/// The masters' picture, what agents use, and the operator's calls.
class MesosSystem final : public SystemOver<mesos::Store>
{
public:
    explicit MesosSystem(const SystemSetup &setup);

    mesos::AgentUsage *usage() { return &m_usage; }
    mesos::GoneAgents *gone() { return &m_gone; }
    mesos::Operator *orders() { return &m_operator; }

    void refresh() override;
    void setHidden(bool hidden) override;
    void signIn(const secrets::Logins &logins) override;
    Layer layer() const override;
    Diagnosis diagnosis() const override;

private:
    const SystemSetup m_setup;
    mesos::AgentUsage m_usage;
    mesos::GoneAgents m_gone;
    mesos::Operator m_operator;
};

/// "https": of agents and observers, which speak TLS where masters do.
QString agentScheme(const config::StackConfig &config);

} // namespace stack
