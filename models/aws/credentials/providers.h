// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials/keyplan.h"
#include "models/net/httpclient.h"

#include <qcoro/qcorotask.h>

/// The ways to keys that ask somebody, one each. All end with keys or with a sentence that names the profile and what
/// to do; none ever shows a secret. Thread: the asker's.
namespace aws::providers {

using Got = QCoro::Task<core::Result<Keys>>;

/// Runs the program without a shell, for at most a minute: it may ask for a fingerprint.
Got fromProcess(KeyPlan plan);

/// Reads the token of `aws sso login` from its cache below `home`, and asks the portal for the role's keys.
/// `portal`: instead of AWS's; empty: AWS's.
Got fromSso(KeyPlan plan, net::HttpClient *http, std::shared_ptr<const net::Route> route, QString home, QUrl portal,
            std::stop_token stop);

/// Instance metadata service, version 2; without a proxy and with one second: elsewhere than on EC2 nobody answers.
Got fromMetadata(KeyPlan plan, net::HttpClient *http, QUrl endpoint, std::stop_token stop);

QString ssoCacheFile(const QString &home, const QString &cacheName);
/// `{"AccessKeyId": …}` of a program or of the metadata service, whose token has another name.
core::Result<Keys> keysInJson(const QByteArray &json, const QString &tokenKey);

} // namespace aws::providers
