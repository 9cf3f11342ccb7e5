// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/auroraquestions.h"

#include "models/explain/fromaurora.h"

#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::chrono::milliseconds shortestRest = 30s;
constexpr int restPerAsking = 19; ///< so many times as long as the answers took

qint64 steadyMs()
{
    return QDeadlineTimer::current().deadline();
}

} // namespace

AuroraQuestions::AuroraQuestions(aurora::Client *client, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

AuroraQuestions::~AuroraQuestions()
{
    m_calls.request_stop();
}

void AuroraQuestions::askWhenDue()
{
    if (!m_client || m_isAsking || !m_next.hasExpired())
        return;
    m_isAsking = true;
    m_began = steadyMs();
    askOffers();
}

void AuroraQuestions::askOffers()
{
    QCoro::connect(m_client->offers(m_calls.get_token()), this, [this](const core::Result<QList<aurora::Offer>> &told) {
        // Old offers are none: without an answer there is the picture of Mesos.
        m_offers = told ? std::optional(explain::offersOf(*told)) : std::nullopt;
        m_offersAt = m_clock.now();
        if (m_client)
            askPending();
    });
}

void AuroraQuestions::askPending()
{
    QCoro::connect(m_client->pendingGroups(m_calls.get_token()), this,
                   [this](const core::Result<QList<aurora::PendingGroup>> &told) {
                       m_pending = told ? *told : QList<aurora::PendingGroup>();
                       m_pendingAt = m_clock.now();
                       rest();
                       emit answered();
                   });
}

void AuroraQuestions::rest()
{
    m_isAsking = false;
    const std::chrono::milliseconds took(steadyMs() - m_began);
    m_next.setRemainingTime(std::max(shortestRest, took * restPerAsking));
}

void AuroraQuestions::addTo(explain::Context &context) const
{
    if (!m_offers)
        return;
    context.offers = m_offers;
    context.offersAt = m_offersAt;
}

} // namespace ui
