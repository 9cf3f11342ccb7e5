// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/journal.h"

#include "models/actions/journalworker.h"
#include "models/actions/owner.h"

#include <QPromise>
#include <QThread>

using namespace Qt::StringLiterals;

namespace actions {

struct Journal::Private
{
    QThread thread;
    std::unique_ptr<JournalWorker> worker;
    QString notice;
    std::unique_ptr<Owner> owner = std::make_unique<Owner>();
    QString ownerId = owner->id();
    QString stack;
    bool closed = false;

    /// Runs on the file, after all that was asked before.
    template <typename T, typename Work>
    Asked<T> ask(Work work)
    {
        // QMetaObject copies its functors, a promise can only be moved: hence the pointer.
        auto promise = std::make_shared<QPromise<core::Result<T>>>();
        promise->start();
        Asked<T> future = promise->future();
        QMetaObject::invokeMethod(
            worker.get(),
            [to = worker.get(), promise, work = std::move(work)] {
                promise->addResult(to->with<T>(work));
                promise->finish();
            },
            closed ? Qt::DirectConnection : Qt::QueuedConnection);
        return future;
    }
};

Journal::Journal(QString file, QString stack, const core::Clock &clock, std::chrono::milliseconds elsewhere)
    : d(std::make_unique<Private>())
{
    d->stack = stack;
    d->worker = std::make_unique<JournalWorker>(std::move(file), std::move(stack), d->ownerId, clock, elsewhere);
    d->thread.setObjectName(u"journal"_s);
    d->worker->moveToThread(&d->thread);
    connect(d->worker.get(), &JournalWorker::changedElsewhere, this, &Journal::changedElsewhere);
    connect(d->worker.get(), &JournalWorker::noticeChanged, this, [this](const QString &notice) {
        d->notice = notice;
        emit noticeChanged();
    });
    d->thread.start();
    QMetaObject::invokeMethod(
        d->worker.get(), [worker = d->worker.get()] { worker->open(); }, Qt::QueuedConnection);
}

Journal::~Journal()
{
    close();
}

void Journal::close()
{
    if (std::exchange(d->closed, true))
        return;
    QMetaObject::invokeMethod(
        d->worker.get(), [worker = d->worker.get()] { worker->close(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
    d->owner.reset();
}

const QString &Journal::owner() const
{
    return d->ownerId;
}

QString Journal::notice() const
{
    return d->notice;
}

Journal::Asked<void> Journal::begin(Record record, Entry entry, AuditEntry audit)
{
    return d->ask<void>([=](JournalFile &file) { return file.begin(record, entry, audit); });
}

Journal::Asked<void> Journal::writeStep(Record record, int step, Entry entry, std::optional<AuditEntry> audit)
{
    return d->ask<void>([=](JournalFile &file) { return file.writeStep(record, step, entry, audit); });
}

Journal::Asked<void> Journal::writeRecord(Record record, Entry entry, std::optional<AuditEntry> audit)
{
    return d->ask<void>([=](JournalFile &file) { return file.writeRecord(record, entry, audit); });
}

Journal::Asked<void> Journal::note(QString action, Entry entry)
{
    return d->ask<void>([=](JournalFile &file) { return file.note(action, entry); });
}

Journal::Asked<void> Journal::audit(AuditEntry entry)
{
    return d->ask<void>([=](JournalFile &file) { return file.audit(entry); });
}

Journal::Asked<bool> Journal::takeOver(Record record, State to)
{
    return d->ask<bool>([=, owner = d->ownerId](JournalFile &file) { return file.takeOver(record, owner, to); });
}

Journal::Asked<void> Journal::setUndone(QString action, QString by)
{
    return d->ask<void>([=](JournalFile &file) { return file.setUndone(action, by); });
}

Journal::Asked<QList<Record>> Journal::records()
{
    constexpr int endedShown = 200;
    return d->ask<QList<Record>>([stack = d->stack](JournalFile &file) { return file.records(stack, endedShown); });
}

Journal::Asked<QList<Touch>> Journal::touches(QStringList objects)
{
    return d->ask<QList<Touch>>([=, stack = d->stack](JournalFile &file) { return file.touches(stack, objects); });
}

Journal::Asked<QList<Entry>> Journal::entries(QString action)
{
    return d->ask<QList<Entry>>([=](JournalFile &file) { return file.entries(action); });
}

Journal::Asked<QList<AuditEntry>> Journal::search(AuditQuery query)
{
    return d->ask<QList<AuditEntry>>([=](JournalFile &file) { return file.search(query); });
}

} // namespace actions
