// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/writer.h"

#include "models/core/logging.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace history {

namespace {

constexpr auto writePause = 1s; ///< what a killed process may lose
constexpr auto retryPause = 30s; ///< after the disk refused
constexpr auto firstTidy = 20s; ///< not while the window is being built
constexpr auto tidyPause = 1h;
constexpr size_t writeAtOnce = 5'000; ///< rows that do not wait for the second to end
constexpr size_t maxWaiting = 20'000; ///< rows held while the disk refuses: a day of four pools

template <typename T>
void dropOldest(std::deque<T> &rows)
{
    while (rows.size() > maxWaiting)
        rows.pop_front();
}

} // namespace

Writer::Writer(QString path, const core::Clock &clock)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_writeTimer(this)
    , m_tidyTimer(this)
{
    m_writeTimer.setSingleShot(true);
    m_tidyTimer.setSingleShot(true);
    connect(&m_writeTimer, &QTimer::timeout, this, &Writer::write);
    connect(&m_tidyTimer, &QTimer::timeout, this, &Writer::tidyPiece);
}

Writer::~Writer() = default;

void Writer::open()
{
    if (auto opened = openFile(); !opened && cope(opened.error()))
        opened = openFile();
    if (!m_db || !m_db->isOpen())
        openMemory();
    m_tidyTimer.start(firstTidy);
}

SqlResult<void> Writer::openFile()
{
    m_db = std::make_unique<Database>(m_path, historyMigrations());
    auto opened = m_db->open();
    if (!opened)
        m_db->close();
    return opened;
}

void Writer::openMemory()
{
    m_db = std::make_unique<Database>(u":memory:"_s, historyMigrations());
    if (auto opened = m_db->open(); !opened)
        qCWarning(lcHistory) << "no database at all:" << opened.error().text;
}

void Writer::append(const QString &pool, const CapacitySample &sample)
{
    auto newest = m_newest.find(pool);
    if (newest == m_newest.end())
        newest = m_newest.insert(pool, SampleTable(*m_db).newest(pool).value_or(core::TimePoint{}));
    // Either way: a clock that was set back must not silence the history until it has caught up.
    if (std::chrono::abs(sample.at - *newest) < freshSpan)
        return;
    *newest = sample.at;
    m_rows.push_back({ pool, sample });
    scheduleWrite();
}

void Writer::append(const Event &event)
{
    m_events.push_back(event);
    scheduleWrite();
}

void Writer::scheduleWrite()
{
    if (!m_failing && m_rows.size() + m_events.size() >= writeAtOnce)
        return write();
    dropOldest(m_rows);
    dropOldest(m_events);
    if (!m_writeTimer.isActive())
        m_writeTimer.start(m_failing ? std::chrono::milliseconds(retryPause) : std::chrono::milliseconds(writePause));
}

void Writer::write()
{
    m_writeTimer.stop();
    if (m_rows.empty() && m_events.empty())
        return;
    const std::vector<SampleTable::Row> rows(m_rows.begin(), m_rows.end());
    const std::vector<Event> events(m_events.begin(), m_events.end());
    auto done = SampleTable(*m_db).write(rows, events);
    if (!done && cope(done.error()))
        done = SampleTable(*m_db).write(rows, events);
    if (!done) {
        scheduleWrite();
        return;
    }
    m_rows.clear();
    m_events.clear();
    if (m_failing) {
        m_failing = false;
        setNotice({});
    }
    emit written();
}

Samples Writer::samples(core::TimePoint from, core::TimePoint to, int maxPoints, const QString &pool)
{
    write();
    auto answer = SampleTable(*m_db).read(from, to, maxPoints, pool);
    if (!answer && cope(answer.error()))
        answer = SampleTable(*m_db).read(from, to, maxPoints, pool);
    return answer.value_or(Samples());
}

Events Writer::events(core::TimePoint from, int limit)
{
    write();
    auto answer = SampleTable(*m_db).events(from, limit);
    if (!answer && cope(answer.error()))
        answer = SampleTable(*m_db).events(from, limit);
    return answer.value_or(Events());
}

void Writer::tidyPiece()
{
    SampleTable table(*m_db);
    if (auto dropped = table.dropOld(m_clock.now()); !dropped)
        cope(dropped.error());
    const auto more = table.thinSome(m_clock.now());
    if (!more)
        cope(more.error());
    m_tidyTimer.start(more.value_or(false) ? std::chrono::milliseconds(100) : std::chrono::milliseconds(tidyPause));
}

void Writer::tidyNow()
{
    write();
    do {
        tidyPiece();
    } while (m_tidyTimer.intervalAsDuration() < tidyPause);
}

void Writer::close()
{
    write();
    m_writeTimer.stop();
    m_tidyTimer.stop();
    m_db.reset();
}

bool Writer::cope(const SqlFailure &failure)
{
    qCWarning(lcHistory) << m_path << failure.code << failure.text;
    const QString file = QDir::toNativeSeparators(m_path);
    if (failure.isNewer()) {
        setNotice(tr("The history file was written by a newer version of this program and is left as it is. "
                     "What is drawn now ends with this window: %1")
                      .arg(file));
        return false;
    }
    if (failure.isDamage()) {
        m_newest.clear();
        m_db->close();
        m_failing = false;
        const auto today = QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date();
        const QString aside = m_db->setAside(today);
        if (!aside.isEmpty() && openFile()) {
            setNotice(tr("The history file is damaged and was set aside as %1. Charts start anew.")
                          .arg(QFileInfo(aside).fileName()));
            return true;
        }
        openMemory();
        setNotice(tr("The history file is damaged and cannot be set aside. What is drawn now ends with this window: %1")
                      .arg(file));
        return true;
    }
    if (!m_db->isOpen()) {
        setNotice(tr("The history file cannot be opened (%1). What is drawn now ends with this window: %2")
                      .arg(failure.text, file));
        return false;
    }
    m_failing = true;
    setNotice(failure.isFull()
                  ? tr("The disk is full: the history waits until there is room. %1").arg(file)
                  : tr("The history cannot be written (%1); it is tried again. %2").arg(failure.text, file));
    return false;
}

void Writer::setNotice(const QString &notice)
{
    if (m_notice == notice)
        return;
    m_notice = notice;
    emit noticeChanged(notice);
}

} // namespace history
