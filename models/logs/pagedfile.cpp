// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/pagedfile.h"

#include "models/core/cancelled.h"
#include "models/logs/readrange.h"

#include <QCache>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace logs {

namespace {

constexpr qint64 overlapBytes = 256; ///< read again at each look, to see that the file is still the same
constexpr qint64 mostReadAgain = 8; ///< pages, each look
constexpr int mostPagesAtOnce = 6; ///< requests for pages under way
constexpr auto slowest = 30s;

} // namespace

struct PagedFile::Private
{
    static QCoro::Task<void> look(QPointer<PagedFile> self);
    static QCoro::Task<void> fetch(QPointer<PagedFile> self, qint64 page);
    static QCoro::Task<core::Result<void>> readTail(QPointer<PagedFile> self, qint64 newSize);

    void start(qint64 newSize);
    void put(qint64 page, QByteArray bytes);
    void forget(qint64 oldLast, qint64 newLast);
    void fail(const core::Error &why);
    void succeed();
    void conclude(const core::Result<void> &done, bool first, bool truncated, bool rotated, qint64 before);
    void schedule();
    void fetchWanted();
    qint64 expected(qint64 page) const { return std::min(pageBytes, size - page * pageBytes); }

    PagedFile *q;
    std::shared_ptr<Source> source;
    QCache<qint64, QByteArray> pages{ mostPages };
    QSet<qint64> underWay{};
    QList<qint64> wanted{}; ///< the newest wish last, which is served first
    LineIndex index{};
    QByteArray tail{}; ///< last bytes of what is shown
    QTimer timer{};
    std::stop_source stop{};
    std::optional<core::Error> error{};
    std::chrono::milliseconds interval{ 1000 };
    qint64 size = 0;
    int generation = 0; ///< answers about the file before it was replaced are dropped
    int failures = 0;
    bool open = false;
    bool looking = false;
    bool following = false;
};

PagedFile::PagedFile(std::shared_ptr<Source> source, QObject *parent)
    : QObject(parent)
    , d(new Private{ .q = this, .source = std::move(source) })
{
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, &PagedFile::lookNow);
}

PagedFile::~PagedFile()
{
    d->stop.request_stop();
}

const std::shared_ptr<Source> &PagedFile::source() const
{
    return d->source;
}

void PagedFile::open()
{
    lookNow();
}

bool PagedFile::isOpen() const
{
    return d->open;
}

qint64 PagedFile::size() const
{
    return d->size;
}

const std::optional<core::Error> &PagedFile::error() const
{
    return d->error;
}

LineIndex &PagedFile::index()
{
    return d->index;
}

qint64 PagedFile::pageCount() const
{
    return (d->size + pageBytes - 1) / pageBytes;
}

qint64 PagedFile::keptBytes() const
{
    return d->pages.size() * pageBytes;
}

bool PagedFile::isFollowing() const
{
    return d->following;
}

void PagedFile::setInterval(std::chrono::milliseconds interval)
{
    d->interval = interval;
}

const QByteArray *PagedFile::page(qint64 index)
{
    if (index < 0 || index >= pageCount())
        return nullptr;
    const QByteArray *bytes = d->pages.object(index);
    if (bytes && bytes->size() >= d->expected(index))
        return bytes;
    d->wanted.removeOne(index);
    d->wanted.append(index);
    d->fetchWanted();
    return nullptr;
}

LineCutter PagedFile::cutter()
{
    return LineCutter([this](qint64 index) { return page(index); }, d->size);
}

std::optional<qint64> PagedFile::lineNumber(qint64 begin)
{
    const qint64 index = begin / pageBytes;
    const auto before = d->index.endsBefore(index);
    if (!before)
        return std::nullopt;
    const qint64 inside = begin - index * pageBytes;
    const QByteArray *bytes = inside == 0 ? nullptr : d->pages.object(index);
    if (inside > 0 && !bytes)
        return std::nullopt;
    qint64 ends = 0;
    for (qint64 at = 0; at < inside; at += blockBytes) {
        const QByteArrayView block = QByteArrayView(*bytes).sliced(at, std::min(blockBytes, bytes->size() - at));
        if (at + blockBytes <= inside)
            ends += lineEndsIn(block);
        else
            ends += std::count(block.begin(), block.begin() + (inside - at), '\n');
    }
    return *before + ends + 1;
}

void PagedFile::setFollowing(bool following)
{
    d->following = following && d->source->mayGrow();
    d->timer.stop();
    d->schedule();
}

void PagedFile::lookNow()
{
    d->timer.stop();
    if (!d->looking)
        QCoro::connect(Private::look(this), this, [] {});
}

void PagedFile::Private::put(qint64 page, QByteArray bytes)
{
    index.set(page, lineEndsIn(bytes));
    pages.insert(page, new QByteArray(std::move(bytes)));
}

/// The page that was the last one goes on now. Where little was written it is read again at once, so that lines stay
/// numbered.
void PagedFile::Private::forget(qint64 oldLast, qint64 newLast)
{
    pages.remove(oldLast);
    index.forget(oldLast);
    if (newLast - oldLast > mostReadAgain)
        return;
    for (qint64 page = oldLast; page < newLast; ++page)
        wanted.append(page);
}

void PagedFile::Private::fail(const core::Error &why)
{
    if (why.kind == core::Error::Kind::Cancelled)
        return;
    failures = std::min(failures + 1, 16);
    error = why;
    emit q->failed();
}

void PagedFile::Private::succeed()
{
    failures = 0;
    if (std::exchange(error, std::nullopt))
        emit q->recovered();
}

