// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/inquiry.h"

using namespace Qt::StringLiterals;

namespace connections::layers {

/// Through it to the masters, which all stacks have: what it says of itself is told by the error alone.
QCoro::Task<void> askProxy(std::shared_ptr<Inquiry> inquiry)
{
    using What = Step::What;
    const Answers masters = co_await askEach(inquiry, inquiry->config.mesosMasters, u"/version"_s);
    const net::Response *first = masters.first();
    if (!first) {
        inquiry->failed(What::Address, masters.answers.constFirst().error());
        co_return;
    }
    inquiry->fine(What::Address, QUrl(inquiry->config.route.proxy).authority());
    inquiry->fine(What::Rights,
                  Check::tr("passes on to %1 %2 in %3 ms")
                      .arg(first->url.authority(), signedInWords(inquiry->logins.proxy))
                      .arg(first->latency.count()));
}

} // namespace connections::layers
