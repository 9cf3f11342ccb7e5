// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/auroraclient.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<size_t>(bytes.size()) };
}

QByteArray fileOf(const QString &name)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/aurora/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/golden/aurora/%s is missing", qPrintable(name));
    return file.readAll();
}

QByteArray dechunked(const QByteArray &bytes)
{
    QByteArray out;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        const qsizetype size = bytes.mid(at, end - at).toLongLong(nullptr, 16);
        if (end < 0 || size <= 0)
            break;
        out += bytes.mid(end + 2, size);
        at = end + 2 + size + 2;
    }
    return out;
}

} // namespace

QByteArray contentType(Encoding encoding)
{
    return encoding == Encoding::Binary ? "application/vnd.apache.thrift.binary" : "application/vnd.apache.thrift.json";
}

QString Reply::detail() const
{
    const auto &details = response().field(6, sim::thrift::Type::List).elements();
    return details.empty() ? QString() : QString::fromStdString(details.front().textAt(1));
}

Reply callAurora(const QUrl &scheduler, const std::string &method, const sim::thrift::Value &arguments,
                 Encoding encoding, Headers headers)
{
    const sim::thrift::Message call{ method, sim::thrift::MessageType::Call, 7, arguments };
    const bool binary = encoding == Encoding::Binary;
    headers.prepend({ "Content-Type", contentType(encoding) });
    headers.prepend({ "Accept", contentType(encoding) });
    Reply reply;
    reply.http = ask(scheduler, "POST", "/api", binary ? writeBinary(call) : writeJson(call), headers);
    const auto body = viewOf(reply.http.body);
    reply.readable = !(binary ? readBinary(body, &reply.message) : readJson(body, &reply.message));
    return reply;
}

QByteArray recordedRequest(const QString &name)
{
    const QByteArray bytes = fileOf(name + u".request.http"_s);
    return bytes.mid(bytes.indexOf("\r\n\r\n") + 4);
}

Answer recordedAnswer(const QString &name)
{
    const QByteArray bytes = fileOf(name + u".response.http"_s);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    Answer answer;
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    answer.body = bytes.mid(end + 4);
    if (answer.header("Transfer-Encoding") == "chunked")
        answer.body = dechunked(answer.body);
    return answer;
}

QStringList recordings(const QString &folder, const QString &pattern)
{
    QStringList names;
    const QDir directory(QStringLiteral(GOLDEN_DIR "/aurora/") + folder);
    const QStringList files = directory.entryList({ pattern + u".request.http"_s }, QDir::Files, QDir::Name);
    for (const QString &file : files)
        names.append(folder + u'/' + file.chopped(qsizetype(sizeof(".request.http")) - 1));
    return names;
}

bool readThrift(const QString &recording, const QByteArray &body, sim::thrift::Message *message)
{
    return !(recording.endsWith(".binary"_L1) ? sim::thrift::readBinary(viewOf(body), message)
                                              : sim::thrift::readJson(viewOf(body), message));
}
