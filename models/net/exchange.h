// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/net/bodytaker.h"
#include "models/net/bufferpool.h"
#include "models/net/inflater.h"
#include "models/net/request.h"
#include "models/net/trafficmeter.h"

#include <QFuture>
#include <QNetworkReply>
#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace net {

class Exchange;
class Transport;
class HeldPieces;

/// A promise that is always kept: when nobody answered, it ends as Cancelled. Thread: one at a time.
class Completion
{
public:
    Completion();
    ~Completion();
    Q_DISABLE_COPY_MOVE(Completion)

    QFuture<core::Result<Response>> future() const { return m_promise.future(); }
    void finish(core::Result<Response> result); ///< later calls have no effect
    bool isFinished() const { return m_finished; }

private:
    QPromise<core::Result<Response>> m_promise;
    bool m_finished = false;
};

/// One question on its way from the asking thread to the network thread.
struct Job
{
    Request request;
    std::function<bool(const Response &)> onHead; ///< streams only
    std::function<void(const char *, qint64)> onChunk; ///< streams only; makes it a stream
    std::chrono::milliseconds idleLimit{ 0 }; ///< streams only
    std::shared_ptr<BodyTaker> taker; ///< null: the body is wanted whole; never with streams
    std::shared_ptr<TrafficMeter::Progress> progress;
    Completion head; ///< streams only: status and headers are there and onHead said yes
    Completion end;
    QPointer<Exchange> exchange; ///< network thread only
    bool cancelled = false; ///< network thread only: ended before it began

    bool isStream() const { return static_cast<bool>(onChunk); }
};

/// One request under way: reads the reply as it comes, inflates it, watches size, deadline and silence, and ends with a
/// Response or an Error, exactly once. Deletes itself. Thread: the network thread.
class Exchange final : public QObject
{
    Q_OBJECT
public:
    Exchange(Transport *transport, std::shared_ptr<Job> job, QNetworkReply *reply);
    ~Exchange() override;

    void cancel();

private:
    void onMetaDataChanged();
    void onReadyRead();
    void onFinished();
    void onSslErrors(const QList<QSslError> &errors);
    void onSilence();

    bool readAvailable();
    bool readCompressed();
    bool readPlain();
    bool isHeldBack() const;
    void beginPiece();
    void handOn();
    void noteEnds();
    void passOn();
    core::Error withProgress(core::Error::Kind kind, const QString &detail = {}) const;
    void fail(core::Error error);
    void succeed();
    void leave(const core::Result<Response> &result);

    Transport *m_transport;
    std::shared_ptr<Job> m_job;
    QNetworkReply *m_reply;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    QTimer m_deadline; ///< of the whole request; of a stream: until its head, then the longest silence
    Response m_response;
    std::unique_ptr<BodyWriter> m_body; ///< or its newest piece
    qint64 m_size = 0; ///< of the body so far, inflated
    char m_first = '\0'; ///< of the body, blanks left out
    char m_last = '\0';
    std::shared_ptr<HeldPieces> m_held; ///< null: the body is collected
    std::unique_ptr<Inflater> m_inflater;
    QString m_tlsWords;
    bool m_hasHead = false;
    bool m_passOn = false; ///< a stream whose head was accepted
    bool m_left = false;
};

} // namespace net
