// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/session.h"

#include "app/ctl/prompt.h"
#include "models/core/cancelled.h"
#include "models/core/errortext.h"
#include "models/core/paths.h"
#include "models/core/tr.h"
#include "models/secrets/desktopkeyring.h"
#include "models/secrets/environment.h"
#include "models/stack/signin.h"
#include "models/verbs/night/freshrun.h"
#include "models/verbs/words.h"

#include <QFile>
#include <QFuture>
#include <QHostAddress>
#include <QTextStream>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ctl {

namespace {

using core::tr;

std::optional<config::StackConfig> fromFile(const Options &options)
{
    const QString path = options.configFile.isEmpty() ? config::defaultStacksPath() : options.configFile;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        complain(tr("%1 cannot be read: %2. Give --config FILE, --mesos host:port or --demo.")
                     .arg(path, file.errorString()));
        return std::nullopt;
    }
    const config::StacksFile stacks = config::parseStacks(file.readAll());
    for (const config::Mistake &mistake : stacks.mistakes)
        complain(config::mistakeText(mistake, path));
    QStringList names;
    for (const config::StackConfig &stack : stacks.stacks) {
        if (stack.name == options.stack
            || (options.stack.isEmpty() && stacks.stacks.size() + stacks.faulty.size() == 1))
            return stack;
        names << stack.name;
    }
    if (names.isEmpty())
        complain(tr("%1 describes no stack that can be used.").arg(path));
    else
        complain(options.stack.isEmpty()
                     ? tr("Which stack? Give --stack with one of: %1.").arg(names.join(u", "_s))
                     : tr("There is no stack «%1». There are: %2.").arg(options.stack, names.join(u", "_s)));
    return std::nullopt;
}

} // namespace

void complain(const QString &sentence)
{
    QTextStream(stderr) << u"comportactl: "_s << sentence << Qt::endl;
}

ExitCode exitCode(core::Error::Kind kind)
{
    using enum core::Error::Kind;
    switch (kind) {
    case Unauthorized:
    case Forbidden:
        return Credentials;
    case NameNotResolved:
    case Refused:
    case core::Error::Kind::Unreachable:
    case Timeout:
    case Tls:
    case Proxy:
    case NoLeader:
        return ctl::Unreachable;
    case Config:
        return Usage;
    default:
        return Failed;
    }
}

ExitCode complain(const core::Error &error, const QString &system)
{
    const core::ErrorText text = core::errorText(error, system);
    complain(text.next.isEmpty() ? text.what : text.what + u' ' + text.next);
    return exitCode(error.kind);
}

namespace {

/// Of the demo's AWS; what the user has for AWS itself is not read.
std::shared_ptr<aws::KeySource> demoKeys()
{
    const sim::Demo::Options demo;
    return std::make_shared<aws::FixedKeys>(aws::Keys{ demo.awsKeyId, demo.awsSecret, {}, {} });
}

QCoro::Task<core::Result<QString>> askForCode(QString serial)
{
    const std::optional<QString> code = ask(tr("Code of the MFA device %1: ").arg(serial), false);
    if (code && !code->isEmpty())
        co_return core::Result<QString>(*code);
    co_return core::failure(core::cancelled());
}

/// Our tests do not wait as a cluster asks for; a cluster that is not on this machine is never hurried.
int hurryOf(const config::StackConfig &config)
{
    const bool isHere = std::ranges::all_of(config.mesosMasters + config.auroraSchedulers,
                                            [](const QUrl &url) { return QHostAddress(url.host()).isLoopback(); });
    return isHere ? std::max(1, qEnvironmentVariableIntValue("COMPORTA_TEST_HURRY")) : 1;
}

/// Reading keeps nothing; an action is journaled where the window finds it again. The demo's end with it.
QString dataDirOf(const Options &options, bool journal)
{
    return journal && !options.demo ? core::dataDir() : QString();
}

} // namespace

std::unique_ptr<Session> Session::open(const Options &options, bool journal)
{
    config::StackConfig config;
    config.poolAttribute = u"slave-type"_s;
    if (!options.mesos.isEmpty()) {
        config.name = options.mesos.host();
        config.mesosMasters = { options.mesos };
    } else if (!options.demo) {
        const auto found = fromFile(options);
        if (!found)
            return nullptr;
        config = *found;
    }
    return std::unique_ptr<Session>(new Session(options, config, journal));
}

Session::Session(const Options &options, config::StackConfig config, bool journal)
    : m_options(options)
{
    if (options.demo) {
        m_demo = std::make_unique<sim::Demo>(sim::Demo::Options());
        config.name = m_demo->cluster();
        config.tier = config::Tier::Demo;
        config.mesosMasters = m_demo->masters();
        config.auroraSchedulers = m_demo->auroraUrls();
        config.airflow = config::parseAirflow(m_demo->airflowYaml()).value_or(config::AirflowConfig());
        config.aws = config::parseAws(m_demo->awsYaml());
        config.route.rewrite.insert(u"*:5051"_s, m_demo->agents().authority()); // its agents share one door
        config.route.rewrite.insert(u"*:%1"_s.arg(config.observerPort), m_demo->observers().authority());
        config.policy.interval = std::chrono::seconds(2);
    }
    config.hurry = hurryOf(config);
    // A command that ends after one picture needs no stream, and its failure is the answer.
    if (options.command != u"watch")
        config.mesosMode = mesos::StoreOptions::Mode::Poll;
    const core::Clock &clock = m_demo ? m_demo->clock() : core::systemClock();
    m_stack = std::make_unique<stack::Stack>(config, net::Credentials(), clock, dataDirOf(options, journal),
                                             actions::ActionOptions::Authority::ExplicitConsent,
                                             m_demo ? demoKeys() : nullptr);
    stack::loginsOf(m_stack.get())->setGiven(secrets::loginsFromEnvironment(config));
    if (!m_demo)
        stack::loginsOf(m_stack.get())->setKeyring(std::make_shared<secrets::DesktopKeyring>());
    if (stack::AwsSignIn *aws = stack::awsSignInOf(m_stack.get()); aws && canAsk())
        aws->setMfaPrompt(askForCode);
}

