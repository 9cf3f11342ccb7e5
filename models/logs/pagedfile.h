// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/linecutter.h"
#include "models/logs/lineindex.h"
#include "models/logs/source.h"

#include <QObject>

#include <memory>

namespace logs {

/// One file of a Source, of any size, in bounded memory: pages that were looked at lately, and four bytes for each page
/// that was ever read. Opens at the end with two requests. Follows by looking at the size: what was written meanwhile
/// stays with its keeper until somebody looks at it, so nothing is dropped however fast it grows. Notices that the file
/// was cut or replaced behind it. A failed look changes nothing but error(). Thread: GUI thread.
class PagedFile final : public QObject
{
    Q_OBJECT
public:
    enum class Replaced {
        Truncated, ///< shorter than it was
        Rotated, ///< other bytes where known ones were
    };

    explicit PagedFile(std::shared_ptr<Source> source, QObject *parent = nullptr);
    ~PagedFile() override;

    const std::shared_ptr<Source> &source() const;
    void open(); ///< size and last page; opened() or failed()
    bool isOpen() const;
    qint64 size() const; ///< bytes, as far as is shown
    const std::optional<core::Error> &error() const; ///< of the last look or read, when it failed

    /// The page's bytes, or nullptr: then it is being asked for, and pageArrived() tells. Valid until the event loop.
    const QByteArray *page(qint64 index);
    LineCutter cutter(); ///< over page(); asks for what is missing by itself
    LineIndex &index();
    qint64 pageCount() const;
    qint64 keptBytes() const; ///< of pages in memory

    /// Number of the line that begins at `begin`, from 1; nullopt while pages before it are unread.
    std::optional<qint64> lineNumber(qint64 begin);

    void setFollowing(bool following); ///< looks once a second, slower after failures
    bool isFollowing() const;
    void lookNow();
    /// For tests: the pause between looks.
    void setInterval(std::chrono::milliseconds interval);

    static constexpr int mostPages = 192; ///< 12 MiB

signals:
    void opened();
    void grown(qint64 from, qint64 to); ///< the new last page is at hand
    void replaced(logs::PagedFile::Replaced how); ///< everything begins anew; size() is the new one
    void pageArrived(qint64 page);
    void failed(); ///< see error()
    void recovered();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace logs
