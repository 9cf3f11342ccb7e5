// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/diagnosiscard.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using stack::Layer;

namespace ui {

namespace {

enum EvidenceColumn { LayerColumn, AskedColumn, AnswerColumn, MeansColumn, ColumnCount };

QString glyphWord(Layer::State state)
{
    return state == Layer::State::Live ? u"finished"_s /* a tick: this one is not it */ : stack::stateWord(state);
}

QColor tint(Layer::State state)
{
    const Tokens &tokens = Theme::instance()->tokens();
    if (state == Layer::State::Down || state == Layer::State::Refused)
        return tokens.failTint;
    return state == Layer::State::Slow || state == Layer::State::Old ? tokens.warnTint : tokens.base;
}

bool isSame(const stack::Evidence &a, const stack::Evidence &b)
{
    return a.layer == b.layer && a.asked == b.asked && a.answer == b.answer && a.means == b.means && a.state == b.state;
}

/// A row of the evidence: ground, line below; its labels lie on it.
class EvidenceRow final : public QWidget
{
public:
    EvidenceRow(const QColor &ground, QWidget *parent)
        : QWidget(parent)
        , m_ground(ground)
    {
        lower();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_ground);
        painter.fillRect(0, height() - 1, width(), 1, Theme::instance()->tokens().line);
    }

private:
    QColor m_ground;
};

} // namespace

DiagnosisCard::DiagnosisCard(QWidget *parent)
    : QWidget(parent)
    , m_head(new QWidget(this))
    , m_verdict(new QLabel(m_head))
    , m_consequence(new QLabel(m_head))
    , m_steps(new QLabel(this))
    , m_signIn(new QPushButton(tr("Give user and password…"), m_head))
    , m_check(new QPushButton(tr("Check step by step…"), m_head))
    , m_tryAgain(new QPushButton(m_head))
    , m_copy(new QPushButton(tr("Copy as text"), m_head))
    , m_more(new QPushButton(tr("Evidence"), m_head))
    , m_evidence(new QWidget(this))
{
    setObjectName(u"diagnosisCard"_s);
    const Theme *theme = Theme::instance();
    m_verdict->setObjectName(u"verdict"_s);
    m_signIn->setObjectName(u"signIn"_s);
    m_signIn->hide();
    m_check->setObjectName(u"checkSteps"_s);
    m_tryAgain->setObjectName(u"checkAgain"_s);
    m_copy->setObjectName(u"copyDiagnosis"_s);
    m_more->setObjectName(u"showEvidence"_s);
    m_more->setCheckable(true);
    m_more->hide();
    m_steps->setObjectName(u"diagnosisSteps"_s);
    for (QLabel *label : { m_verdict, m_consequence, m_steps }) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_verdict->setTextFormat(Qt::PlainText);
    m_consequence->setTextFormat(Qt::PlainText);
    m_steps->setTextFormat(Qt::RichText);
    m_head->setAutoFillBackground(true);

    auto *glyph = new GlyphLabel(m_head, 20);
    glyph->setWord(u"down"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme->px(2));
    words->addWidget(m_verdict);
    words->addWidget(m_consequence);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(theme->px(12), theme->px(10), theme->px(12), theme->px(10));
    head->setSpacing(theme->px(12));
    head->addWidget(glyph);
    head->addLayout(words, 1);
    head->addWidget(m_more);
    head->addWidget(m_signIn);
    head->addWidget(m_check);
    head->addWidget(m_tryAgain);
    head->addWidget(m_copy);

    auto *all = new QVBoxLayout(this);
    const int border = theme->px(2);
    const int gap = theme->px(8);
    all->setContentsMargins(gap + border, gap + border, gap + border, gap + border);
    all->setSpacing(0);
    all->addWidget(m_head);
    all->addWidget(m_evidence);
    all->addWidget(m_steps);
    m_steps->setMargin(theme->px(10));

    connect(m_signIn, &QPushButton::clicked, this, &DiagnosisCard::signInRequested);
    connect(m_check, &QPushButton::clicked, this, &DiagnosisCard::checkRequested);
    connect(m_tryAgain, &QPushButton::clicked, this, &DiagnosisCard::tryAgainRequested);
    connect(m_copy, &QPushButton::clicked, this, &DiagnosisCard::copyRequested);
    connect(m_more, &QPushButton::toggled, m_evidence, &QWidget::setVisible);
    connect(theme, &Theme::changed, this, &DiagnosisCard::readTheme);
    readTheme();
}

void DiagnosisCard::readTheme()
{
    const Theme *theme = Theme::instance();
    m_verdict->setFont(theme->verdictFont());
    QPalette colours = m_head->palette();
    colours.setColor(QPalette::Window, theme->tokens().failTint);
    m_head->setPalette(colours);
    m_check->setIcon(icon(u"connections"_s));
    m_tryAgain->setIcon(icon(u"restart"_s));
    m_copy->setIcon(icon(u"copy"_s));
    fillEvidence();
    update();
}

void DiagnosisCard::setTryAgain(const QString &text, bool possible)
{
    m_tryAgain->setText(text);
    m_tryAgain->setEnabled(possible);
}

