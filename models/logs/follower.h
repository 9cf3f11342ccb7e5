// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/source.h"

#include <memory>

namespace logs {

/// Reads a file from some place on, in order and once, for who prints what is written to it. Notices that it was cut,
/// or that another file has its name. Outlives its looks; one at a time.
class Follower
{
public:
    enum class Change { None, Cut, Rotated };
    struct News
    {
        QByteArray bytes; ///< behind what was told before; after a change those of the new file. Empty: no more now
        Change change = Change::None;
    };

    Follower(std::shared_ptr<Source> source, qint64 from);

    /// A piece, at most 1 MiB. What failed is asked for again by the next look. A change is told once, even if the
    /// first bytes after it do not come.
    QCoro::Task<core::Result<News>> look(std::stop_token stop);
    bool isThrough() const { return m_at >= m_size; } ///< as far as the file went when it was asked last

private:
    const std::shared_ptr<Source> m_source;
    qint64 m_size = 0; ///< when it was asked last
    qint64 m_at; ///< everything before it was told
    QByteArray m_tail; ///< what stood right before, to see that the file is still the same
};

} // namespace logs
