// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/agentsource.h"

#include <string_view>

/// Files by an agent's v1 operator API. An agent's firewall rules may close its /files endpoints, which the API then
/// stands in for. A part of the sources.
namespace logs {

struct ReadFile
{
    qint64 size = 0; ///< of the whole file
    QByteArray data;
    bool operator==(const ReadFile &) const = default;
};

/// READ_FILE; `length` > 0. The agent gives 64 KiB at most.
QCoro::Task<core::Result<ReadFile>> readFileByApi(Endpoint endpoint, QString path, qint64 offset, qint64 length,
                                                  std::stop_token stop);
/// LIST_FILES
QCoro::Task<core::Result<QList<SandboxEntry>>> listFilesByApi(Endpoint endpoint, QString path, std::stop_token stop);

/// NotJson, WrongShape. Pure.
core::Result<ReadFile> decodeReadFile(std::string_view body);
core::Result<QList<SandboxEntry>> decodeListFiles(std::string_view body);

} // namespace logs
