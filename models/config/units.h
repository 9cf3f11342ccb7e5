// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

/// Small texts of the stacks file, read strictly. All pure; nullopt: it is none.
namespace config {

std::optional<std::chrono::milliseconds>
parseDuration(QStringView text); ///< "500ms", "5s", "1.5m", "2h"; a unit is asked for
std::optional<qint64> parseSize(QStringView text); ///< bytes of "512MiB", "2GiB", "64KiB"; a unit is asked for
/// "host:port", "http://host:port", "https://host:port", "[::1]:5050"; without user, path and query.
std::optional<QUrl> parseMaster(const QString &text);
bool isHost(QStringView text); ///< name, IPv4 or [IPv6]
bool isHostPort(QStringView text);
/// SHA-256 in hexadecimal, colons allowed.
bool isFingerprint(QStringView text);

/// The one of `known` that `word` was probably meant to be; empty: none is near.
QString nearest(const QString &word, const QStringList &known);

} // namespace config
