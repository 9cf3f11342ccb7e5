// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/demo.h"
#include "app/simulator/thrift/message.h"
#include "tests/unit/simulator/client.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

enum class Encoding { Json, Binary };

QByteArray contentType(Encoding encoding);

/// A call of the scheduler's API and what it answered.
struct Reply
{
    Answer http;
    sim::thrift::Message message;
    bool readable = false;

    const sim::thrift::Value &response() const { return message.body.structAt(0); }
    int code() const { return static_cast<int>(response().integerAt(1)); }
    QString detail() const; ///< the first one's text
    /// The struct in that field of the result.
    const sim::thrift::Value &result(int field) const { return response().structAt(3).structAt(field); }
};

Reply callAurora(const QUrl &scheduler, const std::string &method, const sim::thrift::Value &arguments,
                 Encoding encoding = Encoding::Binary, Headers headers = {});

/// A recorded exchange of tests/golden/aurora, chunks taken out; `name` without ending.
QByteArray recordedRequest(const QString &name);
Answer recordedAnswer(const QString &name);
/// Names of a folder's exchanges, of these encodings: `read/getQuota-web.tjson` …
QStringList recordings(const QString &folder, const QString &pattern);

bool readThrift(const QString &recording, const QByteArray &body, sim::thrift::Message *message);
