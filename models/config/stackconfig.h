// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/pendinglimits.h"
#include "models/config/airflowconfig.h"
#include "models/config/awsconfig.h"
#include "models/core/result.h"
#include "models/mesos/store.h"
#include "models/net/request.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace config {

/// How carefully a stack is treated; decides the frame's colour and how hard actions are. Demo is the embedded cluster,
/// which no file describes: it is practised on as on production, and is called what it is.
enum class Tier { Production, Staging, Development, Demo };

constexpr bool isTreatedAsProduction(Tier tier)
{
    return tier == Tier::Production || tier == Tier::Demo;
}

/// One cluster as the stacks file describes it. Credentials are never in it.
struct StackConfig
{
    QString name; ///< "cantareira-stable"
    Tier tier = Tier::Production; ///< what is not said to be harmless is production
    QList<QUrl> mesosMasters;
    mesos::StoreOptions::Mode mesosMode = mesos::StoreOptions::Mode::Auto;
    QList<QUrl> auroraSchedulers; ///< all of one cluster; empty: the stack has no Aurora
    QString auroraCluster; ///< the name its schedulers must give; empty: any
    quint16 observerPort = 1338; ///< of the Thermos observer on each agent
    AirflowConfig airflow; ///< the nightly DAG; may not be there
    std::optional<AwsConfig> aws; ///< nullopt: its machines are elsewhere
    net::PollPolicy policy;
    QString poolAttribute; ///< attribute that tells an agent's pool; "slave-type" where not given
    /// Jobs that are not fault tolerant, beside those whose own metadata says so: changes of many leave them alone.
    QString protectedPool = QStringLiteral("mesos-fixed"); ///< those bound to it; empty: none by their pool
    QStringList protectedJobs; ///< "role/env/name", or a beginning that ends in '*'
    aurora::PendingLimits pendingLimits; ///< from how long on a waiting job is told
    QString logArchive; ///< link to a task's logs where they are kept for good, see archivelink.h; empty: nowhere
    QByteArray logZone; ///< IANA name of what times of logs mean that name no zone; empty: not known
    QString user; ///< basic-auth user; for the password see models/secrets
    net::Route route;
    qint64 maxBody = qint64{ 2 } << 30;
    std::chrono::milliseconds deadline{ 30000 };
    int hurry = 1; ///< how many times shorter actions pause between looks; more for tests alone, not in the file

    bool operator==(const StackConfig &) const; ///< describes the same
};

/// A mistake in the stacks file: where, what, and what to write instead.
struct Mistake
{
    int line = 0; ///< 1-based; 0: the file as a whole
    QString key; ///< "stacks.cantareira-dev.mesos.masters[0]"
    QString what;
    QString remedy;
    bool operator==(const Mistake &) const = default;
};

struct StacksFile
{
    QList<StackConfig> stacks;
    QList<Mistake> mistakes; ///< a stack with a mistake is left out; the others are there
    QStringList faulty; ///< names of those left out
};

/// Pure: reads YAML text. Never throws, whatever the text.
StacksFile parseStacks(const QByteArray &yaml);

/// "line 12, stacks.dev.mesos.masters[0]: «foo» is no address. Write host:port."
QString mistakeText(const Mistake &mistake, const QString &file);
QString mistakesText(const QList<Mistake> &mistakes, const QString &file); ///< a line each

QString defaultStacksPath(); ///< $XDG_CONFIG_HOME/comporta/stacks.yaml

} // namespace config
