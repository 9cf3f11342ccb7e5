// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/keyplan.h"

#include "models/aws/wire/xml.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace aws {

namespace {

using core::tr;

tl::unexpected<core::Error> mistake(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    return core::failure(error);
}

using Plan = core::Result<KeyPlan>;

KeyPlan fixed(const QString &profile, const QString &method, Keys keys)
{
    KeyPlan plan;
    plan.profile = profile;
    plan.method = method;
    plan.keys = std::move(keys);
    return plan;
}

/// nullopt where the environment has none.
std::optional<Plan> fromEnvironment(const QProcessEnvironment &environment)
{
    Keys keys;
    keys.id = environment.value(u"AWS_ACCESS_KEY_ID"_s);
    if (keys.id.isEmpty())
        return std::nullopt;
    keys.secret = environment.value(u"AWS_SECRET_ACCESS_KEY"_s);
    if (keys.secret.isEmpty())
        return mistake(tr("AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not. Set both, or none."));
    keys.token = environment.value(u"AWS_SESSION_TOKEN"_s, environment.value(u"AWS_SECURITY_TOKEN"_s));
    keys.expires = momentOf(environment.value(u"AWS_CREDENTIAL_EXPIRATION"_s));
    return fixed({}, u"env"_s, keys);
}

KeyPlan fromMetadata(const QString &profile)
{
    KeyPlan plan;
    plan.way = KeyPlan::Way::Metadata;
    plan.profile = profile;
    plan.method = u"iam-role"_s;
    return plan;
}

/// Follows one profile and those it names as sources.
class Planner
{
public:
    Planner(const SharedConfig &config, const QProcessEnvironment &environment)
        : m_config(config)
        , m_environment(environment)
    {
    }

    Plan role(const Profile &profile);
    std::optional<Plan> ownKeys(const Profile &profile) const; ///< all ways but a role and the machine's own

private:
    Plan source(const Profile &profile, const QString &name);
    Plan namedSource(const Profile &profile, const QString &name) const;
    Plan sso(const Profile &profile) const;

