// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/planview.h"

#include "ui/common/notebox.h"
#include "ui/plan/effectstable.h"
#include "ui/plan/planitemsview.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostCallsShown = 8; ///< more are scrolled to

QString callLines(const actions::Plan &plan)
{
    QStringList lines;
    int number = 1;
    for (const actions::Step &step : plan.steps)
        lines << u"%1  %2"_s.arg(number++, 2).arg(step.call);
    if (!plan.watch.goal.isEmpty()) {
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(plan.watch.limit).count();
        lines << u"%1  %2"_s.arg(number, 2).arg(
            PlanView::tr("watch until %1, at most %2 min").arg(plan.watch.goal).arg(minutes));
    }
    return lines.join(u'\n');
}

} // namespace

PlanView::PlanView(QWidget *parent)
    : QWidget(parent)
    , m_changes(new NoteBox(this))
    , m_tables(new QVBoxLayout)
    , m_effects(new EffectsTable(this))
    , m_lost(new NoteBox(this))
    , m_back(new NoteBox(this))
    , m_untouched(new NoteBox(this))
    , m_others(new NoteBox(this))
    , m_warnings(new NoteBox(this))
    , m_calls(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("Copy as command"), this))
{
    m_changes->setObjectName(u"planChanges"_s);
    m_lost->setObjectName(u"planLost"_s);
    m_back->setObjectName(u"planWayBack"_s);
    m_untouched->setObjectName(u"planUntouched"_s);
    m_others->setObjectName(u"planOthers"_s);
    m_warnings->setObjectName(u"planWarnings"_s);
    const Theme *theme = Theme::instance();
    const int gap = theme->px(8);
    auto *left = new QVBoxLayout;
    left->setSpacing(gap);
    left->addWidget(m_effects);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(gap);
    for (NoteBox *box : { m_lost, m_back, m_untouched, m_warnings, m_others })
        right->addWidget(box);
    right->addStretch(1);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(theme->px(14));
    halves->addLayout(left, 1);
    halves->addLayout(right, 1);
    m_tables->setSpacing(gap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(10));
    column->addWidget(m_changes);
    column->addLayout(m_tables);
    column->addLayout(halves);
    column->addWidget(makeCalls()); // below: most are longer than half the dialog is wide
}

QWidget *PlanView::makeCalls()
{
    m_calls->setObjectName(u"planCalls"_s);
    m_calls->setAccessibleName(tr("Calls to be sent, in this order"));
    m_calls->setReadOnly(true);
    m_calls->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_calls->setTabChangesFocus(true);
    m_copy->setObjectName(u"planCopy"_s);
    m_copy->setIcon(icon(u"copy"_s));
    m_copy->setFlat(true);
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_plan.command); });
    auto *box = new QWidget(this);
    auto *title = new QLabel(tr("Calls to be sent, in this order"), box);
    QFont bold = Theme::instance()->uiFont();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(m_copy);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance()->px(2));
    column->addLayout(row);
    column->addWidget(m_calls);
    return box;
}

void PlanView::setPlan(const actions::Plan &plan)
{
    m_plan = plan;
    m_changes->setQuiet();
    fillTables(plan.tables);
    m_effects->setEffects(plan.effects, m_age);
    const auto say = [](NoteBox *box, NoteBox::Weight weight, const QString &title, const QString &text) {
        if (text.isEmpty())
            box->setQuiet();
        else
            box->say(weight, title, text);
    };
    say(m_lost, NoteBox::Weight::Failure, tr("Cannot be undone"), plan.cannotBeUndone);
    say(m_back, NoteBox::Weight::Plain, tr("Can be undone"), plan.canBeUndone);
    say(m_untouched, NoteBox::Weight::Plain, tr("Not touched"), plan.notTouched);
    say(m_warnings, NoteBox::Weight::Warning, tr("To be known"), plan.warnings.join(u'\n'));
    say(m_others, NoteBox::Weight::Warning, tr("Someone else acts here"), plan.others.join(u'\n'));
    const QString calls = callLines(plan);
    if (calls != m_calls->toPlainText())
        m_calls->setPlainText(calls);
    m_calls->setFont(Theme::instance()->monoFont());
    fitCalls();
    m_copy->setVisible(!plan.command.isEmpty());
    m_copy->setToolTip(plan.command);
}

void PlanView::fitCalls()
{
    const Theme *theme = Theme::instance();
    const QFontMetrics mono(theme->monoFont());
    const QStringList calls = m_calls->toPlainText().split(u'\n');
    int widest = 0;
    for (const QString &line : calls)
        widest = std::max(widest, mono.horizontalAdvance(line));
    // The bar by which a long call is read must not stand on the last one.
    const int bar = widest > width() - theme->px(20) ? m_calls->horizontalScrollBar()->sizeHint().height() : 0;
    const int lines = std::clamp(static_cast<int>(calls.size()), 2, mostCallsShown);
    m_calls->setFixedHeight(lines * mono.lineSpacing() + bar + theme->px(16));
}

void PlanView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitCalls();
}

void PlanView::fillTables(const QList<actions::ItemTable> &tables)
{
    while (m_tableViews.size() > tables.size())
        delete m_tableViews.takeLast();
    while (m_tableViews.size() < tables.size()) {
        auto *view = new PlanItemsView(this);
        connect(view, &PlanItemsView::tickRequested, this, &PlanView::tickRequested);
        connect(view, &PlanItemsView::unlockRequested, this, &PlanView::unlockRequested);
        m_tables->addWidget(view);
        m_tableViews.append(view);
    }
    for (qsizetype i = 0; i < tables.size(); ++i)
        m_tableViews[i]->setTable(tables[i]);
}

void PlanView::setAge(const QString &words)
{
    if (words == m_age)
        return;
    m_age = words;
    m_effects->setEffects(m_plan.effects, m_age);
}

void PlanView::setChanges(const QStringList &sentences)
{
    if (sentences.isEmpty())
        m_changes->setQuiet();
    else
        m_changes->say(NoteBox::Weight::Warning,
                       (sentences.size() == 1 ? tr("1 change since this plan was made.")
                                              : tr("%1 changes since this plan was made.").arg(sentences.size()))
                           + tr(" Nothing was sent."),
                       sentences.join(u'\n'));
}

} // namespace ui
