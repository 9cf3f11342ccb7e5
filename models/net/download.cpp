// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/download.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/net/neterror.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTimer>

#include <atomic>

using namespace Qt::StringLiterals;

namespace net {

namespace {

using core::tr;
using Kind = core::Error::Kind;

/// Where the bytes go. Opened and closed by the asking thread, written by the network thread in between; an answer that
/// ended has happened before its task goes on, so only what is looked at meanwhile is atomic.
class FileSink
{
public:
    explicit FileSink(const Download &wish)
        : m_file(wish.path)
        , m_url(wish.request.url)
        , m_most(wish.most)
    {
    }

    bool open() { return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered); }
    void close() { m_file.close(); }
    core::Error storageError() const
    {
        core::Error error = requestError(Kind::Storage, m_url, m_file.errorString());
        error.endpoint = m_file.fileName();
        return error;
    }

    bool begin(const Response &head);
    void write(const char *data, qint64 size);

    qint64 written() const { return m_written.load(std::memory_order_relaxed); }
    qint64 whole() const { return m_whole.load(std::memory_order_relaxed); }
    const std::optional<core::Error> &error() const { return m_error; } ///< ours; after the answer has ended
    std::stop_source stop{}; ///< ends the request: by wish, or as nothing more can be written

private:
    bool refuse(core::Error error)
    {
        m_error = std::move(error);
        stop.request_stop();
        return false;
    }
    core::Error tooLarge(qint64 received) const
    {
        core::Error error = requestError(Kind::TooLarge, m_url);
        error.received = received;
        error.expected = m_most;
        return error;
    }

    QFile m_file;
    const QUrl m_url;
    const qint64 m_most;
    std::atomic<qint64> m_written = 0;
    std::atomic<qint64> m_whole = -1;
    std::optional<core::Error> m_error;
};

bool FileSink::begin(const Response &head)
{
    if (head.header("content-type").startsWith("text/html") && head.header("content-disposition").isEmpty())
        return refuse(requestError(Kind::NotJson, m_url)); // a proxy's, most likely
    bool isTold = false;
    const qint64 announced = head.header("content-length").toLongLong(&isTold);
    if (!isTold)
        return true;
    m_whole = announced;
    if (announced > m_most)
        return refuse(tooLarge(0));
    const QStorageInfo disk(QFileInfo(m_file.fileName()).absolutePath());
    if (disk.isValid() && announced > disk.bytesAvailable()) {
        core::Error error = storageError();
        error.detail
            = tr("It is %1, and %2 has room for %3.")
                  .arg(core::formatBytes(announced), disk.rootPath(), core::formatBytes(disk.bytesAvailable()));
        return refuse(std::move(error));
    }
    return true;
}

void FileSink::write(const char *data, qint64 size)
{
    if (m_error)
        return; // the request is about to end
    if (size > m_most - written()) {
        refuse(tooLarge(written()));
        return;
    }
    if (m_file.write(data, size) != size) {
        refuse(storageError());
        return;
    }
    m_written.fetch_add(size, std::memory_order_relaxed);
}

struct Forward
{
    std::shared_ptr<FileSink> sink;
    void operator()() const { sink->stop.request_stop(); }
};

} // namespace

QCoro::Task<core::Result<Response>> download(HttpClient *http, Download wish, DownloadProgress progress,
                                             std::stop_token stop)
{
    const auto sink = std::make_shared<FileSink>(wish);
    if (!sink->open())
        co_return core::failure(sink->storageError());
    const std::stop_callback<Forward> onStop(stop, Forward{ sink });
    QTimer tick;
    if (progress) {
        QObject::connect(&tick, &QTimer::timeout, &tick, [sink, progress] {
            if (!progress(sink->written(), sink->whole()))
                sink->stop.request_stop();
        });
        tick.start(std::chrono::milliseconds(100));
    }
    wish.request.accept = "*/*";
    const std::function<bool(const Response &)> begin = [sink](const Response &head) { return sink->begin(head); };
    const std::function<void(const char *, qint64)> write
        = [sink](const char *data, qint64 size) { sink->write(data, size); };
    const auto answer = co_await http->stream(wish.request, begin, write, wish.silence, sink->stop.get_token());
    tick.stop();
    sink->close();
    if (sink->error())
        co_return core::failure(*sink->error());
    if (!answer)
        co_return core::failure(answer.error());
    if (const auto error = statusError(*answer))
        co_return core::failure(*error);
    if (answer->status / 100 != 2) { // a redirect: whoever knows where to would have to be trusted
        core::Error error = requestError(Kind::Rejected, wish.request.url);
        error.httpStatus = answer->status;
        co_return core::failure(std::move(error));
    }
    if (progress && !progress(sink->written(), sink->written()))
        co_return core::failure(requestError(Kind::Cancelled, wish.request.url));
    co_return *answer;
}

} // namespace net
