// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

#include <QWidget>

#include <functional>

namespace ui {

class Card;
class FunnelTable;
class NearestCard;
class SayingsCard;
class VerdictBand;
class WayOutRow;

/// Why a job's instances wait: the verdict, where each pool fails, what is nearest, the ways out, and what each layer
/// says. Shows what it is given and asks nobody. GUI thread.
class ExplainView final : public QWidget
{
    Q_OBJECT
public:
    explicit ExplainView(QWidget *parent = nullptr);

    /// Why the action of a way out cannot be done now, "needs AWS"; empty: it can. Set before the first verdict.
    using WhyNot = std::function<QString(const explain::WayOut &)>;
    void setWhyNot(WhyNot whyNot);

    void setVerdict(const explain::Verdict &verdict, core::TimePoint now);
    QString text() const; ///< all of it in lines, to be sent to somebody

signals:
    void wayOutChosen(const explain::WayOut &way);
    void agentOpened(const QString &id);
    void poolOpened(const QString &pool);

private:
    QStringList whyNotsOf(const explain::Verdict &verdict) const;
    void showWaysOut();

    WhyNot m_whyNot;
    QStringList m_whyNots; ///< of the ways shown
    explain::Verdict m_verdict;
    core::TimePoint m_now{};
    VerdictBand *m_band;
    FunnelTable *m_funnel;
    NearestCard *m_nearest;
    Card *m_waysOut;
    SayingsCard *m_sayings;
    QList<QWidget *> m_rows;
};

} // namespace ui
