// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/sharedconfig.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace aws {

namespace {

QString unquoted(const QString &name)
{
    const bool quoted
        = name.size() >= 2 && (name.startsWith(u'"') || name.startsWith(u'\'')) && name.at(0) == name.back();
    return quoted ? name.mid(1, name.size() - 2) : name;
}

/// "x" of "profile x"; a null text where the section is of another kind.
QString nameAfter(const QString &kind, const QString &section)
{
    if (!section.startsWith(kind) || section.size() <= kind.size() || !section.at(kind.size()).isSpace())
        return {};
    return unquoted(section.mid(kind.size()).trimmed());
}

Keys keysIn(const IniSection &section)
{
    Keys keys;
    keys.id = section.values.value(u"aws_access_key_id"_s);
    keys.secret = section.values.value(u"aws_secret_access_key"_s);
    keys.token = section.values.value(u"aws_session_token"_s, section.values.value(u"aws_security_token"_s));
    return keys.isEmpty() ? Keys() : keys;
}

core::Result<QString> textOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QString();
    if (!file.open(QIODevice::ReadOnly)) {
        core::Error error;
        error.kind = core::Error::Kind::Config;
        error.detail = u"%1 cannot be read: %2."_s.arg(path, file.errorString());
        return core::failure(error);
    }
    return QString::fromUtf8(file.readAll());
}

QString placeOf(const QProcessEnvironment &environment, const QString &variable, const QString &usual)
{
    const QString home = homeOf(environment);
    const QString path = environment.value(variable);
    if (path.isEmpty())
        return home + usual;
    return path.startsWith(u"~/"_s) ? home + path.mid(1) : path;
}

core::Error inFile(core::Error error, const QString &path)
{
    error.detail = u"%1: %2"_s.arg(path, error.detail);
    return error;
}

bool isTrue(const QString &text)
{
    return text.compare(u"true"_s, Qt::CaseInsensitive) == 0;
}

} // namespace

QString homeOf(const QProcessEnvironment &environment)
{
    const QString home = environment.value(u"HOME"_s);
    return home.isEmpty() ? QDir::homePath() : home;
}

core::Result<SharedConfig> SharedConfig::parse(const QString &config, const QString &credentials)
{
    SharedConfig result;
    const core::Result<IniFile> settings = parseIni(config);
    if (!settings)
        return core::failure(inFile(settings.error(), u"AWS config"_s));
    const core::Result<IniFile> keys = parseIni(credentials);
    if (!keys)
        return core::failure(inFile(keys.error(), u"AWS credentials"_s));
    for (auto it = settings->begin(); it != settings->end(); ++it) {
        const QString session = nameAfter(u"sso-session"_s, it.key());
        const QString services = nameAfter(u"services"_s, it.key());
        const QString name = it.key() == u"default" ? it.key() : nameAfter(u"profile"_s, it.key());
        if (!session.isEmpty())
            result.m_ssoSessions.insert(session, *it);
        else if (!services.isEmpty())
            result.m_services.insert(services, *it);
        else if (!name.isEmpty())
            result.m_profiles.insert(name, { name, *it, {}, keysIn(*it) });
    }
    for (auto it = keys->begin(); it != keys->end(); ++it) {
        const QString name = unquoted(it.key());
        Profile &profile = result.m_profiles[name];
        profile.name = name;
        profile.settings.values.insert(it->values);
        profile.settings.nested.insert(it->nested);
        profile.credentialsFileKeys = keysIn(*it);
    }
    return result;
}

core::Result<SharedConfig> SharedConfig::load(const QProcessEnvironment &environment)
{
    const QString configFile = placeOf(environment, u"AWS_CONFIG_FILE"_s, u"/.aws/config"_s);
    const QString keysFile = placeOf(environment, u"AWS_SHARED_CREDENTIALS_FILE"_s, u"/.aws/credentials"_s);
    const core::Result<QString> config = textOf(configFile);
    if (!config)
        return core::failure(config.error());
    const core::Result<QString> credentials = textOf(keysFile);
    if (!credentials)
        return core::failure(credentials.error());
    return parse(*config, *credentials);
}

const Profile *SharedConfig::profile(const QString &name) const
{
    const auto found = m_profiles.constFind(name);
    return found == m_profiles.constEnd() ? nullptr : &*found;
}

const IniSection *SharedConfig::ssoSession(const QString &name) const
{
    const auto found = m_ssoSessions.constFind(name);
    return found == m_ssoSessions.constEnd() ? nullptr : &*found;
}

const IniSection *SharedConfig::services(const QString &name) const
{
    const auto found = m_services.constFind(name);
    return found == m_services.constEnd() ? nullptr : &*found;
}

QString profileOf(const QProcessEnvironment &environment)
{
    for (const QString &variable : { u"AWS_PROFILE"_s, u"AWS_DEFAULT_PROFILE"_s }) {
        if (const QString name = environment.value(variable); !name.isEmpty())
            return name;
    }
    return u"default"_s;
}

QString regionOf(const SharedConfig &config, const QString &profile, const QProcessEnvironment &environment)
{
    for (const QString &variable : { u"AWS_REGION"_s, u"AWS_DEFAULT_REGION"_s }) {
        if (const QString region = environment.value(variable); !region.isEmpty())
            return region;
    }
    const Profile *found = config.profile(profile);
    return found ? found->value(u"region"_s) : QString();
}

QUrl endpointOf(Service service, const SharedConfig &config, const QString &profile,
                const QProcessEnvironment &environment)
{
    const QString id = serviceId(service);
    const Profile *found = config.profile(profile);
    const bool ignored = environment.contains(u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s)
        ? isTrue(environment.value(u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s))
        : found && isTrue(found->value(u"ignore_configured_endpoint_urls"_s));
    if (ignored)
        return {};
    QStringList candidates{ environment.value(u"AWS_ENDPOINT_URL_"_s + id.toUpper()),
                            environment.value(u"AWS_ENDPOINT_URL"_s) };
    if (found) {
        if (const IniSection *services = config.services(found->value(u"services"_s)))
            candidates.append(services->nested.value(id).value(u"endpoint_url"_s));
        candidates.append(found->value(u"endpoint_url"_s));
    }
    for (const QString &candidate : std::as_const(candidates)) {
        if (!candidate.isEmpty())
            return QUrl(candidate);
    }
    return {};
}

} // namespace aws
