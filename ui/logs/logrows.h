// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/linetext.h"
#include "models/logs/pagedfile.h"
#include "models/logs/scan.h"
#include "models/logs/writtenzone.h"

#include <QPointer>

#include <optional>
#include <vector>

namespace ui {

/// A line as the view shows it: what it begins with has columns of its own.
struct LogRow
{
    logs::Line line;
    std::optional<qint64> number; ///< from 1; nullopt: what lies before was not read
    QString clock; ///< in the desk's zone where its own is known, else as written; empty: none
    bool isZoned = false; ///< the line names its zone, or the stack's file tells which is meant
    bool isAssumed = false; ///< it is the file that tells
    logs::Level level = logs::Level::None;
    logs::LineText text; ///< the whole line
    qsizetype messageBegin = 0; ///< in text
};

/// Walks along the lines that are shown: all of a file, or those a filter leaves. What is not at hand is asked for and
/// nullopt is the answer. GUI thread.
class LogRows
{
public:
    void setFile(logs::PagedFile *file) { m_file = file; }
    /// nullptr: all lines.
    void setFilter(logs::Scan *filter) { m_filter = filter; }
    /// Of times that name none.
    void setZone(const logs::WrittenZone &zone) { m_zone = zone; }
    logs::PagedFile *file() const { return m_file; }
    qint64 size() const { return m_file ? m_file->size() : 0; }

    enum class Step { Found, End, Missing };
    struct Answer
    {
        Step step = Step::End;
        logs::Line line;
    };
    Answer lineFrom(qint64 begin) const; ///< the first shown line at or after a line's begin
    Answer after(const logs::Line &line) const;
    Answer before(qint64 begin) const; ///< the last shown one that begins before
    Answer nearest(qint64 offset) const; ///< the shown line at this place, or the next one
    std::optional<LogRow> row(const logs::Line &line) const;

private:
    Answer plain(qint64 begin) const;

    QPointer<logs::PagedFile> m_file;
    QPointer<logs::Scan> m_filter;
    logs::WrittenZone m_zone;
};

/// The row of a line's bytes, without its number. Pure.
LogRow logRow(const logs::Line &line, const QByteArray &bytes, const logs::WrittenZone &zone = {});

} // namespace ui
