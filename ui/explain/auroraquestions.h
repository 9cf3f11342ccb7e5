// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/client.h"
#include "models/explain/context.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>

namespace ui {

/// What only a question tells of why something waits: the offers Aurora holds, and the reasons it keeps of its last
/// tries. Asked while somebody looks: one question at a time, a pair at most every half minute, and seldom enough that
/// the answers of a large cluster take a twentieth of the time. What fails is asked again in the next turn. GUI thread.
class AuroraQuestions final : public QObject
{
    Q_OBJECT
public:
    AuroraQuestions(aurora::Client *client, const core::Clock &clock, QObject *parent = nullptr);
    ~AuroraQuestions() override;

    void askWhenDue(); ///< cheap: nothing happens before the time has come

    void addTo(explain::Context &context) const; ///< the offers, once they were told
    const QList<aurora::PendingGroup> &pending() const { return m_pending; }
    core::TimePoint pendingAt() const { return m_pendingAt; }

signals:
    void answered();

private:
    void askOffers();
    void askPending();
    void rest();

    QPointer<aurora::Client> m_client;
    const core::Clock &m_clock;
    std::stop_source m_calls;
    QDeadlineTimer m_next; ///< expired: it is time
    qint64 m_began = 0; ///< ms, of the turn under way
    bool m_isAsking = false;
    std::optional<QList<explain::Offer>> m_offers;
    core::TimePoint m_offersAt{};
    QList<aurora::PendingGroup> m_pending;
    core::TimePoint m_pendingAt{};
};

} // namespace ui
