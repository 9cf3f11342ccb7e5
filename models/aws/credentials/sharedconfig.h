// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials/inifile.h"
#include "models/aws/keys.h"
#include "models/aws/wire/service.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <QUrl>

namespace aws {

/// A profile of the two shared files together: key by key, the credentials file's word counts.
struct Profile
{
    QString name;
    IniSection settings;
    Keys credentialsFileKeys; ///< empty: none there
    Keys configFileKeys; ///< empty: none there

    QString value(const QString &key) const { return settings.values.value(key); }
};

/// What other tools of AWS read: `~/.aws/config` and `~/.aws/credentials`. Pure, once the texts are there. Thread: any.
class SharedConfig
{
public:
    /// Reads the two files where the environment says they are; a file that is not there is an empty one. Fails with
    /// Config, naming file and line.
    static core::Result<SharedConfig> load(const QProcessEnvironment &environment);
    static core::Result<SharedConfig> parse(const QString &config, const QString &credentials);

    QStringList profiles() const { return m_profiles.keys(); }
    const Profile *profile(const QString &name) const; ///< nullptr: there is none
    const IniSection *ssoSession(const QString &name) const;
    const IniSection *services(const QString &name) const;

private:
    QMap<QString, Profile> m_profiles;
    QMap<QString, IniSection> m_ssoSessions;
    QMap<QString, IniSection> m_services;
};

/// Which profile counts where the stack names none: AWS_PROFILE, AWS_DEFAULT_PROFILE, else "default".
QString profileOf(const QProcessEnvironment &environment);

/// AWS_REGION, AWS_DEFAULT_REGION, else the profile's; empty: nobody says.
QString regionOf(const SharedConfig &config, const QString &profile, const QProcessEnvironment &environment);

/// Where another endpoint than AWS's is wanted: by the environment, else by the profile. Empty: AWS's own.
QUrl endpointOf(Service service, const SharedConfig &config, const QString &profile,
                const QProcessEnvironment &environment);

QString homeOf(const QProcessEnvironment &environment);

} // namespace aws
