// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/stackset.h"

#include "app/console/tour.h"
#include "models/core/paths.h"
#include "models/secrets/desktopkeyring.h"
#include "models/secrets/environment.h"
#include "models/stack/signin.h"

#include <QFile>
#include <qcoro/qcorotask.h>

#include <algorithm>

namespace console {

namespace {

config::StackConfig stackAt(const QUrl &master)
{
    config::StackConfig config;
    config.name = master.host();
    config.mesosMasters = { master };
    config.poolAttribute = QStringLiteral("slave-type");
    return config;
}

} // namespace

StackSet::StackSet(const Options &options, QObject *parent)
    : QObject(parent)
    , m_file(options.configFile.isEmpty() ? config::defaultStacksPath() : options.configFile)
    , m_keyring(std::make_shared<secrets::DesktopKeyring>())
{
    const bool wantsDemo = options.demo || !options.tourDir.isEmpty();
    if (!wantsDemo && !options.mesos.isEmpty())
        m_given = opened(stackAt(options.mesos));
    else if (!wantsDemo && (!options.configFile.isEmpty() || QFile::exists(m_file)))
        openFile(m_file);
    else
        openDemo(options);
}

StackSet::~StackSet() = default;

QList<stack::Stack *> StackSet::stacks() const
{
    QList<stack::Stack *> all;
    if (m_demo)
        all << m_demo->stack();
    if (m_given)
        all << m_given.get();
    for (const auto &stack : m_stacks)
        all << stack.get();
    return all;
}

QString StackSet::file() const
{
    return m_store ? m_store->path() : QString();
}

QStringList StackSet::mistakes() const
{
    QStringList sentences;
    if (m_store) {
        for (const config::Mistake &mistake : m_store->mistakes())
            sentences << config::mistakeText(mistake, m_store->path());
    }
    return sentences;
}

void StackSet::start()
{
    m_started = true;
    for (stack::Stack *stack : stacks())
        begin(stack);
}

void StackSet::begin(stack::Stack *stack) const
{
    QCoro::connect(stack::loginsOf(stack)->load(), stack, [stack] { stack->start(); });
}

void StackSet::openDemo(const Options &options)
{
    sim::Demo::Options demo;
    demo.seed = options.demoSeed;
    const bool touring = !options.tourDir.isEmpty();
    demo.speed = touring ? 0.0 : options.demoSpeed;
    if (touring)
        demo.start -= tourLead;
    m_demo = std::make_unique<Demo>(demo, touring);
}

void StackSet::openFile(const QString &path)
{
    m_store = std::make_unique<config::StacksStore>(path);
    follow();
    connect(m_store.get(), &config::StacksStore::stacksChanged, this, [this] {
        follow();
        emit changed();
    });
    connect(m_store.get(), &config::StacksStore::mistakesChanged, this, &StackSet::mistakesChanged);
}

void StackSet::openAdded()
{
    if (m_store) {
        m_store->reload(); // tells of it by itself, and not before the watch would have
        return;
    }
    openFile(m_file);
    emit changed();
    emit mistakesChanged();
}

void StackSet::follow()
{
    const QList<config::StackConfig> &wanted = m_store->stacks();
    std::vector<std::unique_ptr<stack::Stack>> known;
    known.swap(m_stacks);
    // The old ones end first: a stack that was changed is opened over the same history file.
    const auto gone = std::ranges::stable_partition(
        known, [&wanted](const auto &stack) { return std::ranges::find(wanted, stack->config()) != wanted.end(); });
    for (auto &stack : gone) {
        emit leaving(stack.get());
        stack.reset();
    }
    known.erase(gone.begin(), gone.end());
    for (const config::StackConfig &config : wanted) {
        const auto old
            = std::ranges::find_if(known, [&config](const auto &stack) { return stack && stack->config() == config; });
        m_stacks.push_back(old == known.end() ? opened(config) : std::move(*old));
        if (old == known.end() && m_started)
            begin(m_stacks.back().get());
    }
}

/// What was typed is gone when a stack is opened anew: it was meant for the addresses that stood there then.
std::unique_ptr<stack::Stack> StackSet::opened(const config::StackConfig &config) const
{
    auto stack = std::make_unique<stack::Stack>(config, net::Credentials(), core::systemClock(), core::dataDir());
    stack::loginsOf(stack.get())->setGiven(secrets::loginsFromEnvironment(config));
    stack::loginsOf(stack.get())->setKeyring(m_keyring);
    return stack;
}

} // namespace console
