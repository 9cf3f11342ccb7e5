// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/mergedsource.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/logs/merging.h"
#include "models/logs/readrange.h"
#include "models/logs/spool.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;

namespace logs {

namespace {

using core::tr;

/// How far one log was read.
struct Reading
{
    MergePart part;
    qint64 at = -1; ///< -1: not begun
    MergeState state{};
    bool isSilent = false; ///< its trouble was told
};

struct News
{
    QByteArray text;
    QString remark; ///< what a line of its own tells; empty: nothing
    qint64 at = 0; ///< how far it was read
    bool isSilent = false;
    bool isCut = false; ///< what is carried over does not fit what comes
};

/// What came of one log since the last look.
QCoro::Task<News> newsOf(Reading reading, qint64 most, std::stop_token stop)
{
    News news;
    news.at = reading.at;
    const std::shared_ptr<Source> source = reading.part.source;
    const auto size = co_await source->size(stop);
    core::Result<QByteArray> bytes = QByteArray();
    if (size) {
        const bool begins = news.at < 0 || *size < news.at;
        if (*size < news.at)
            news.remark = tr("The log was cut or rotated; it begins anew.");
        qint64 from = begins ? 0 : news.at;
        if (*size - from > most) {
            if (reading.at >= 0)
                news.remark = tr("%1 left out.").arg(core::formatBytes(*size - most - from));
            from = *size - most;
            news.isCut = true;
        }
        bytes = co_await readRange(source, from, *size, stop);
        if (bytes) {
            news.at = from + bytes->size();
            news.text = *bytes;
            if (news.isCut) // in the middle of a line
                news.text.remove(0, news.text.indexOf('\n') + 1);
        }
    }
    const core::Error *error = !size ? &size.error() : !bytes ? &bytes.error() : nullptr;
    news.isSilent = error && error->kind != core::Error::Kind::Cancelled;
    if (news.isSilent && !reading.isSilent)
        news.remark = core::errorText(*error, source->keeper()).what;
    co_return news;
}

} // namespace

struct MergedSource::Merge
{
    std::vector<Reading> readings;
    Spool spool{};
    WrittenZone zone{};
    bool isLooking = false;
};

MergedSource::MergedSource(const QList<MergePart> &parts, const WrittenZone &zone)
    : m_merge(std::make_shared<Merge>())
{
    for (const MergePart &part : parts)
        m_merge->readings.push_back({ part });
    m_merge->zone = zone;
}

MergedSource::~MergedSource() = default;

QString MergedSource::fileName() const
{
    return tr("%1 logs by time").arg(m_merge->readings.size());
}

QString MergedSource::keeper() const
{
    return tr("the instances' machines");
}

QCoro::Task<core::Result<qint64>> MergedSource::size(std::stop_token stop)
{
    return look(m_merge, std::move(stop));
}

QCoro::Task<core::Result<QByteArray>> MergedSource::read(qint64 offset, qint64 length, std::stop_token)
{
    return readMerged(m_merge, offset, length);
}

QCoro::Task<core::Result<QByteArray>> MergedSource::readMerged(std::shared_ptr<Merge> merge, qint64 offset,
                                                               qint64 length)
{
    core::Result<QByteArray> bytes = co_await merge->spool.read(offset, length); // `merge` is held until it is there
    co_return bytes;
}

QCoro::Task<core::Result<qint64>> MergedSource::look(std::shared_ptr<Merge> merge, std::stop_token stop)
{
    if (merge->isLooking)
        co_return merge->spool.size();
    merge->isLooking = true;
    const auto count = static_cast<qint64>(merge->readings.size());
    // All are asked before any answer is waited for.
    std::vector<QCoro::Task<News>> asked;
    for (const Reading &reading : merge->readings) {
        const qint64 most
            = reading.at < 0 ? std::min(mostOfALook, mostAtFirst / std::max<qint64>(1, count)) : mostOfALook;
        asked.push_back(newsOf(reading, most, stop));
    }
    QList<MergePiece> pieces;
    for (size_t i = 0; i < asked.size(); ++i) {
        const News news = co_await asked[i];
        Reading &reading = merge->readings[i];
        reading.at = news.at;
        reading.isSilent = news.isSilent;
        if (news.isCut)
            reading.state.rest.clear();
        MergePiece piece{ reading.part.label.toUtf8(), laneColour(reading.part.lane), news.text, reading.state,
                          merge->zone };
        if (!news.remark.isEmpty())
            piece.text.prepend((piece.state.rest.isEmpty() ? "--- " : "\n--- ") + news.remark.toUtf8() + '\n');
        pieces.append(std::move(piece));
    }
    using Merged = std::pair<QByteArray, QList<MergePiece>>;
    const std::function<Merged()> work = [pieces]() mutable {
        QByteArray text = mergeByTime(&pieces);
        return Merged(std::move(text), std::move(pieces));
    };
    const QFuture<Merged> future = QtConcurrent::run(work);
    const Merged merged = co_await future;
    for (size_t i = 0; i < merge->readings.size(); ++i)
        merge->readings[i].state = merged.second.at(static_cast<qsizetype>(i)).state;
    merge->isLooking = false;
    const core::Result<void> kept = merge->spool.append(merged.first);
    if (!kept)
        co_return core::failure(kept.error());
    co_return merge->spool.size();
}

} // namespace logs
