// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/journalfile.h"
#include "models/core/result.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace actions {

/// The one who touches the journal's file. Lives in the journal's thread; all of it is called there.
class JournalWorker : public QObject
{
    Q_OBJECT
public:
    JournalWorker(QString file, QString stack, QString owner, const core::Clock &clock,
                  std::chrono::milliseconds elsewhere);
    ~JournalWorker() override;

    void open();
    void close();

    /// Runs `work` on the file and puts what failed into a sentence.
    template <typename T, typename Work>
    core::Result<T> with(Work work)
    {
        if (!m_file)
            return core::failure(unusable());
        SqlResult<T> done = work(*m_file);
        if (!done)
            return core::failure(errorOf(done.error()));
        if constexpr (std::is_void_v<T>)
            return core::Result<void>();
        else
            return std::move(*done);
    }
    /// Marks what dead processes left as half done; as cancelled when nothing was sent, as done when all was seen.
    /// True: there was some.
    bool adopt();

signals:
    void changedElsewhere();
    void noticeChanged(const QString &notice);

private:
    SqlResult<void> openFile();
    void lookElsewhere();
    bool adopt(Record record);
    core::Error unusable() const;
    core::Error errorOf(const history::SqlFailure &failure) const;
    void setNotice(const QString &notice);

    const QString m_path;
    const QString m_stack;
    const QString m_owner;
    const core::Clock &m_clock;
    std::unique_ptr<JournalFile> m_file;
    QTimer m_elsewhere;
    qint64 m_dataVersion = 0;
    QString m_notice;
};

} // namespace actions
