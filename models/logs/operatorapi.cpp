// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/operatorapi.h"

#include "models/logs/question.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace logs {

namespace {

constexpr int folderBits = 0040000; // S_IFDIR: `mode` is what stat() says
constexpr int kindBits = 0170000;

/// What stands below the call's own name.
core::Result<QJsonObject> answerOf(std::string_view body, const QString &name)
{
    const auto bytes = QByteArray::fromRawData(body.data(), static_cast<qsizetype>(body.size()));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return core::failure(sandboxShapeError(document.isNull() ? QString() : u"$"_s));
    const QJsonValue answer = document.object()[name];
    if (!answer.isObject())
        return core::failure(sandboxShapeError(name));
    return answer.toObject();
}

QCoro::Task<core::Result<net::Response>> call(Endpoint endpoint, QString type, QJsonObject arguments,
                                              std::stop_token stop)
{
    net::Request request;
    request.verb = net::Request::Verb::Post;
    request.contentType = "application/json";
    request.body = QJsonDocument(QJsonObject{ { u"type"_s, type }, { type.toLower(), arguments } })
                       .toJson(QJsonDocument::Compact);
    co_return co_await send(endpoint, u"/api/v1"_s, {}, request, stop);
}

} // namespace

core::Result<ReadFile> decodeReadFile(std::string_view body)
{
    const auto answer = answerOf(body, u"read_file"_s);
    if (!answer)
        return core::failure(answer.error());
    const QJsonValue size = (*answer)["size"_L1];
    if (!size.isDouble() || size.toInteger(-1) < 0)
        return core::failure(sandboxShapeError(u"read_file.size"_s));
    const auto data = QByteArray::fromBase64Encoding((*answer)["data"_L1].toString().toLatin1(),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    if (!data)
        return core::failure(sandboxShapeError(u"read_file.data"_s));
    return ReadFile{ size.toInteger(), data.decoded };
}

core::Result<QList<SandboxEntry>> decodeListFiles(std::string_view body)
{
    const auto answer = answerOf(body, u"list_files"_s);
    if (!answer)
        return core::failure(answer.error());
    QList<SandboxEntry> entries;
    const QJsonArray infos = (*answer)["file_infos"_L1].toArray(); // not there: the folder is empty
    for (qsizetype i = 0; i < infos.size(); ++i) {
        const QJsonObject info = infos[i].toObject();
        auto entry = sandboxEntry(info["path"_L1].toString(), info["size"_L1].toInteger(),
                                  u"list_files.file_infos[%1].path"_s.arg(i));
        if (!entry)
            return core::failure(entry.error());
        entry->modified = core::TimePoint(core::Duration(info["mtime"_L1]["nanoseconds"_L1].toInteger() / 1'000'000));
        entry->directory = (info["mode"_L1].toInt() & kindBits) == folderBits;
        entries.append(std::move(*entry));
    }
    return entries;
}

QCoro::Task<core::Result<ReadFile>> readFileByApi(Endpoint endpoint, QString path, qint64 offset, qint64 length,
                                                  std::stop_token stop)
{
    const QJsonObject arguments{ { u"path"_s, path }, { u"offset"_s, offset }, { u"length"_s, length } };
    const auto response = co_await call(endpoint, u"READ_FILE"_s, arguments, stop);
    if (!response)
        co_return core::failure(response.error());
    co_return co_await decoded<ReadFile>(*response, &decodeReadFile);
}

QCoro::Task<core::Result<QList<SandboxEntry>>> listFilesByApi(Endpoint endpoint, QString path, std::stop_token stop)
{
    const QJsonObject arguments{ { u"path"_s, path } };
    const auto response = co_await call(endpoint, u"LIST_FILES"_s, arguments, stop);
    if (!response)
        co_return core::failure(response.error());
    co_return co_await decoded<QList<SandboxEntry>>(*response, &decodeListFiles);
}

} // namespace logs
