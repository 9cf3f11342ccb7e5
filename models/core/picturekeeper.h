// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/picturefile.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace core {

/// Keeps a store's last picture on disk: read once at the start, written off-thread at most once a minute and at the
/// end. Thread: the one it lives in.
class PictureKeeper final : public QObject
{
    Q_OBJECT
public:
    /// Makes the file's bytes of a picture that the function holds; called in the worker.
    using Encode = std::function<QByteArray()>;
    /// Reads the file's bytes in the worker; what it returns is run in this object's thread.
    using Decode = std::function<Result<std::function<void()>>(const QByteArray &)>;

    /// `file` empty: nothing is kept. `worker` outlives this object and is waited for by its owner.
    PictureKeeper(QString file, QThreadPool *worker, QObject *parent = nullptr);

    void restore(Decode decode); ///< nothing happens where there is no usable file
    void keep(Encode encode); ///< of the newest picture; an earlier one that is not written yet is dropped
    void flush(); ///< what is not written yet, now

private:
    QString m_file;
    QThreadPool *m_worker;
    QTimer m_timer;
    Encode m_unwritten;
    bool m_writtenOnce = false;
};

} // namespace core
