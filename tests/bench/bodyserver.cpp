// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bodyserver.h"

#include "tests/bench/subcommands.h"

#include <zlib.h>

#include <arpa/inet.h>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

struct Answers
{
    std::vector<QByteArray> states; ///< whole answers, headers included
    std::atomic<size_t> next{ 0 };
};

QByteArray answerOf(const QByteArray &body, bool gzip)
{
    const QByteArray content = gzip ? gzipped(body) : body;
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        + QByteArray(gzip ? "Content-Encoding: gzip\r\n" : "") + "Content-Length: " + QByteArray::number(content.size())
        + "\r\n\r\n" + content;
}

bool sendAll(int socket, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t n = ::send(socket, bytes.data() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += n;
    }
    return true;
}

/// Of a request's body; 0: it has none.
qsizetype bodyLength(const QByteArray &head)
{
    const qsizetype at = head.toLower().indexOf("\r\ncontent-length:");
    return at < 0 ? 0 : head.mid(head.indexOf(':', at) + 1).split('\r').first().trimmed().toLongLong();
}

/// One connection, kept alive: requests one after another.
void converse(int socket, Answers &answers)
{
    QByteArray received;
    char buffer[4096];
    for (;;) {
        const qsizetype end = received.indexOf("\r\n\r\n");
        const qsizetype body = end < 0 ? 0 : bodyLength(received.left(end));
        if (end < 0 || received.size() < end + 4 + body) {
            const ssize_t n = ::recv(socket, buffer, sizeof buffer, 0);
            if (n <= 0)
                break;
            received.append(buffer, n);
            continue;
        }
        const bool isState = received.startsWith("GET /state ");
        received.remove(0, end + 4 + body);
        if (!isState) {
            if (!sendAll(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
                break;
            continue;
        }
        if (!sendAll(socket, answers.states[answers.next++ % answers.states.size()]))
            break;
        std::printf("sent %.6f\n", steadyNow().count());
        std::fflush(stdout);
    }
    ::close(socket);
}

int listenOnLoopback(quint16 *port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *const plain = reinterpret_cast<sockaddr *>(&address); // NOLINT: as the interface wants it
    if (listener < 0 || ::bind(listener, plain, size) != 0 || ::listen(listener, 16) != 0
        || ::getsockname(listener, plain, &size) != 0)
        throw std::runtime_error("no port on loopback");
    *port = ntohs(address.sin_port);
    return listener;
}

} // namespace

Milliseconds steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

QByteArray gzipped(const QByteArray &bytes)
{
    constexpr int gzipFormat = 15 + 16;
    z_stream z{};
    if (deflateInit2(&z, 1, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib does not start");
    QByteArray packed(static_cast<qsizetype>(deflateBound(&z, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // NOLINT: zlib predates const
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef *>(packed.data()); // NOLINT
    z.avail_out = static_cast<uInt>(packed.size());
    const int result = deflate(&z, Z_FINISH);
    packed.resize(static_cast<qsizetype>(z.total_out));
    deflateEnd(&z);
    if (result != Z_STREAM_END)
        throw std::runtime_error("the state cannot be packed");
    return packed;
}

BodyServer::BodyServer(const QString &state, Coding coding)
{
    QStringList words{ u"serve"_s, state };
    if (coding == Coding::Gzip)
        words << u"--gzip"_s;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"/proc/self/exe"_s, words);
    constexpr int generating = 120'000;
    if (!m_process.waitForReadyRead(generating))
        throw std::runtime_error("the server does not start");
    m_url = QUrl(u"http://127.0.0.1:"_s + QString::fromLatin1(m_process.readLine().trimmed()));
}

BodyServer::~BodyServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

Milliseconds BodyServer::lastByteSent()
{
    constexpr int patience = 10'000;
    while (!m_process.canReadLine() && m_process.waitForReadyRead(patience)) { }
    Milliseconds sent{};
    while (m_process.canReadLine())
        sent = Milliseconds(m_process.readLine().trimmed().mid(5).toDouble());
    return sent;
}

/// What BodyServer starts. Ends with its parent.
Rows serve(const Arguments &arguments)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const QString name = arguments.state(u"s100"_s);
    const bool gzip = arguments.has(u"gzip"_s);
    Answers answers;
    for (const QString &state : { name, name + u'b' })
        answers.states.push_back(answerOf(loadState(state), gzip));
    quint16 port = 0;
    const int listener = listenOnLoopback(&port);
    std::printf("%d\n", port);
    std::fflush(stdout);
    for (;;) {
        const int socket = ::accept(listener, nullptr, nullptr);
        if (socket < 0)
            return {};
        const int one = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        std::thread(converse, socket, std::ref(answers)).detach();
    }
}

} // namespace bench