bool Session::askForCredentials()
{
    if (!canAsk())
        return false;
    const config::StackConfig &config = m_stack->config();
    net::Credentials credentials{ net::Credentials::Scheme::Basic, config.user, {} };
    if (credentials.user.isEmpty())
        credentials.user = ask(tr("User for %1: ").arg(config.name), false).value_or(QString());
    if (credentials.user.isEmpty())
        return false;
    const auto password = ask(tr("Password of %1 for %2: ").arg(credentials.user, config.name), true);
    if (!password)
        return false;
    credentials.secret = *password;
    m_stack->setCredentials(credentials);
    return true;
}

QCoro::Task<core::Result<mesos::Snapshot>> Session::picture()
{
    mesos::Store *store = m_stack->mesos();
    m_stack->start();
    bool asked = false;
    int judged = 0; // failures that were looked at already
    for (;;) {
        const core::Freshness &freshness = store->freshness();
        if (freshness.phase == core::Freshness::Phase::Fresh && store->snapshot())
            co_return store->snapshot();
        if (freshness.error && freshness.failures > judged) {
            judged = freshness.failures;
            const bool wanted = freshness.error->kind == core::Error::Kind::Unauthorized && !asked;
            asked = true;
            if (!wanted || !askForCredentials())
                co_return core::failure(*freshness.error);
        }
        // Not qCoro(store, signal): in QCoro 0.8 a second emission before the first resumes us is a use after free.
        const QFuture<void> changed = QtFuture::connect(store, &mesos::Store::freshnessChanged);
        co_await changed;
    }
}

void Session::watch(const aurora::JobKey &job)
{
    if (m_stack->aurora())
        m_watch = m_stack->aurora()->watch(job);
}

QCoro::Task<core::Result<aurora::Snapshot>> Session::auroraPicture(QList<aurora::Store::Part> parts)
{
    aurora::Store *store = m_stack->aurora();
    if (!store)
        co_return core::failure(verbs::noAurora());
    m_stack->start();
    for (;;) {
        bool isThere = true;
        for (const aurora::Store::Part part : parts) {
            const core::Freshness &freshness = store->freshness(part);
            if (freshness.error)
                co_return core::failure(*freshness.error);
            isThere = isThere && freshness.phase == core::Freshness::Phase::Fresh;
        }
        if (isThere && store->snapshot())
            co_return store->snapshot();
        const QFuture<void> changed = QtFuture::connect(store, &aurora::Store::freshnessChanged);
        co_await changed;
    }
}

namespace {

/// What it answers first, were it with an error.
template <typename Store>
QCoro::Task<core::Result<decltype(std::declval<Store>().snapshot())>> firstAnswer(Store *store)
{
    for (;;) {
        const core::Freshness &freshness = store->freshness();
        if (freshness.error)
            co_return core::failure(*freshness.error);
        if (freshness.phase == core::Freshness::Phase::Fresh && store->snapshot())
            co_return store->snapshot();
        const QFuture<void> changed = QtFuture::connect(store, &Store::freshnessChanged);
        co_await changed;
    }
}

} // namespace

QCoro::Task<core::Result<aws::Snapshot>> Session::awsPicture()
{
    aws::Store *store = m_stack->aws();
    if (!store)
        co_return core::failure(verbs::noAws());
    m_stack->start();
    co_return co_await firstAnswer(store);
}

QCoro::Task<core::Result<airflow::Snapshot>> Session::airflowPicture()
{
    airflow::Store *store = m_stack->airflow();
    if (!store)
        co_return core::failure(verbs::noAirflow());
    m_stack->start();
    co_return co_await firstAnswer(store);
}

QCoro::Task<core::Result<pools::Snapshot>> Session::poolPicture()
{
    const core::Result<mesos::Snapshot> mesos = co_await picture();
    if (!mesos)
        co_return core::failure(mesos.error());
    if (m_stack->aurora()) {
        const QList<aurora::Store::Part> parts{ aurora::Store::Part::Jobs, aurora::Store::Part::ActiveTasks };
        const core::Result<aurora::Snapshot> tasks = co_await auroraPicture(parts);
        if (!tasks)
            co_return core::failure(tasks.error());
    }
    if (m_stack->aws()) {
        const core::Result<aws::Snapshot> machines = co_await awsPicture();
        if (!machines)
            co_return core::failure(machines.error());
    }
    pools::Board *board = m_stack->poolBoard();
    while (!board->pools() || !board->isSettled()) {
        const QFuture<void> changed = QtFuture::connect(board, &pools::Board::snapshotChanged);
        co_await changed;
    }
    co_return board->pools();
}

} // namespace ctl
