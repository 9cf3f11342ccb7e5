// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <cstdint>
#include <optional>
#include <vector>

namespace logs {

/// Ends of lines that the page's own bytes tell: line feeds, and cuts of whole blocks without one (LineCutter).
qint32 lineEndsIn(QByteArrayView page);

/// How many lines end in each page, as far as pages were read: four bytes for 64 KiB of the file, 640 kB for 10 GB.
/// Line numbers follow once everything before is known. Not thread-safe.
class LineIndex
{
public:
    void clear();
    /// A whole page, or the last one as far as it goes now.
    void set(qint64 page, qint32 lineEnds);
    void forget(qint64 page); ///< more was written to it since
    std::optional<qint32> endsIn(qint64 page) const; ///< nullopt: not known
    /// Lines that end before the page begins. nullopt: some page before it was not read yet.
    std::optional<qint64> endsBefore(qint64 page) const;

private:
    std::vector<qint32> m_ends; ///< -1: not known
    mutable std::vector<qint64> m_sums; ///< of all pages before, as far as known without a gap
};

} // namespace logs