void PagedFile::Private::schedule()
{
    if (!following || looking)
        return;
    timer.start(failures == 0 ? interval : std::min<std::chrono::milliseconds>(slowest, interval * (1 << failures)));
}

/// Everything begins anew.
void PagedFile::Private::start(qint64 newSize)
{
    ++generation;
    pages.clear();
    index.clear();
    underWay.clear();
    wanted.clear();
    tail.clear();
    size = newSize;
}

/// Reads the last page as far as it is new, sees that what was the end before is there still, and takes the new size.
QCoro::Task<core::Result<void>> PagedFile::Private::readTail(QPointer<PagedFile> self, qint64 newSize)
{
    Private *d = self->d.get();
    const std::shared_ptr<Source> source = d->source;
    const std::stop_token stop = d->stop.get_token();
    const qint64 oldSize = d->size;
    const QByteArray known = d->tail;
    const qint64 lastPage = std::max<qint64>(0, newSize - 1) / pageBytes;
    const qint64 lastBegin = lastPage * pageBytes;
    const qint64 knownBegin = oldSize - known.size(); // in the file
    QByteArray page;
    if (const QByteArray *kept = d->pages.object(lastPage); kept && knownBegin > lastBegin)
        page = kept->left(knownBegin - lastBegin);
    const auto news = co_await readRange(source, lastBegin + page.size(), newSize, stop);
    if (!self)
        co_return core::failure(core::cancelled());
    if (!news)
        co_return core::failure(news.error());
    const bool joined = !page.isEmpty();
    page += *news;
    bool same = knownBegin >= lastBegin && page.mid(knownBegin - lastBegin, known.size()) == known;
    if (knownBegin < lastBegin && !known.isEmpty()) {
        const auto before = co_await readRange(source, knownBegin, oldSize, stop);
        if (!self)
            co_return core::failure(core::cancelled());
        if (!before)
            co_return core::failure(before.error());
        same = *before == known;
    }
    if (!known.isEmpty() && !same) {
        d->start(0);
        if (joined) { // what was kept of this page is of the old file
            const auto whole = co_await readRange(source, lastBegin, newSize, stop);
            if (!self)
                co_return core::failure(core::cancelled());
            if (!whole)
                co_return core::failure(whole.error());
            page = *whole;
        }
    }
    if (lastBegin + page.size() < d->size)
        co_return {}; // it was cut since its size was told; the next look sees that
    const qint64 oldPage = std::max<qint64>(0, d->size - 1) / pageBytes;
    if (d->size > 0 && oldPage != lastPage)
        d->forget(oldPage, lastPage);
    d->size = lastBegin + page.size();
    d->tail = page.right(overlapBytes);
    d->put(lastPage, page);
    co_return {};
}

QCoro::Task<void> PagedFile::Private::look(QPointer<PagedFile> self)
{
    self->d->looking = true;
    const std::shared_ptr<Source> source = self->d->source;
    const std::stop_token stop = self->d->stop.get_token();
    const auto size = co_await source->size(stop);
    if (!self)
        co_return;
    core::Result<void> done;
    const qint64 before = self->d->size;
    const bool first = !self->d->open;
    const bool truncated = size && !first && *size < before;
    if (truncated)
        self->d->start(0);
    const int generation = self->d->generation;
    if (!size)
        done = core::failure(size.error());
    else if (first || *size != self->d->size)
        done = co_await readTail(self, *size);
    if (!self)
        co_return;
    self->d->looking = false;
    self->d->conclude(done, first, truncated, self->d->generation != generation, before);
    if (self)
        self->d->schedule();
}

void PagedFile::Private::conclude(const core::Result<void> &done, bool first, bool truncated, bool rotated,
                                  qint64 before)
{
    if (truncated || rotated)
        emit q->replaced(truncated ? Replaced::Truncated : Replaced::Rotated);
    if (!done)
        return fail(done.error());
    succeed();
    open = true;
    if (first)
        emit q->opened();
    else if (!truncated && !rotated && size > before)
        emit q->grown(before, size);
    fetchWanted();
}

void PagedFile::Private::fetchWanted()
{
    while (!wanted.isEmpty() && underWay.size() < mostPagesAtOnce) {
        const qint64 page = wanted.takeLast();
        if (underWay.contains(page))
            continue;
        underWay.insert(page);
        QCoro::connect(fetch(q, page), q, [] {});
    }
    while (wanted.size() > mostPagesAtOnce) // scrolled past since
        wanted.removeFirst();
}

QCoro::Task<void> PagedFile::Private::fetch(QPointer<PagedFile> self, qint64 page)
{
    const int generation = self->d->generation;
    const std::shared_ptr<Source> source = self->d->source;
    const std::stop_token stop = self->d->stop.get_token();
    const qint64 begin = page * pageBytes;
    const qint64 end = begin + self->d->expected(page);
    const auto bytes = co_await readRange(source, begin, end, stop);
    if (!self || self->d->generation != generation)
        co_return;
    Private *d = self->d.get();
    d->underWay.remove(page);
    if (!bytes) {
        d->fail(bytes.error());
    } else if (bytes->size() < end - begin) {
        self->lookNow(); // shorter than was said: the file was cut
    } else {
        d->succeed();
        if (const QByteArray *kept = d->pages.object(page); !kept || kept->size() < bytes->size())
            d->put(page, *bytes);
        emit self->pageArrived(page);
    }
    if (self)
        self->d->fetchWanted();
}

} // namespace logs
