// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/exchange.h"

#include "models/core/logging.h"
#include "models/net/addressing.h"
#include "models/net/heldpieces.h"
#include "models/net/httpclient.h"
#include "models/net/neterror.h"
#include "models/net/transport.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace net {

namespace {

using Kind = core::Error::Kind;
using Steady = std::chrono::steady_clock;

/// Of the answer to a stream that is refused: enough for its sentence.
constexpr qint64 refusalLimit = 64 << 10;
/// Content-Length is only believed so far before the bytes are there: 2 GB may be announced and never come.
constexpr qint64 believedLength = qint64{ 64 } << 20;

std::chrono::milliseconds since(Steady::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - start);
}

/// Compressed bytes that are taken at once where a body comes in pieces: inflated, they are about one.
constexpr size_t compressedPiece = 32 << 10;

/// Qt 6.4 at times takes a chunked body for complete when the connection closed in its middle. JSON shows it: what was
/// opened first is not closed last.
bool endsEarly(const Response &response, char first, char last)
{
    if (!response.header("transfer-encoding").toLower().contains("chunked")
        || !response.header("content-type").contains("json"))
        return false;
    return (first == '{' && last != '}') || (first == '[' && last != ']');
}

QString sslWords(const QList<QSslError> &errors, const QSslCertificate &peer)
{
    QStringList words;
    for (const QSslError &error : errors) {
        if (const QString text = error.errorString(); !words.contains(text))
            words.append(text);
    }
    QString result = words.join(u' ');
    if (!peer.isNull()) // whoever wants to pin it needs it, and whoever expects another one sees the difference
        result += u" (SHA-256 %1)"_s.arg(QString::fromLatin1(peer.digest(QCryptographicHash::Sha256).toHex(':')));
    return result;
}

} // namespace

Completion::Completion()
{
    m_promise.start();
}

Completion::~Completion()
{
    finish(core::failure(requestError(Kind::Cancelled, {})));
}

void Completion::finish(core::Result<Response> result)
{
    if (std::exchange(m_finished, true))
        return;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

Exchange::Exchange(Transport *transport, std::shared_ptr<Job> job, QNetworkReply *reply)
    : QObject(transport)
    , m_transport(transport)
    , m_job(std::move(job))
    , m_reply(reply)
{
    m_response.url = m_job->request.url;
    m_response.accept = m_job->request.accept;
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::onMetaDataChanged);
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::onReadyRead);
    connect(reply, &QNetworkReply::finished, this, &Exchange::onFinished);
    connect(reply, &QNetworkReply::sslErrors, this, &Exchange::onSslErrors);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Exchange::onSilence);
    m_deadline.start(m_job->request.deadline);
}

Exchange::~Exchange()
{
    if (m_held)
        m_held->close();
    if (!m_left)
        leave(core::failure(requestError(Kind::Cancelled, m_response.url)));
}

void Exchange::cancel()
{
    fail(requestError(Kind::Cancelled, m_response.url));
}

void Exchange::onMetaDataChanged()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_hasHead || m_left || status < 200)
        return;
    m_hasHead = true;
    m_response.status = status;
    m_response.latency = m_transport->meter().latency(since(m_start));
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        m_response.headers.append({ name.toLower(), value });
    m_response.clockOffset = m_transport->clockOffset(m_response.header("date"), m_response.latency);

    const qint64 announced = m_response.header("content-length").toLongLong();
    const qint64 limit = m_job->isStream() ? refusalLimit : m_job->request.maxBody;
    const QByteArray encoding = m_response.header("content-encoding").toLower();
    if (encoding == "gzip" || encoding == "x-gzip" || encoding == "deflate")
        m_inflater = std::make_unique<Inflater>(limit);
    else if (!m_job->isStream() && announced > limit)
        return fail(withProgress(Kind::TooLarge));

    if (m_job->isStream() && status / 100 == 2) {
        if (!m_job->onHead || m_job->onHead(m_response)) {
            m_passOn = true;
            m_job->head.finish(m_response);
            m_deadline.start(m_job->idleLimit);
            return;
        }
        return succeed();
    }
    const qint64 expected = m_inflater ? m_transport->expectedSize(m_job->request.url)
                                       : std::max(std::min(announced, believedLength),
                                                  announced > 0 ? 0 : m_transport->expectedSize(m_job->request.url));
    if (status / 100 == 2 && m_job->taker && m_job->taker->begin(m_response, std::min(expected, limit))) {
        m_held = std::make_shared<HeldPieces>(this, [this] { onReadyRead(); });
        return beginPiece();
    }
    m_body = std::make_unique<BodyWriter>(m_transport->pool(), std::min(expected, limit));
}

