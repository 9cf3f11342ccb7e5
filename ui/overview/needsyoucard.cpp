// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/needsyoucard.h"

#include "ui/common/labels.h"
#include "ui/overview/findingrow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QHash>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The order of `shown` is kept; what is new comes last, what is gone goes.
QList<watch::Finding> keepingOrder(const QList<watch::Finding> &findings, const QList<FindingRow *> &shown)
{
    QHash<QString, qsizetype> places;
    for (const FindingRow *row : shown)
        places.insert(row->finding().key, places.size());
    QList<watch::Finding> kept = findings;
    std::ranges::stable_sort(kept, {},
                             [&places](const watch::Finding &f) { return places.value(f.key, places.size()); });
    return kept;
}

} // namespace

NeedsYouCard::NeedsYouCard(QWidget *parent)
    : Card(tr("Needs you"), u"needsYou"_s, parent)
    , m_failures(new TokenLabel(&Tokens::failWord, &Theme::tableFont))
    , m_warnings(new TokenLabel(&Tokens::warnWord, &Theme::tableFont))
    , m_quiet(new TokenLabel(&Tokens::text2, &Theme::tableFont))
    , m_order(new TokenLabel(&Tokens::text2, &Theme::tableFont))
    , m_nothing(new TokenLabel(&Tokens::text2, &Theme::uiFont))
    , m_scroll(new QScrollArea)
{
    m_failures->setBold(true);
    m_warnings->setBold(true);
    m_order->setText(tr("worst first, then oldest"));
    addToHead(m_failures);
    addToHead(m_warnings);
    addToHead(m_quiet);
    addToHeadRight(m_order);

    auto *content = new QWidget;
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    m_nothing->setText(tr("Nothing needs you."));
    m_nothing->setObjectName(u"nothingNeedsYou"_s);
    m_nothing->setContentsMargins(Theme::instance()->px(10), 0, 0, 0);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the buttons in it have it
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    body()->addWidget(m_nothing);
    body()->addWidget(m_scroll, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, &NeedsYouCard::resizeList);
    arrange();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        const bool isIn = now && m_scroll->widget() && m_scroll->widget()->isAncestorOf(now);
        if (isIn && now->visibleRegion().isEmpty())
            m_scroll->ensureWidgetVisible(now); // Tab came from outside
    });
}

void NeedsYouCard::setFindings(const QList<watch::Finding> &findings, core::TimePoint now)
{
    m_findings = findings;
    m_now = now;
    arrange();
}

void NeedsYouCard::setCompact(bool compact)
{
    m_compact = compact;
    setHeadVisible(!compact);
    for (FindingRow *row : std::as_const(m_rows))
        row->setCompact(compact);
    resizeList();
}

void NeedsYouCard::setMostRows(int rows)
{
    m_mostRows = rows;
    resizeList();
}

void NeedsYouCard::leaveEvent(QEvent *event)
{
    Card::leaveEvent(event);
    arrange();
}

void NeedsYouCard::arrange()
{
    const bool held = underMouse() || (focusWidget() && focusWidget()->hasFocus());
    const QList<watch::Finding> wanted = held ? keepingOrder(m_findings, m_rows) : m_findings;
    QHash<QString, FindingRow *> old;
    for (FindingRow *row : std::as_const(m_rows))
        old.insert(row->finding().key, row);
    m_rows.clear();
    bool tinted = false;
    for (const watch::Finding &finding : wanted) {
        FindingRow *row = old.take(finding.key);
        if (!row) {
            row = new FindingRow;
            row->setCompact(m_compact);
            connect(row, &FindingRow::stepTaken, this, &NeedsYouCard::stepTaken);
            connect(row, &FindingRow::quietWanted, this,
                    [this, key = finding.key](std::chrono::minutes span) { emit quietWanted(key, span); });
            connect(row, &FindingRow::quietEnded, this, [this, key = finding.key] { emit quietEnded(key); });
        }
        row->setFinding(finding, m_now);
        const bool first = finding.severity == watch::Severity::Failure && !finding.quiet && !tinted;
        row->setTinted(first);
        tinted |= first;
        if (const int place = static_cast<int>(m_rows.size()); m_list->indexOf(row) != place)
            m_list->insertWidget(place, row); // which has the whole list laid out and painted anew
        m_rows += row;
    }
    for (FindingRow *gone : std::as_const(old))
        gone->deleteLater();

    const watch::Tally tally = watch::tally(m_findings);
    m_failures->setText(tally.failures == 1 ? tr("1 failure") : tr("%1 failures").arg(tally.failures));
    m_failures->setVisible(tally.failures > 0);
    m_warnings->setText(tally.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(tally.warnings));
    m_warnings->setVisible(tally.warnings > 0);
    m_quiet->setText(tr("%1 quiet").arg(tally.quiet));
    m_quiet->setVisible(tally.quiet > 0);
    m_order->setVisible(m_findings.size() > 1);
    resizeList();
}

void NeedsYouCard::resizeList()
{
    m_nothing->setFixedHeight(Theme::instance()->px(m_compact ? 28 : 36));
    m_nothing->setVisible(m_rows.isEmpty());
    m_scroll->setVisible(!m_rows.isEmpty());
    if (m_rows.isEmpty())
        return;
    const int shown = std::min(static_cast<int>(m_rows.size()), m_mostRows);
    m_scroll->setFixedHeight(shown * m_rows.first()->sizeHint().height());
}

} // namespace ui
