// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace logs {

/// Which file of a task is opened by itself: what was chosen last for this job, else stderr for Spark jobs, else
/// stdout. Thread: GUI thread; keeps nothing by itself.
class FileChoice
{
public:
    /// `job`: "role/env/name", or the task's name without one. `spark`: what it runs is Spark.
    QString choose(const QString &job, bool spark, const QStringList &files) const;
    void remember(const QString &job, const QString &file);

    /// For keeping between runs: lines of "job\tfile", the newest last, at most 500.
    QByteArray save() const;
    void restore(const QByteArray &saved);

    /// Whether these words (command, executor data, task name) say Spark.
    static bool isSpark(const QString &words);

private:
    QStringList m_order; ///< jobs, the newest last
    QHash<QString, QString> m_files;
};

} // namespace logs
