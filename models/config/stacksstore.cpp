// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/stacksstore.h"

#include "models/core/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace config {

StacksStore::StacksStore(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(100ms);
    connect(&m_settle, &QTimer::timeout, this, &StacksStore::reload);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    reload();
}

const StackConfig *StacksStore::stack(const QString &name) const
{
    const auto found = std::ranges::find(m_stacks, name, &StackConfig::name);
    return found == m_stacks.end() ? nullptr : &*found;
}

void StacksStore::watch()
{
    // Most editors replace the file, and the watch ends with the old one; the directory tells of the new one.
    if (QFile::exists(m_path) && !m_watcher.files().contains(m_path))
        m_watcher.addPath(m_path);
    const QString directory = QFileInfo(m_path).absolutePath();
    if (QDir(directory).exists() && !m_watcher.directories().contains(directory))
        m_watcher.addPath(directory);
}

StacksFile StacksStore::read() const
{
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly))
        return parseStacks(file.readAll());
    StacksFile none;
    none.mistakes << Mistake{ 0,
                              {},
                              tr("The file cannot be read: %1.").arg(file.errorString()),
                              m_stacks.isEmpty() ? tr("Make one; an example with all keys: stacks.example.yaml.")
                                                 : tr("The stacks known before stay.") };
    return none;
}

void StacksStore::reload()
{
    watch();
    StacksFile file = read();
    QList<StackConfig> stacks = file.stacks;
    for (const StackConfig &old : m_stacks) {
        if (file.faulty.contains(old.name))
            stacks << old;
    }
    if (stacks.isEmpty()) // broken as a whole, gone, or nothing in it is good
        stacks = m_stacks;
    for (const Mistake &mistake : file.mistakes)
        qCWarning(lcConfig).noquote() << mistakeText(mistake, m_path);
    if (m_mistakes != file.mistakes) {
        m_mistakes = file.mistakes;
        emit mistakesChanged();
    }
    if (m_stacks != stacks) {
        m_stacks = stacks;
        emit stacksChanged();
    }
}

} // namespace config
