// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/archivefile.h"
#include "models/watch/finding.h"

#include <QHash>
#include <QObject>

namespace watch {

/// Which findings of one stack were told to be quiet: by whom, since when and until when. Kept in SQLite, so that a
/// restart at night does not wake everybody anew. Thread: GUI thread.
class QuietBook final : public QObject
{
    Q_OBJECT
public:
    static QString fileName() { return QStringLiteral("quiet.sqlite"); } ///< in a stack's folder

    /// `path` of the database file; ":memory:" keeps nothing. Gone, what was given is on disk.
    QuietBook(QString path, const core::Clock &clock, QObject *parent = nullptr);

    void load(); ///< reads the file, once; `changed` follows
    bool isLoaded() const { return m_isLoaded; }
    /// Nothing: it is not quiet now, or it was told so when it was less bad.
    std::optional<Quiet> of(const QString &key, Severity severity, core::TimePoint now) const;
    void set(const QString &key, Severity severity, const Quiet &quiet);
    void end(const QString &key);

signals:
    void loaded(); ///< after `changed`
    void changed();
    void noticed(const QString &notice); ///< what is wrong with the file, as a sentence

private:
    struct Entry
    {
        Quiet quiet;
        Severity severity = Severity::Warning;
    };
    using Entries = QHash<QString, Entry>; ///< by the finding's key
    static history::SqlResult<Entries> read(history::Database &db);

    const core::Clock &m_clock;
    Entries m_entries;
    history::ArchiveFile m_file;
    bool m_isLoading = false;
    bool m_isLoaded = false;
};

} // namespace watch
