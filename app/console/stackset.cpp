// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/stackset.h"

#include "models/core/paths.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace console {

namespace {

config::StackConfig stackAt(const QUrl &master)
{
    config::StackConfig config;
    config.name = master.host();
    config.mesosMasters = { master };
    config.poolAttribute = u"slave-type"_s;
    return config;
}

} // namespace

StackSet::StackSet(const Options &options)
{
    const QString file = options.configFile.isEmpty() ? config::defaultStacksPath() : options.configFile;
    if (options.demo || !options.tourDir.isEmpty())
        openDemo(options);
    else if (!options.mesos.isEmpty())
        open(stackAt(options.mesos));
    else if (!options.configFile.isEmpty() || QFile::exists(file))
        openFile(file);
    else
        openDemo(options);
}

QList<stack::Stack *> StackSet::stacks() const
{
    QList<stack::Stack *> all;
    if (m_demo)
        all << m_demo->stack();
    for (const auto &stack : m_stacks)
        all << stack.get();
    return all;
}

void StackSet::openDemo(const Options &options)
{
    sim::Demo::Options demo;
    demo.seed = options.demoSeed;
    demo.speed = options.tourDir.isEmpty() ? options.demoSpeed : 0.0;
    m_demo = std::make_unique<Demo>(demo);
}

void StackSet::openFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_mistakes << QCoreApplication::translate("StackSet", "%1 cannot be read: %2.").arg(path, file.errorString());
        return;
    }
    const config::StacksFile stacks = config::parseStacks(file.readAll());
    for (const config::Mistake &mistake : stacks.mistakes)
        m_mistakes << config::mistakeText(mistake, path);
    for (const config::StackConfig &config : stacks.stacks)
        open(config);
}

void StackSet::open(const config::StackConfig &config)
{
    m_stacks.push_back(std::make_unique<stack::Stack>(config, config::credentialsFromEnvironment(config),
                                                      core::systemClock(), core::dataDir()));
}

} // namespace console
