// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/stretch.h"

#include <QObject>

#include <memory>

namespace logs {

class PagedFile;

/// Looks through a whole file, the newest stretches first (or the oldest), while what was found can be walked through
/// already. Bytes go past the pages of the view, so memory stays bounded: four stretches and eight bytes a find, of
/// which the first two million are kept and further ones counted. Each page it has seen tells the file's LineIndex.
/// Follows the file as it grows. Thread: GUI thread; looks in the pool.
class Scan final : public QObject
{
    Q_OBJECT
public:
    enum class From { End, Begin };

    Scan(PagedFile *file, Quest quest, From from, QObject *parent = nullptr);
    ~Scan() override;

    void setLimit(qint64 lines); ///< ends once that many lines were found; 0: none. Before start().
    void start();
    const Quest &quest() const;

    qint64 lineCount() const; ///< lines found
    qint64 hitCount() const; ///< matches in them
    qint64 bytesSeen() const;
    qint64 bytesToSee() const;
    bool isFinished() const;
    bool isComplete() const; ///< false: further lines were counted only
    const std::optional<core::Error> &error() const; ///< it stopped for this; start() goes on

    std::optional<qint64> next(qint64 begin) const; ///< first found line that begins after
    std::optional<qint64> previous(qint64 begin) const; ///< last found line that begins before
    std::optional<qint64> first() const { return next(-1); }
    /// All before the first one has been looked at: none will come before it.
    bool isFirstCertain() const;
    std::optional<qint64> last() const;
    /// How many found lines begin before it, as far as was looked.
    qint64 rankOf(qint64 begin) const;
    std::optional<qint64> at(qint64 rank) const;

    static constexpr qint64 mostKept = 2'000'000;

signals:
    void changed(); ///< more was seen; at most ten times a second
    void finished(); ///< all was seen, or error()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace logs
