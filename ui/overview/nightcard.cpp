// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/nightcard.h"

#include "ui/common/glyphlabel.h"
#include "ui/common/labels.h"
#include "ui/forecast/forecastchart.h"
#include "ui/forecast/forecasttext.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int chartHeight = 150; ///< design px
constexpr int compactHeight = 118;
constexpr int wordsWidth = 300;

/// "1 failed, 16 blocked, 3 running, 52 of 120 done": what is zero is left out, but for the end.
QString countsText(const dag::NightCounts &counts)
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &word) {
        if (count > 0)
            parts << u"%1 %2"_s.arg(count).arg(word);
    };
    add(counts.failed, NightCard::tr("failed"));
    add(counts.blocked, NightCard::tr("blocked"));
    add(counts.pending, NightCard::tr("pending"));
    add(counts.retrying, NightCard::tr("to be retried"));
    add(counts.running, NightCard::tr("running"));
    add(counts.held, NightCard::tr("held"));
    parts << NightCard::tr("%1 of %2 done").arg(counts.done).arg(counts.total);
    return parts.join(u", "_s);
}

QString remarkOf(const dag::Run &run)
{
    QStringList parts{ run.dag };
    if (const QString date = dataDate(run); !date.isEmpty())
        parts << date;
    if (core::isKnown(run.started))
        parts << NightCard::tr("started %1").arg(zonedMoment(run.started));
    return parts.join(u", "_s);
}

} // namespace

NightCard::NightCard(dag::NightBoard *board, const core::Clock &clock, QWidget *parent)
    : Card(tr("Night"), u"night"_s, parent)
    , m_clock(clock)
    , m_desk(NightDesk::of(board, clock))
    , m_chart(new ForecastChart(clock, this))
    , m_glyph(new GlyphLabel(this))
    , m_verdict(new TokenLabel(&Tokens::text, &Theme::uiFont, this))
    , m_words(new QLabel(this))
    , m_beside(new QWidget(this))
    , m_brief(new TokenLabel(&Tokens::text, &Theme::tableFont, this))
{
    auto *open = new LinkButton(tr("Open night"));
    addToHeadRight(m_brief);
    addToHeadRight(open);
    m_brief->setBold(true);
    m_brief->hide();
    m_verdict->setBold(true);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *verdict = new QHBoxLayout;
    verdict->addWidget(m_glyph);
    verdict->addWidget(m_verdict, 1);
    auto *words = new QVBoxLayout(m_beside);
    words->setContentsMargins(0, 8, 12, 8);
    words->addLayout(verdict);
    words->addWidget(m_words, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_chart, 1);
    row->addWidget(m_beside);
    body()->addLayout(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    measure();
    connect(Theme::instance(), &Theme::changed, this, &NightCard::measure);
    connect(open, &QAbstractButton::clicked, this, &NightCard::opened);
    connect(m_desk, &NightDesk::viewChanged, this, &NightCard::refresh);
}

void NightCard::measure()
{
    const Theme *theme = Theme::instance();
    m_chart->setFixedHeight(theme->px(m_compact ? compactHeight : chartHeight));
    m_words->setFixedWidth(theme->px(wordsWidth));
}

void NightCard::setCompact(bool compact)
{
    m_compact = compact;
    m_beside->setVisible(!compact);
    m_brief->setVisible(compact);
    measure();
    refresh();
}

void NightCard::setShown(bool shown)
{
    m_desk->setShown(this, shown);
    refresh();
}

void NightCard::refresh()
{
    const NightViewPtr view = m_desk->view();
    if (!view)
        return;
    const core::TimePoint now = m_clock.now();
    m_chart->setView(view);
    const dag::NightCounts counts = dag::countsOf(*view->night);
    const RunWords verdict = verdictOf(*view, now);
    const QStringList forecast = forecastSentences(*view, now);
    setRemark(m_compact ? tr("%1, %2 of %3 done").arg(dataDate(view->night->run)).arg(counts.done).arg(counts.total)
                        : remarkOf(view->night->run));
    m_glyph->setWord(verdict.glyph);
    m_verdict->setText(verdict.verdict);
    m_brief->setText(forecast.value(0, verdict.verdict));
    m_words->setText((QStringList(countsText(counts)) + forecast).join(u'\n'));
}

} // namespace ui