void Exchange::onReadyRead()
{
    onMetaDataChanged(); // Qt may tell of the first bytes first
    readAvailable();
}

bool Exchange::readAvailable()
{
    while (!m_left && m_hasHead && m_reply->bytesAvailable() > 0 && !isHeldBack()) {
        if (m_passOn)
            passOn();
        else if (!(m_inflater ? readCompressed() : readPlain()))
            break;
        if (m_held && m_body->size() >= BodyTaker::pieceSize) {
            handOn();
            beginPiece();
        }
    }
    return !m_left;
}

/// When all has come, it is not held back any more: we are told of that once.
bool Exchange::isHeldBack() const
{
    return m_held && m_held->isFull() && !m_reply->isFinished();
}

void Exchange::beginPiece()
{
    m_body = std::make_unique<BodyWriter>(m_transport->pool(), (m_inflater ? 2 : 1) * BodyTaker::pieceSize);
}

/// Gives away what there is.
void Exchange::handOn()
{
    noteEnds();
    m_job->taker->take(m_body->finish(std::make_shared<HeldPiece>(m_held)));
}

void Exchange::noteEnds()
{
    const std::string_view text = m_body->view();
    const size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos)
        return;
    m_first = m_first ? m_first : text[first];
    m_last = text[text.find_last_not_of(" \t\r\n")];
}

bool Exchange::readCompressed()
{
    const std::span<char> staging = m_transport->staging();
    const size_t most = m_held ? compressedPiece : staging.size();
    const qint64 size = m_reply->read(staging.data(), static_cast<qint64>(most));
    if (size <= 0)
        return false;
    m_response.wireBytes += size;
    m_job->progress->bytes.store(m_response.wireBytes, std::memory_order_relaxed);
    const qint64 before = m_body->size();
    const Inflater::Outcome outcome = m_inflater->feed(staging.data(), size, *m_body);
    m_size += m_body->size() - before;
    switch (outcome) {
    case Inflater::Outcome::Good:
        return true;
    case Inflater::Outcome::TooLarge:
        fail(withProgress(Kind::TooLarge));
        return false;
    case Inflater::Outcome::Damaged:
        fail(withProgress(Kind::Truncated, u"the compressed body is damaged."_s));
        return false;
    }
    Q_UNREACHABLE();
}

bool Exchange::readPlain()
{
    const qint64 all = m_reply->bytesAvailable();
    const qint64 available = m_held ? std::min(all, m_body->room()) : all;
    char *room = m_body->reserve(available);
    const qint64 n = m_reply->read(room, available);
    if (n <= 0)
        return false;
    m_body->written(n);
    m_size += n;
    m_response.wireBytes += n;
    m_job->progress->bytes.store(m_response.wireBytes, std::memory_order_relaxed);
    if (m_size <= (m_job->isStream() ? refusalLimit : m_job->request.maxBody))
        return true;
    fail(withProgress(Kind::TooLarge));
    return false;
}

void Exchange::passOn()
{
    const std::span<char> staging = m_transport->staging();
    const qint64 n = m_reply->read(staging.data(), static_cast<qint64>(staging.size()));
    if (n <= 0)
        return;
    m_response.wireBytes += n;
    m_job->progress->bytes.store(m_response.wireBytes, std::memory_order_relaxed);
    m_job->onChunk(staging.data(), n);
    m_deadline.start(m_job->idleLimit); // after it: a slow disk of ours is no silence of theirs
}

