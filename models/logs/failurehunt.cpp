// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/failurehunt.h"

#include "models/core/whendone.h"
#include "models/logs/readrange.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace logs {

namespace {

constexpr qint64 overlap = 8 << 10; ///< a line on the border of two pieces is seen whole in one of them

} // namespace

FailureHunt::FailureHunt(const KnownFailures *failures, std::shared_ptr<Source> source, qint64 end, QObject *parent)
    : QObject(parent)
    , m_failures(failures)
    , m_source(std::move(source))
    , m_first(std::max<qint64>(0, end - mostBytes))
    , m_end(end)
{
}

FailureHunt::~FailureHunt()
{
    m_stop.request_stop();
}

void FailureHunt::start()
{
    readNext();
}

void FailureHunt::readNext()
{
    if (m_end <= m_first || m_failures->all().isEmpty())
        return;
    const qint64 from = std::max(m_first, m_end - pieceBytes);
    const qint64 to = m_end + overlap;
    m_end = from;
    QCoro::connect(
        readRange(m_source, from, to, m_stop.get_token()), this, [this, from](const core::Result<QByteArray> &bytes) {
            if (!bytes)
                return; // whoever reads the log is told why
            // By value: the list may go before the pool is through.
            const auto find = [failures = *m_failures, text = *bytes] {
                const KnownFailures::Sighting found = failures.find(text);
                const qsizetype rank = found.failure ? found.failure - failures.all().constData() : -1;
                return std::pair(rank, found.at);
            };
            core::whenDone(QtConcurrent::run(find), this, [this, from](const std::pair<qsizetype, qsizetype> &found) {
                if (found.first >= 0)
                    take({ &m_failures->all().at(found.first), found.second }, from);
                readNext();
            });
        });
}

/// Pieces come from the end back: of the same failure the later answer is the earlier line.
void FailureHunt::take(const KnownFailures::Sighting &sighting, qint64 from)
{
    if (m_failure && sighting.failure > m_failure)
        return;
    m_failure = sighting.failure;
    m_at = from + sighting.at;
    emit changed();
}

} // namespace logs
