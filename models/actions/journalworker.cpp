// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/journalworker.h"

#include "models/actions/errors.h"
#include "models/actions/outcome.h"
#include "models/actions/owner.h"
#include "models/core/logging.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace actions {

JournalWorker::JournalWorker(QString file, QString stack, QString owner, const core::Clock &clock,
                             std::chrono::milliseconds elsewhere)
    : m_path(std::move(file))
    , m_stack(std::move(stack))
    , m_owner(std::move(owner))
    , m_clock(clock)
    , m_elsewhere(this)
{
    m_elsewhere.setInterval(elsewhere);
    connect(&m_elsewhere, &QTimer::timeout, this, &JournalWorker::lookElsewhere);
}

JournalWorker::~JournalWorker() = default;

void JournalWorker::open()
{
    auto opened = openFile();
    if (!opened && opened.error().isDamage()) {
        const auto today = QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date();
        const QString aside = JournalFile(m_path).setAside(today);
        const bool again = !aside.isEmpty() && openFile();
        setNotice(again
                      ? tr("The file of actions and audit is damaged and was set aside as %1. Look at what ran last: "
                           "it is not in the list.")
                            .arg(QFileInfo(aside).fileName())
                      : tr("The file of actions and audit is damaged and cannot be set aside. Nothing can be sent: %1")
                            .arg(m_path));
        if (!again)
            return;
    } else if (!opened) {
        setNotice(
            opened.error().isNewer()
                ? tr("The file of actions was written by a newer version of this program. Until this one is updated "
                     "it shows everything and sends nothing: %1")
                      .arg(m_path)
                : tr("The file of actions cannot be opened (%1). Nothing can be sent: %2")
                      .arg(opened.error().text, m_path));
        return;
    }
    adopt();
    m_dataVersion = m_file->dataVersion().value_or(0);
    m_elsewhere.start();
}

SqlResult<void> JournalWorker::openFile()
{
    auto file = std::make_unique<JournalFile>(m_path);
    auto opened = file->open();
    if (opened)
        m_file = std::move(file);
    return opened;
}

void JournalWorker::close()
{
    m_elsewhere.stop();
    m_file.reset();
}

void JournalWorker::lookElsewhere()
{
    const qint64 version = m_file->dataVersion().value_or(m_dataVersion);
    const bool written = std::exchange(m_dataVersion, version) != version;
    const bool adopted = adopt();
    if (written || adopted)
        emit changedElsewhere();
}

bool JournalWorker::adopt()
{
    auto records = m_file->underWay(m_stack);
    if (!records) {
        qCWarning(lcActions) << m_path << records.error().text;
        return false;
    }
    bool any = false;
    for (const Record &record : *records)
        any = adopt(record) || any;
    return any;
}

bool JournalWorker::adopt(Record record)
{
    // One on another machine is left to those who know whether it lives.
    if (lifeOf(record.owner) != Life::Dead)
        return false;
    const auto all = [&record](StepState state) {
        return std::ranges::all_of(record.steps, [state](const StepRecord &step) { return step.state == state; });
    };
    // It may have ended between the last step and its own last line.
    const State to = all(StepState::Reached)                     ? State::Done
        : record.state == State::Held && all(StepState::Waiting) ? State::Cancelled
                                                                 : State::HalfDone;
    if (!m_file->takeOver(record, m_owner, to).value_or(false))
        return false;
    record.owner = m_owner;
    record.state = to;
    record.endedAt = m_clock.now();
    record.outcome = to == State::Cancelled ? tr("The console ended during the hold: nothing was sent.")
        : to == State::Done                 ? outcomeOf(record, {})
                                            : tr("The console ended while it ran.");
    const Entry entry{ record.endedAt, u"end"_s, record.outcome, -1 };
    const AuditEntry line{ 0,
                           record.endedAt,
                           record.user,
                           record.stack,
                           u"interrupted"_s,
                           record.id,
                           record.plan->title.label,
                           record.plan->title.place,
                           record.reason,
                           record.ticket,
                           {},
                           {},
                           record.outcome };
    return bool(m_file->writeRecord(record, entry, line));
}

core::Error JournalWorker::unusable() const
{
    return actions::errorOf(core::Error::Kind::Storage,
                            m_notice.isEmpty() ? tr("The journal of actions is closed: nothing is sent.") : m_notice);
}

core::Error JournalWorker::errorOf(const history::SqlFailure &failure) const
{
    qCWarning(lcActions) << m_path << failure.code << failure.text;
    if (JournalFile::isLostOwner(failure))
        return actions::errorOf(core::Error::Kind::Storage, tr("Another console runs this action now."));
    if (failure.isFull())
        return actions::errorOf(
            core::Error::Kind::Storage,
            tr("The disk is full: the journal cannot be written, nothing more is sent. %1").arg(m_path));
    return actions::errorOf(
        core::Error::Kind::Storage,
        tr("The journal cannot be written (%1): nothing more is sent. %2").arg(failure.text, m_path));
}

void JournalWorker::setNotice(const QString &notice)
{
    m_notice = notice;
    emit noticeChanged(notice);
}

} // namespace actions
