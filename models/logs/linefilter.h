// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/stamp.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace logs {

/// Which lines are shown: `executor "lost task" !heartbeat` shows lines with the first two texts and without the third
/// (case of ASCII letters is ignored), from a level on. Lines without a level of their own go with the one before. A
/// value.
class LineFilter
{
public:
    LineFilter() = default;
    LineFilter(const QString &terms, Level atLeast);

    bool isEmpty() const { return m_with.isEmpty() && m_without.isEmpty() && m_atLeast == Level::None; }
    Level atLeast() const { return m_atLeast; }
    /// `level`: the line's own, or that of the line it goes with.
    bool passes(std::string_view line, Level level) const;
    bool operator==(const LineFilter &) const = default;

private:
    QList<QByteArray> m_with; ///< in lower case
    QList<QByteArray> m_without;
    Level m_atLeast = Level::None;
};

} // namespace logs
