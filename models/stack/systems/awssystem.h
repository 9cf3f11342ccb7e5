// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/awsaccess.h"
#include "models/stack/awslayer.h"
#include "models/stack/systems/system.h"

namespace stack {

/// The machines below, at AWS.
class AwsSystem final : public SystemOver<aws::Store>
{
public:
    AwsSystem(AwsAccess access, const core::Clock &clock);

    void signIn(const secrets::Logins &) override { } // its keys look themselves
    Layer layer() const override { return awsLayer(symptoms()); }
    Diagnosis diagnosis() const override;

private:
    AwsSymptoms symptoms() const;

    const std::shared_ptr<aws::Chain> m_chain; ///< null: keys are given
    const core::Clock &m_clock;
};

} // namespace stack
