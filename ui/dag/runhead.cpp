// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/runhead.h"

#include "models/core/format.h"
#include "ui/common/glyphlabel.h"
#include "ui/common/labels.h"
#include "ui/common/richtext.h"
#include "ui/dag/nodelook.h"
#include "ui/dag/runparameters.h"
#include "ui/forecast/forecastchart.h"
#include "ui/forecast/forecasttext.h"
#include "ui/forecast/nighttime.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int chartFrom = 1100; ///< design px of the page; narrower, the words stand alone

QLabel *textLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    return label;
}

} // namespace

RunHead::RunHead(dag::NightBoard *board, const core::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(clock)
    , m_run(new QToolButton(this))
    , m_data(new TokenLabel(&Tokens::text2, &Theme::uiFont, this))
    , m_glyph(new GlyphLabel(this))
    , m_verdict(new TokenLabel(&Tokens::text, &Theme::uiFont, this))
    , m_started(textLabel(u"nightStarted"_s, this))
    , m_running(textLabel(u"nightRunning"_s, this))
    , m_parameters(textLabel(u"nightParameters"_s, this))
    , m_chart(new ForecastChart(clock, this))
    , m_words(textLabel(u"nightForecast"_s, this))
{
    setObjectName(u"nightHead"_s);
    m_run->setObjectName(u"nightRun"_s);
    m_run->setPopupMode(QToolButton::InstantPopup);
    m_run->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_run->setMenu(new QMenu(m_run));
    m_run->setToolTip(tr("Look at another run"));
    connect(m_run->menu(), &QMenu::aboutToShow, this, &RunHead::fillRuns);
    m_verdict->setObjectName(u"nightVerdict"_s);
    m_verdict->setBold(true);
    m_words->setWordWrap(false);

    auto *title = new QHBoxLayout;
    title->setSpacing(6);
    title->addWidget(m_run);
    title->addWidget(m_data);
    title->addStretch(1);
    title->addWidget(m_glyph);
    title->addWidget(m_verdict);
    auto *facts = new QHBoxLayout;
    facts->addWidget(m_started);
    facts->addSpacing(16);
    facts->addWidget(m_running);
    facts->addStretch(1);
    auto *left = new QVBoxLayout;
    left->setSpacing(2);
    left->addLayout(title);
    left->addLayout(facts);
    left->addWidget(m_parameters);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->addWidget(m_words);
    right->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(16);
    layout->addLayout(left, 2);
    layout->addWidget(m_chart, 3);
    layout->addLayout(right, 1);
    connect(m_parameters, &QLabel::linkActivated, this, [this](const QString &link) {
        const auto value = m_view ? copiedValue(m_view->night->run, link) : std::nullopt;
        if (!value)
            return;
        QGuiApplication::clipboard()->setText(value->value);
        emit copied(value->name);
    });
    connect(Theme::instance(), &Theme::changed, this, &RunHead::readTheme);
    readTheme();
}

void RunHead::readTheme()
{
    m_run->setFont(Theme::instance()->verdictFont());
    setView(m_view);
}

void RunHead::setView(const NightViewPtr &view)
{
    m_view = view;
    const core::TimePoint old = oldSinceOf(m_board->freshness());
    m_chart->setView(view, old);
    if (!view)
        return;
    const core::TimePoint now = m_clock.now();
    const dag::Run &run = view->night->run;
    m_run->setText(run.dag);
    m_run->setAccessibleName(tr("Run %1 of %2").arg(run.id, run.dag));
    m_data->setText(dataDate(run));
    m_data->setToolTip(core::isKnown(run.intervalStart)
                           ? tr("Data interval: %1 to %2")
                                 .arg(core::formatMoment(run.intervalStart), core::formatMoment(run.intervalEnd))
                           : QString());
    const RunWords words = verdictOf(*view, now, old);
    m_glyph->setGlyph(glyphFor(words.glyph), core::isKnown(old));
    m_verdict->setColour(core::isKnown(old) ? &Tokens::text2 : words.isBad ? &Tokens::failWord : &Tokens::text);
    m_verdict->setText(words.verdict);
    m_started->setText(quiet(tr("Started ")) + zonedMoment(run.started).toHtmlEscaped());
    m_started->setToolTip(core::formatMoment(run.started));
    const dag::NightCounts counts = dag::countsOf(*view->night);
    const core::TimePoint end = core::isKnown(run.ended) ? run.ended : core::isKnown(old) ? old : now;
    m_running->setText(
        quiet(core::isKnown(run.ended) ? tr("Took ")
                  : core::isKnown(old) ? tr("Ran ")
                                       : tr("Running "))
        + (core::isKnown(run.started) ? shortSpan(end - run.started) : QString::fromUtf16(core::notKnown))
              .toHtmlEscaped()
        + u" · "_s + tr("%1 of %2 done").arg(counts.done).arg(counts.total));
    fillParameters(run);
    fillWords();
}

void RunHead::setCalibration(const std::optional<dag::Calibration> &calibration)
{
    m_calibration = calibration;
    fillWords();
}

void RunHead::fillWords()
{
    if (!m_view)
        return;
    const core::TimePoint now = m_clock.now();
    QStringList lines;
    for (const QString &sentence : forecastSentences(*m_view, now, oldSinceOf(m_board->freshness())))
        lines << sentence.toHtmlEscaped();
    if (const QString last = lastNightSentence(*m_view, now); !last.isEmpty())
        lines << quiet(last);
    if (m_board->isFilling()) {
        const size_t read = m_board->history() ? m_board->history()->nights.size() : 0;
        lines << quiet(tr("Past nights are being read: %1 so far").arg(read));
    } else if (m_calibration) {
        for (const QString &sentence : calibrationSentences(*m_calibration))
            lines << quiet(sentence);
    }
    m_words->setText(lines.join(u"<br>"_s));
    m_words->setToolTip(m_calibration && m_calibration->nights > 0 ? tr(
                            "Each of the last nights, forecast at a third of it from the nights before it alone: how "
                            "often it ended within the range, and by how much the forecast and the plain sum of "
                            "medians were off.")
                                                                   : QString());
}

void RunHead::fillParameters(const dag::Run &run)
{
    const QString lines = parameterLines(run);
    m_parameters->setText(lines);
    m_parameters->setToolTip(parameterDetails(run));
    m_parameters->setVisible(!lines.isEmpty());
}

void RunHead::fillRuns()
{
    QMenu *menu = m_run->menu();
    menu->clear();
    menu->addAction(tr("The newest run"), this, [this] {
        if (m_view)
            m_board->selectRun(m_view->night->run.dag, {});
    });
    menu->addSeparator();
    constexpr qsizetype most = 30;
    for (const dag::RunChoice &choice : m_board->runs().first(std::min(most, m_board->runs().size()))) {
        QAction *action = menu->addAction(runTitle(choice.run), this,
                                          [this, choice] { m_board->selectRun(choice.dag, choice.run.id); });
        action->setCheckable(true);
        action->setChecked(m_view && choice.run.id == m_view->night->run.id);
    }
}

void RunHead::resizeEvent(QResizeEvent *event)
{
    m_chart->setVisible(event->size().width() >= Theme::instance()->px(chartFrom));
}

void RunHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace ui
