// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/audit.h"
#include "models/actions/touch.h"
#include "models/core/result.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace actions {

/// The journal of one stack's actions, with the audit log: a JournalFile in a thread of its own. A future that is
/// finished with a value means that it is on the disk. Errors are Storage with the whole sentence.
/// A damaged file is set aside; one that cannot be opened leaves the journal unusable: then nothing is sent.
/// Thread: GUI thread; the futures finish in any.
class Journal : public QObject
{
    Q_OBJECT
public:
    template <typename T>
    using Asked = QFuture<core::Result<T>>;

    /// `elsewhere`: how often it is looked whether another console wrote, or died.
    Journal(QString file, QString stack, const core::Clock &clock, std::chrono::milliseconds elsewhere);
    ~Journal() override;
    void close(); ///< waits for what is being written; afterwards every question is answered with an error

    const QString &owner() const; ///< this process
    QString notice() const;

    Asked<void> begin(Record record, Entry entry, AuditEntry audit);
    Asked<void> writeStep(Record record, int step, Entry entry, std::optional<AuditEntry> audit = {});
    Asked<void> writeRecord(Record record, Entry entry, std::optional<AuditEntry> audit = {});
    Asked<void> note(QString action, Entry entry);
    Asked<void> audit(AuditEntry entry);
    /// From the owner and state it is known in to this process and another state. False: another console was quicker.
    Asked<bool> takeOver(Record record, State to);
    Asked<void> setUndone(QString action, QString by);
    Asked<QList<Record>> records();
    Asked<QList<Touch>> touches(QStringList objects);
    Asked<QList<Entry>> entries(QString action);
    Asked<QList<AuditEntry>> search(AuditQuery query);

signals:
    void changedElsewhere(); ///< another console wrote, or a dead one's actions were marked as half done
    void noticeChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace actions
