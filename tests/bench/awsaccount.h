// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QThread>
#include <QUrl>

#include <memory>

namespace bench {

/// An account of AWS with so many machines in so many Auto Scaling groups: answers prepared in memory, paged as AWS
/// pages them, given by a server in a thread of its own. Machine n is "ip-10-A-B-C", as awsAgents() names its agent.
class AwsAccount
{
public:
    AwsAccount(int machines, int groups);
    ~AwsAccount();

    QUrl url() const { return m_url; }

    static QString groupName(int group); ///< "pool-3"
    static QByteArray hostName(int machine);
    static QByteArray address(int machine);

private:
    struct Answers;
    std::shared_ptr<Answers> m_answers;
    QThread m_thread;
    QUrl m_url;
};

} // namespace bench
