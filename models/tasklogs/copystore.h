// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace tasklogs {

/// The end of a log as it was saved here.
struct Copy
{
    qint64 id = 0;
    QString task;
    QString framework;
    QString job;
    QString title; ///< "itaipu-dimensional-modeling/0"
    QString host;
    QString file; ///< "run/0/stderr"
    core::TimePoint savedAt{};
    qint64 bytes = 0; ///< kept
    qint64 whole = 0; ///< of the file when it was saved; more than `bytes`: only its end was kept
    QString path; ///< of the copy
    QString node; ///< of the night, whose job the task ran for; empty: none was known
    bool operator==(const Copy &) const = default;
};

/// Whose copies are wanted, by as much as is known of it.
struct CopyQuery
{
    QString task; ///< then of this one alone
    QString job; ///< "role/env/name"
    int instance = -1; ///< of the job; -1: any
    QString node;
};

/// What a rescue saves besides: which files the sandbox held. As Copy::file.
inline constexpr char16_t sandboxList[] = u"list of the sandbox";

/// Saved ends of logs of one stack: files beside a SQLite index, the newest kept within a size. One writer thread;
/// answers in the caller's thread. Thread: GUI thread.
class CopyStore final : public QObject
{
    Q_OBJECT
public:
    /// `folder`: made when it is not there; empty: a temporary one that goes with this object.
    CopyStore(QString folder, qint64 mostBytes, QObject *parent = nullptr);
    ~CopyStore() override; ///< waits for what is being written

    /// An earlier copy of the same file is replaced. id, bytes and path are set here.
    void keep(const Copy &copy, const QByteArray &content);
    QFuture<QList<Copy>> copiesOf(const QString &task); ///< by file
    /// By file. Without a task those of the newest one that was saved of the instance, the job, or else the node.
    QFuture<QList<Copy>> copiesFor(const CopyQuery &query);
    QFuture<QList<Copy>> copiesOfJob(const QString &job); ///< the newest first
    QFuture<QList<Copy>> newest(int limit);
    QString notice() const; ///< why nothing is saved; empty: all is well

    static constexpr qint64 usualSize = qint64{ 512 } << 20;

signals:
    void changed(const QString &task);
    void noticeChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tasklogs