void DiagnosisCard::setSignInOffered(bool offered)
{
    m_signIn->setVisible(offered);
}

void DiagnosisCard::setDiagnosis(const stack::Diagnosis &diagnosis)
{
    m_verdict->setText(diagnosis.verdict);
    m_consequence->setText(diagnosis.consequence);
    m_consequence->setVisible(!diagnosis.consequence.isEmpty());
    setAccessibleName(diagnosis.verdict);
    QString steps = u"<b>"_s + tr("What to do") + u"</b>"_s;
    for (qsizetype i = 0; i < diagnosis.steps.size(); ++i)
        steps += u" &nbsp; &nbsp;<b>%1</b> "_s.arg(i + 1) + diagnosis.steps[i].toHtmlEscaped();
    m_steps->setText(steps);
    m_steps->setVisible(!diagnosis.steps.isEmpty());
    // Told with every look: what says the same stays, so that it can be selected and does not flicker.
    const bool isNews = !std::ranges::equal(diagnosis.evidence, m_diagnosis.evidence, isSame);
    m_diagnosis = diagnosis;
    if (isNews)
        fillEvidence();
}

QLabel *DiagnosisCard::cell(const QString &text, int row, int column)
{
    const Theme *theme = Theme::instance();
    auto *label = new QLabel(text, m_evidence);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(column != LayerColumn);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setContentsMargins(theme->px(8), theme->px(4), theme->px(8), theme->px(5));
    QFont font = theme->tableFont();
    if (row > 0 && column == LayerColumn)
        font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

/// A layout shows what it is given only later, and until then counts it as nothing: the card would be too low for it.
void DiagnosisCard::showRows()
{
    const QList<QWidget *> parts = m_evidence->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *part : parts)
        part->show();
    m_evidence->layout()->activate();
    m_evidence->updateGeometry();
}

void DiagnosisCard::fillEvidence()
{
    // The few rows are made anew: evidence changes with a failed look, not with each second.
    delete m_evidence->layout();
    qDeleteAll(m_evidence->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    auto *grid = new QGridLayout(m_evidence);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->setColumnStretch(AskedColumn, 3);
    grid->setColumnStretch(AnswerColumn, 4);
    grid->setColumnStretch(MeansColumn, 2);

    grid->addWidget(new EvidenceRow(Theme::instance()->tokens().panel, m_evidence), 0, 0, 1, ColumnCount);
    const std::array headings{ tr("Layer"), tr("Asked"), tr("Answer"), tr("Means") };
    for (int column = 0; column < ColumnCount; ++column)
        grid->addWidget(cell(headings[static_cast<size_t>(column)], 0, column), 0, column);

    QString layer;
    int row = 1;
    for (const stack::Evidence &evidence : std::as_const(m_diagnosis.evidence)) {
        grid->addWidget(new EvidenceRow(tint(evidence.state), m_evidence), row, 0, 1, ColumnCount);
        grid->addWidget(cell(evidence.layer == layer ? QString() : evidence.layer, row, LayerColumn), row, LayerColumn);
        grid->addWidget(cell(evidence.asked, row, AskedColumn), row, AskedColumn);
        auto *answer = new QHBoxLayout;
        answer->setContentsMargins(Theme::instance()->px(8), 0, 0, 0);
        answer->setSpacing(0);
        auto *glyph = new GlyphLabel(m_evidence);
        glyph->setWord(glyphWord(evidence.state));
        answer->addWidget(glyph);
        answer->addWidget(cell(evidence.answer, row, AnswerColumn), 1);
        grid->addLayout(answer, row, AnswerColumn);
        grid->addWidget(cell(evidence.means, row, MeansColumn), row, MeansColumn);
        layer = evidence.layer;
        ++row;
    }
    showRows();
}

void DiagnosisCard::fold(int windowHeight)
{
    m_tooLow = windowHeight;
    m_more->setChecked(false);
    m_more->setVisible(windowHeight > 0);
    m_evidence->setVisible(windowHeight == 0);
}

/// Squeezed together its rows say nothing.
void DiagnosisCard::foldIfCramped()
{
    if (isVisible() && m_tooLow == 0 && height() < heightForWidth(width()))
        fold(window()->height());
}

void DiagnosisCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &DiagnosisCard::foldIfCramped); // once the page is laid out
}

void DiagnosisCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this); // once, however often
}

bool DiagnosisCard::eventFilter(QObject *watched, QEvent *event)
{
    if (m_tooLow > 0 && event->type() == QEvent::Resize && watched == window() && window()->height() > m_tooLow)
        fold(0);
    return QWidget::eventFilter(watched, event);
}

void DiagnosisCard::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const int gap = theme->px(8);
    const int border = theme->px(2);
    QPainter painter(this);
    const QRect card = rect().adjusted(gap, gap, -gap, -gap);
    painter.fillRect(card, theme->tokens().failMark);
    painter.fillRect(card.adjusted(border, border, -border, -border), theme->tokens().base);
}

} // namespace ui
