// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explainview.h"

#include "models/explain/report.h"
#include "ui/common/card.h"
#include "ui/common/labels.h"
#include "ui/explain/funneltable.h"
#include "ui/explain/nearestcard.h"
#include "ui/explain/sayingscard.h"
#include "ui/explain/verdictband.h"
#include "ui/explain/wayoutrow.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

ExplainView::ExplainView(QWidget *parent)
    : QWidget(parent)
    , m_band(new VerdictBand)
    , m_funnel(new FunnelTable)
    , m_nearest(new NearestCard)
    , m_waysOut(new Card(tr("Ways out"), u"waysOut"_s))
    , m_sayings(new SayingsCard)
{
    setObjectName(u"explain"_s);
    auto *where = new Card(tr("Where it fails"), u"whereItFails"_s);
    where->setRemark(tr("each column keeps the agents that passed the ones before; the boxed cell left none"));
    where->body()->addWidget(m_funnel);
    where->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_waysOut->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    for (QWidget *part : std::initializer_list<QWidget *>{ m_band, where, m_nearest, m_waysOut, m_sayings })
        column->addWidget(part);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it has it
    scroll->setWidget(content);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    const auto applyMeasures = [column] {
        const int gap = Theme::instance()->px(8);
        column->setContentsMargins(gap, gap, gap, gap);
        column->setSpacing(gap);
    };
    connect(Theme::instance(), &Theme::changed, column, applyMeasures);
    applyMeasures();
    connect(m_funnel, &FunnelTable::poolOpened, this, &ExplainView::poolOpened);
    connect(m_nearest, &NearestCard::agentOpened, this, &ExplainView::agentOpened);
}

void ExplainView::setWhyNot(WhyNot whyNot)
{
    m_whyNot = std::move(whyNot);
    m_whyNots = whyNotsOf(m_verdict);
    showWaysOut();
}

void ExplainView::setVerdict(const explain::Verdict &verdict, core::TimePoint now)
{
    const QStringList whyNots = whyNotsOf(verdict);
    const bool sameWays = m_verdict.waysOut == verdict.waysOut && m_verdict.group.pending == verdict.group.pending
        && m_verdict.places == verdict.places && m_whyNots == whyNots;
    m_whyNots = whyNots;
    const bool sameNearest = m_verdict.nearest == verdict.nearest && m_verdict.group.demand == verdict.group.demand;
    m_verdict = verdict;
    m_now = now;
    m_band->setVerdict(verdict);
    m_funnel->setVerdict(verdict);
    m_sayings->setSayings(verdict.sayings, now);
    // A poll that changes nothing takes no focus away and moves nothing under the pointer.
    if (!sameNearest)
        m_nearest->setVerdict(verdict);
    if (!sameWays)
        showWaysOut();
}

QStringList ExplainView::whyNotsOf(const explain::Verdict &verdict) const
{
    QStringList whyNots;
    for (const explain::WayOut &way : verdict.waysOut)
        whyNots << (m_whyNot ? m_whyNot(way) : QString());
    return whyNots;
}

void ExplainView::showWaysOut()
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_band->setButton(nullptr);
    const int waiting = std::max(0, m_verdict.group.pending - m_verdict.places);
    m_waysOut->setRemark(m_verdict.waysOut.isEmpty()
                             ? (waiting > 0 ? tr("none is known: no agent is large enough, and no pool is")
                                            : tr("none is needed: Aurora places what fits by itself"))
                             : tr("most instances first; each opens its plan, nothing is sent from here"));
    const explain::WayOut *first = nullptr;
    for (int i = 0; i < m_verdict.waysOut.size(); ++i) {
        const explain::WayOut &way = m_verdict.waysOut[i];
        const QString whyNot = m_whyNots.value(i);
        auto *row = new WayOutRow(i + 1, way, waiting, whyNot, m_waysOut);
        connect(row, &WayOutRow::chosen, this, &ExplainView::wayOutChosen);
        m_waysOut->body()->addWidget(row);
        m_rows += row;
        if (!first && row->button() && whyNot.isEmpty())
            first = &way;
    }
    if (first) {
        auto *button = new QPushButton(first->button);
        button->setObjectName(u"bestWayOut"_s);
        button->setAccessibleDescription(first->sentence);
        connect(button, &QPushButton::clicked, this, [this, way = *first] { emit wayOutChosen(way); });
        m_band->setButton(button);
    }
}

QString ExplainView::text() const
{
    return explain::report(m_verdict, m_now);
}

} // namespace ui
