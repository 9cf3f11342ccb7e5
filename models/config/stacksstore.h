// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace config {

/// The stacks as the file describes them, followed while it is edited. What was good once stays until something good
/// replaces it: a file that is broken or gone changes nothing, a stack with a mistake keeps its last good description.
/// Thread: the one it lives in.
class StacksStore : public QObject
{
    Q_OBJECT
public:
    explicit StacksStore(QString path, QObject *parent = nullptr);

    QString path() const { return m_path; }
    const QList<StackConfig> &stacks() const { return m_stacks; }
    const QList<Mistake> &mistakes() const { return m_mistakes; }
    const StackConfig *stack(const QString &name) const; ///< nullptr: not there

    void reload();

signals:
    void stacksChanged();
    void mistakesChanged();

private:
    StacksFile read() const;
    void watch();

    const QString m_path;
    QList<StackConfig> m_stacks;
    QList<Mistake> m_mistakes;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< editors write in several steps
};

} // namespace config