    const SharedConfig &m_config;
    const QProcessEnvironment &m_environment;
    QStringList m_visited;
};

Plan Planner::role(const Profile &profile)
{
    m_visited.append(profile.name);
    const QString from = profile.value(u"source_profile"_s);
    const QString where = profile.value(u"credential_source"_s);
    if (from.isEmpty() == where.isEmpty()) {
        return mistake((from.isEmpty() ? tr("Profile %1 has a role_arn, but neither source_profile nor "
                                            "credential_source. Add one of them.")
                                       : tr("Profile %1 has both source_profile and credential_source. Take one out."))
                           .arg(profile.name));
    }
    const Plan base = from.isEmpty() ? namedSource(profile, where) : source(profile, from);
    if (!base)
        return base;
    KeyPlan plan;
    plan.way = KeyPlan::Way::Role;
    plan.profile = profile.name;
    plan.method = u"assume-role"_s;
    plan.roleArn = profile.value(u"role_arn"_s);
    plan.sessionName = profile.value(u"role_session_name"_s);
    plan.externalId = profile.value(u"external_id"_s);
    plan.mfaSerial = profile.value(u"mfa_serial"_s);
    plan.duration = profile.value(u"duration_seconds"_s).toInt();
    plan.region = regionOf(m_config, profile.name, m_environment);
    plan.base = std::make_shared<const KeyPlan>(*base);
    return plan;
}

Plan Planner::source(const Profile &profile, const QString &name)
{
    const Profile *from = m_config.profile(name);
    if (!from)
        return mistake(
            tr("Profile %1 names %2 as its source, and there is none of that name.").arg(profile.name, name));
    const bool hasKeys = !from->credentialsFileKeys.isEmpty() || !from->configFileKeys.isEmpty();
    const bool hasRole = !from->value(u"role_arn"_s).isEmpty();
    if (hasKeys || !hasRole) {
        if (const std::optional<Plan> own = ownKeys(*from))
            return *own;
        return mistake(tr("Profile %1 takes its keys from %2, which has none.").arg(profile.name, name));
    }
    if (m_visited.contains(name))
        return mistake(
            tr("Profile %1 is its own source: %2.").arg(name, (m_visited + QStringList{ name }).join(u" → "_s)));
    return role(*from);
}

Plan Planner::namedSource(const Profile &profile, const QString &name) const
{
    if (name == u"Environment") {
        if (const auto plan = fromEnvironment(m_environment))
            return *plan;
        return mistake(tr("Profile %1 takes its keys from the environment, which has none.").arg(profile.name));
    }
    if (name == u"Ec2InstanceMetadata")
        return fromMetadata(profile.name);
    return mistake(tr("Profile %1 has credential_source = %2, which is not supported here. Use Environment, "
                      "Ec2InstanceMetadata or "
                      "a source_profile.")
                       .arg(profile.name, name));
}

Plan Planner::sso(const Profile &profile) const
{
    KeyPlan plan;
    plan.way = KeyPlan::Way::Sso;
    plan.profile = profile.name;
    plan.method = u"sso"_s;
    plan.account = profile.value(u"sso_account_id"_s);
    plan.roleArn = profile.value(u"sso_role_name"_s);
    const QString session = profile.value(u"sso_session"_s);
    if (session.isEmpty()) {
        plan.ssoCacheName = profile.value(u"sso_start_url"_s);
        plan.region = profile.value(u"sso_region"_s);
    } else {
        const IniSection *section = m_config.ssoSession(session);
        if (!section)
            return mistake(tr("Profile %1 names the sso-session %2, and there is none.").arg(profile.name, session));
        plan.ssoCacheName = session;
        plan.region = section->values.value(u"sso_region"_s);
    }
    if (plan.account.isEmpty() || plan.roleArn.isEmpty() || plan.region.isEmpty()) {
        return mistake(
            tr("Profile %1 is of SSO, but lacks sso_account_id, sso_role_name or sso_region.").arg(profile.name));
    }
    return plan;
}

std::optional<Plan> Planner::ownKeys(const Profile &profile) const
{
    if (!profile.value(u"web_identity_token_file"_s).isEmpty()) {
        return mistake(tr("Profile %1 has a web identity, which is not supported here. Use keys, a role, SSO or "
                          "credential_process.")
                           .arg(profile.name));
    }
    if (!profile.value(u"sso_session"_s).isEmpty() || !profile.value(u"sso_start_url"_s).isEmpty())
        return sso(profile);
    if (!profile.credentialsFileKeys.isEmpty())
        return fixed(profile.name, u"shared-credentials-file"_s, profile.credentialsFileKeys);
    if (!profile.value(u"login_session"_s).isEmpty()) {
        return mistake(tr("Profile %1 is of «aws login», which is not supported here. Use keys, a role, SSO or "
                          "credential_process.")
                           .arg(profile.name));
    }
    if (const QString command = profile.value(u"credential_process"_s); !command.isEmpty()) {
        KeyPlan plan;
        plan.way = KeyPlan::Way::Process;
        plan.profile = profile.name;
        plan.method = u"custom-process"_s;
        plan.command = command;
        return plan;
    }
    if (!profile.configFileKeys.isEmpty())
        return fixed(profile.name, u"config-file"_s, profile.configFileKeys);
    return std::nullopt;
}

} // namespace

core::Result<KeyPlan> planKeys(const SharedConfig &config, const QString &profile, bool chosen,
                               const QProcessEnvironment &environment)
{
    if (!chosen) {
        if (const std::optional<Plan> plan = fromEnvironment(environment))
            return *plan;
    }
    const Profile *found = config.profile(profile);
    if (!found && (chosen || profile != u"default"))
        return mistake(tr("There is no AWS profile %1. Look at ~/.aws/config, or name another one.").arg(profile));
    if (found) {
        Planner planner(config, environment);
        const bool web = !found->value(u"web_identity_token_file"_s).isEmpty();
        if (!web && !found->value(u"role_arn"_s).isEmpty())
            return planner.role(*found);
        if (const std::optional<Plan> plan = planner.ownKeys(*found))
            return *plan;
    }
    if (environment.value(u"AWS_EC2_METADATA_DISABLED"_s).compare(u"true"_s, Qt::CaseInsensitive) == 0)
        return mistake(
            tr("AWS profile %1 has no keys. Run aws configure --profile %1, or name another profile.").arg(profile));
    return fromMetadata(profile);
}

} // namespace aws
