// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/scan.h"

#include "models/logs/pagedfile.h"
#include "models/logs/readrange.h"

#include <QPointer>
#include <QTimer>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <map>

using namespace std::chrono_literals;

namespace logs {

namespace {

constexpr int mostAtOnce = 4;

} // namespace

struct Scan::Private
{
    static QCoro::Task<void> see(QPointer<Scan> self, qint64 stretch);

    void go();
    void take(qint64 stretch, qint64 size, Finds finds);
    void plan(qint64 from, qint64 to);
    void restart();
    void tell();
    void grow(qint64 from, qint64 to);

    Scan *q;
    PagedFile *file;
    Quest quest;
    From from;
    std::stop_source stop{};
    QTimer pace{};
    std::map<qint64, Finds> finds{}; ///< by stretch
    std::map<qint64, qint64> counts{}; ///< lines found in each stretch, kept or not
    std::map<qint64, qint64> seen{}; ///< bytes of each stretch that were there when it was looked through
    std::vector<qint64> todo{}; ///< the next one last
    std::optional<core::Error> error{};
    qint64 limit = 0;
    qint64 lines = 0;
    qint64 kept = 0;
    qint64 hits = 0;
    qint64 bytes = 0;
    int underWay = 0;
    int generation = 0;
    bool finished = false;
};

Scan::Scan(PagedFile *file, Quest quest, From from, QObject *parent)
    : QObject(parent)
    , d(new Private{ .q = this, .file = file, .quest = std::move(quest), .from = from })
{
    d->pace.setSingleShot(true);
    connect(&d->pace, &QTimer::timeout, this, &Scan::changed);
    connect(file, &PagedFile::grown, this, [this](qint64 before, qint64 now) { d->grow(before, now); });
    connect(file, &PagedFile::replaced, this, [this] { d->restart(); });
}

Scan::~Scan()
{
    d->stop.request_stop();
}

void Scan::setLimit(qint64 lines)
{
    d->limit = lines;
}

void Scan::start()
{
    if (d->error) {
        d->error.reset();
        d->finished = false;
        d->go();
        return;
    }
    d->restart();
}

const Quest &Scan::quest() const
{
    return d->quest;
}

qint64 Scan::lineCount() const
{
    return d->lines;
}

qint64 Scan::hitCount() const
{
    return d->hits;
}

qint64 Scan::bytesSeen() const
{
    return d->bytes;
}

qint64 Scan::bytesToSee() const
{
    return d->file->size();
}

bool Scan::isFinished() const
{
    return d->finished;
}

bool Scan::isComplete() const
{
    return d->kept == d->lines;
}

const std::optional<core::Error> &Scan::error() const
{
    return d->error;
}

std::optional<qint64> Scan::next(qint64 begin) const
{
    for (auto it = d->finds.lower_bound(begin < 0 ? 0 : begin / stretchBytes); it != d->finds.end(); ++it) {
        const std::vector<qint64> &lines = it->second.lines;
        if (const auto found = std::ranges::upper_bound(lines, begin); found != lines.end())
            return *found;
    }
    return std::nullopt;
}

std::optional<qint64> Scan::previous(qint64 begin) const
{
    auto it = d->finds.upper_bound(begin / stretchBytes);
    while (it != d->finds.begin()) {
        --it;
        const std::vector<qint64> &lines = it->second.lines;
        if (const auto found = std::ranges::lower_bound(lines, begin); found != lines.begin())
            return *std::prev(found);
    }
    return std::nullopt;
}

bool Scan::isFirstCertain() const
{
    const auto begin = first();
    if (!begin)
        return false;
    for (qint64 stretch = *begin / stretchBytes - 1; stretch >= 0; --stretch) {
        if (!d->seen.contains(stretch))
            return false;
    }
    return true;
}

std::optional<qint64> Scan::last() const
{
    return previous(d->file->size() + 1);
}

qint64 Scan::rankOf(qint64 begin) const
{
    qint64 rank = 0;
    for (const auto &[stretch, found] : d->finds) {
        if ((stretch + 1) * stretchBytes <= begin) {
            rank += static_cast<qint64>(found.lines.size());
            continue;
        }
        rank += std::ranges::lower_bound(found.lines, begin) - found.lines.begin();
        break;
    }
    return rank;
}

std::optional<qint64> Scan::at(qint64 rank) const
{
    for (const auto &[stretch, found] : d->finds) {
        const auto count = static_cast<qint64>(found.lines.size());
        if (rank < count)
            return found.lines[static_cast<size_t>(rank)];
        rank -= count;
    }
    return std::nullopt;
}

void Scan::Private::restart()
{
    stop.request_stop();
    stop = {};
    ++generation;
    finds.clear();
    seen.clear();
    counts.clear();
    todo.clear();
    lines = kept = hits = bytes = 0;
    underWay = 0;
    finished = false;
    error.reset();
    plan(0, (file->size() + stretchBytes - 1) / stretchBytes);
    go();
}

/// Stretches [begin, end), so that the wanted end of the file comes first.
void Scan::Private::plan(qint64 begin, qint64 end)
{
    for (qint64 stretch = begin; stretch < end; ++stretch) {
        if (!std::ranges::count(todo, stretch))
            todo.push_back(stretch);
    }
    if (from == From::End)
        std::ranges::sort(todo);
    else
        std::ranges::sort(todo, std::greater());
}

void Scan::Private::grow(qint64 before, qint64 now)
{
    if (limit > 0 && finished)
        return;
    // Lines that were whole at the end before may go on; their begin can lie two blocks back, in an earlier stretch.
    plan(std::max<qint64>(0, before - 2 * blockBytes) / stretchBytes, (now + stretchBytes - 1) / stretchBytes);
    finished = false;
    go();
}

void Scan::Private::go()
{
    while (!error && underWay < mostAtOnce && !todo.empty()) {
        const qint64 stretch = todo.back();
        todo.pop_back();
        ++underWay;
        QCoro::connect(see(q, stretch), q, [] {});
    }
    if (underWay > 0 || finished)
        return;
    finished = true;
    pace.stop();
    emit q->changed();
    emit q->finished();
}

void Scan::Private::take(qint64 stretch, qint64 sawBytes, Finds found)
{
    const auto old = finds.find(stretch);
    if (old != finds.end()) {
        lines -= counts[stretch];
        kept -= static_cast<qint64>(old->second.lines.size());
        hits -= old->second.hits;
        bytes -= seen[stretch];
    }
    seen[stretch] = sawBytes;
    bytes += sawBytes;
    hits += found.hits;
    const auto count = static_cast<qint64>(found.lines.size());
    lines += count;
    counts[stretch] = count;
    for (size_t page = 0; page < found.lineEnds.size(); ++page)
        file->index().set(stretch * (stretchBytes / pageBytes) + static_cast<qint64>(page), found.lineEnds[page]);
    if (kept + count > mostKept)
        found.lines.clear();
    kept += static_cast<qint64>(found.lines.size());
    found.lineEnds = {};
    finds[stretch] = std::move(found);
    if (limit > 0 && lines >= limit)
        todo.clear();
}

void Scan::Private::tell()
{
    if (!pace.isActive())
        pace.start(100ms);
}

QCoro::Task<void> Scan::Private::see(QPointer<Scan> self, qint64 stretch)
{
    Private *d = self->d.get();
    const int generation = d->generation;
    const std::shared_ptr<Source> source = d->file->source();
    const std::stop_token stop = d->stop.get_token();
    const StretchBounds bounds = boundsOf(stretch, d->file->size());
    const auto bytes = co_await readRange(source, bounds.readBegin, bounds.readEnd, stop);
    if (!self || self->d->generation != generation)
        co_return;
    if (!bytes || bytes->size() < bounds.readEnd - bounds.readBegin) {
        --d->underWay;
        if (!bytes && bytes.error().kind != core::Error::Kind::Cancelled) {
            d->error = bytes.error();
            d->todo.push_back(stretch);
        } else if (bytes) {
            d->file->lookNow(); // it was cut meanwhile: replaced() comes
        }
        d->go();
        co_return;
    }
    const std::function<Finds()> work
        = [bytes = *bytes, bounds, quest = d->quest] { return lookThrough(bytes, bounds, quest); };
    const QFuture<Finds> future = QtConcurrent::run(work);
    Finds found = co_await future;
    if (!self || self->d->generation != generation)
        co_return;
    --d->underWay;
    d->take(stretch, bounds.end - bounds.begin, std::move(found));
    d->tell();
    d->go();
}

} // namespace logs
