// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/credentials/chain.h"
#include "models/aws/store.h"
#include "models/config/awsconfig.h"
#include "models/pools/join.h"
#include "models/stack/stack.h"

namespace pools {

/// The pools of one stack, kept true: joined anew whenever EC2, Mesos or Aurora show a new picture. Belongs to its
/// stack as a child, made by whoever opens the stack; a stack without `aws:` has one too, over its agents alone. AWS
/// is asked from when the stack starts; the freshness is that of AWS where it is asked. Joining happens in the pool.
/// GUI thread.
class Board final : public core::Store
{
    Q_OBJECT
public:
    struct Options
    {
        std::optional<config::AwsConfig> aws; ///< nullopt: the stack has none
        /// Null: found as other tools of AWS find them. Else no file of these tools is read.
        std::shared_ptr<aws::KeySource> keys;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    };
    Board(stack::Stack *stack, Options options);
    ~Board() override;

    static Board *of(const stack::Stack &stack); ///< nullptr: nobody made one

    void refresh(); ///< everything, now

    Snapshot pools() const { return m_picture; } ///< null: nothing read yet
    aws::Store *aws() const { return m_aws.get(); } ///< nullptr: the stack has none
    QString system() const override;
    Picture picture() const override { return m_picture; }
    const core::Freshness &freshness() const override;

private:
    void connectAws(const Options &options);
    void joinNext();

    stack::Stack *m_stack;
    Prices m_prices;
    net::HttpClient m_http;
    std::unique_ptr<aws::Store> m_aws; // before m_http goes
    Snapshot m_picture;
    bool m_joining = false;
    bool m_stale = false; ///< something came while it was joined
};

} // namespace pools