core::Error Exchange::withProgress(core::Error::Kind kind, const QString &detail) const
{
    core::Error error = requestError(kind, m_response.url, detail);
    error.httpStatus = m_response.status;
    error.received = m_response.wireBytes;
    error.clockOffset = m_response.clockOffset;
    if (kind == Kind::TooLarge)
        error.expected = m_job->isStream() ? refusalLimit : m_job->request.maxBody;
    else if (kind == Kind::Truncated)
        error.expected = m_response.header("content-length").toLongLong();
    return error;
}

void Exchange::onSilence()
{
    fail(withProgress(Kind::Timeout));
}

void Exchange::onSslErrors(const QList<QSslError> &errors)
{
    const QSslCertificate peer = m_reply->sslConfiguration().peerCertificate();
    const QByteArray pin = pinFor(m_job->request.url, m_job->request.route.get());
    if (!pin.isEmpty() && !peer.isNull() && peer.digest(QCryptographicHash::Sha256).toHex() == pin) {
        m_reply->ignoreSslErrors(errors); // exactly these, of exactly this certificate
        return;
    }
    m_tlsWords = sslWords(errors, peer);
}

void Exchange::onFinished()
{
    onMetaDataChanged();
    if (!readAvailable())
        return;
    if (!isHttpStatus(m_reply->error(), m_response.status) || !m_hasHead) {
        core::Error error = networkError(*m_reply, m_job->request, m_tlsWords, m_response.wireBytes);
        if (m_reply->error() == QNetworkReply::NoError)
            error = withProgress(Kind::NotJson, u"this is no answer by HTTP."_s);
        error.httpStatus = m_response.status;
        error.clockOffset = m_response.clockOffset;
        return fail(std::move(error));
    }
    const qint64 announced = m_response.header("content-length").toLongLong();
    const bool bodiless = m_response.status == 204 || m_response.status == 304; // may announce a length all the same
    if (m_response.wireBytes < announced && !bodiless)
        return fail(withProgress(Kind::Truncated));
    if (m_inflater && m_response.wireBytes > 0 && !m_inflater->isComplete())
        return fail(withProgress(Kind::Truncated, u"the compressed body ends early."_s));
    if (m_body)
        noteEnds();
    if (m_body && endsEarly(m_response, m_first, m_last))
        return fail(withProgress(Kind::Truncated));
    succeed();
}

void Exchange::fail(core::Error error)
{
    leave(core::failure(std::move(error)));
}

void Exchange::succeed()
{
    m_response.duration = since(m_start);
    if (m_size > 0)
        m_transport->noteSize(m_response.url, m_size);
    if (m_held && m_body->size() > 0)
        handOn();
    else if (m_body && m_body->size() > 0)
        m_response.body = m_body->finish();
    leave(m_response);
}

void Exchange::leave(const core::Result<Response> &result)
{
    if (std::exchange(m_left, true))
        return;
    m_deadline.stop();
    m_body.reset();
    const bool cancelled = !result && result.error().kind == Kind::Cancelled;
    if (m_hasHead && !cancelled)
        m_transport->meter().answered();
    qCDebug(lcNet).noquote() << endpointName(m_response.url)
                             << (result ? QString::number(result->status) : core::kindName(result.error().kind))
                             << since(m_start).count() << "ms" << m_response.wireBytes << "bytes on the wire" << m_size
                             << "bytes";
    m_reply->disconnect(this);
    // Not at once: we may be inside one of its signals.
    QMetaObject::invokeMethod(m_reply, &QNetworkReply::abort, Qt::QueuedConnection);
    m_reply->deleteLater();
    deleteLater();
    m_job->head.finish(result);
    m_job->end.finish(result);
}

} // namespace net
