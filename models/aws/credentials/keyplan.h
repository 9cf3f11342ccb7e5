// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials/sharedconfig.h"

#include <memory>

namespace aws {

/// Where a profile's keys come from, decided before anybody is asked. Without secrets but for Static's.
struct KeyPlan
{
    enum class Way {
        Static, ///< `keys`, of the environment or a file
        Role, ///< AssumeRole, signed with the keys of `base`
        Sso, ///< a session of `aws sso login`, its token read from its cache
        Process, ///< a program that prints them
        Metadata, ///< the instance metadata service, on an EC2 machine alone
    };
    Way way = Way::Static;
    QString profile;
    QString method; ///< as the tools of AWS name it: "env", "shared-credentials-file", "config-file", …
    Keys keys; ///< Static

    QString roleArn; ///< Role; Sso: the role's name
    QString sessionName; ///< Role; empty: one of ours
    QString externalId; ///< Role
    QString mfaSerial; ///< Role; empty: no code is needed
    int duration = 0; ///< Role, seconds; 0: AWS's default
    QString region; ///< Role: where STS is asked; Sso: where the portal is
    std::shared_ptr<const KeyPlan> base; ///< Role

    QString ssoCacheName; ///< Sso: whose SHA-1 names the token's file
    QString account; ///< Sso
    QString command; ///< Process
};

/// The first way of the chain the tools of AWS go, for this profile. `chosen`: the user named the profile; then keys in
/// the environment do not count. Fails with Config: what is wrong with which profile, and what to do. Pure.
core::Result<KeyPlan> planKeys(const SharedConfig &config, const QString &profile, bool chosen,
                               const QProcessEnvironment &environment);

} // namespace aws
