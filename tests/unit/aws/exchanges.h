// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QStringList>

/// Recorded exchanges with AWS's stand-in (tests/golden/aws).
namespace exchanges {

inline QByteArray file(const QString &path)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/aws/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A request or an answer, taken apart.
struct Message
{
    QByteArray start; ///< "POST / HTTP/1.1", "HTTP/1.1 200 OK"
    QList<QPair<QByteArray, QByteArray>> headers; ///< folded lines joined by a newline
    QByteArray body; ///< without its chunks' framing

    QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
    int status() const { return start.mid(9, 3).toInt(); }
};

inline QByteArray unchunked(QByteArray rest)
{
    QByteArray whole;
    for (;;) {
        const qsizetype line = rest.indexOf("\r\n");
        const qsizetype size = rest.left(std::max<qsizetype>(line, 0)).toInt(nullptr, 16);
        if (size <= 0)
            return whole;
        whole += rest.mid(line + 2, size);
        rest = rest.mid(line + 2 + size + 2);
    }
}

inline Message message(QByteArray bytes)
{
    Message result;
    const qsizetype crlf = bytes.indexOf("\r\n\r\n");
    qsizetype end = crlf >= 0 ? crlf : bytes.indexOf("\n\n");
    if (end < 0)
        end = bytes.size();
    result.body = bytes.mid(end + (crlf >= 0 ? 4 : 2));
    QList<QByteArray> lines = bytes.left(end).replace("\r\n", "\n").split('\n');
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    result.start = lines.takeFirst();
    for (const QByteArray &line : std::as_const(lines)) {
        if (line.startsWith(' ') || line.startsWith('\t')) {
            result.headers.last().second += '\n' + line;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        result.headers.append({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    if (result.header("Transfer-Encoding") == "chunked")
        result.body = unchunked(result.body);
    return result;
}

inline Message request(const QString &name)
{
    return message(file(name + QStringLiteral(".req")));
}

inline Message answer(const QString &name)
{
    return message(file(name + QStringLiteral(".resp")));
}

/// "autoscaling/010-DescribeAutoScalingGroups" …
inline QStringList names(const QString &folder)
{
    QStringList names = QDir(QStringLiteral(GOLDEN_DIR "/aws/") + folder).entryList({ QStringLiteral("*.resp") });
    for (QString &name : names)
        name = folder + u'/' + name.chopped(5);
    return names;
}

inline QStringList names()
{
    return names(QStringLiteral("autoscaling")) + names(QStringLiteral("ec2")) + names(QStringLiteral("sts"))
        + names(QStringLiteral("errors"));
}

/// A form as a sorted list of its decoded pairs.
inline QList<QPair<QByteArray, QByteArray>> form(const QByteArray &body)
{
    QList<QPair<QByteArray, QByteArray>> pairs;
    for (const QByteArray &part : body.split('&')) {
        const qsizetype middle = part.indexOf('=');
        pairs.append({ QByteArray::fromPercentEncoding(part.left(middle)),
                       QByteArray::fromPercentEncoding(part.mid(middle + 1).replace('+', ' ')) });
    }
    std::ranges::sort(pairs);
    return pairs;
}

inline QJsonObject expected()
{
    return QJsonDocument::fromJson(file(QStringLiteral("expected.json"))).object();
}

} // namespace exchanges
