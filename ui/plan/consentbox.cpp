// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/consentbox.h"

#include "models/core/format.h"
#include "ui/style/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Takes keys only: pasting, dropping and the context menu are off, so that what it holds was worked out by a person.
class TypedEdit final : public QLineEdit
{
public:
    explicit TypedEdit(QWidget *parent)
        : QLineEdit(parent)
    {
        setContextMenuPolicy(Qt::NoContextMenu);
        setAcceptDrops(false);
        setDragEnabled(false);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (!event->matches(QKeySequence::Paste))
            QLineEdit::keyPressEvent(event);
    }
    /// The middle button pastes what is selected elsewhere.
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::MiddleButton)
            QLineEdit::mouseReleaseEvent(event);
    }
    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::MiddleButton)
            QLineEdit::mousePressEvent(event);
    }
};

/// "1,234" and "1 234" are numbers too.
std::optional<qint64> numberIn(QString text)
{
    text.remove(u' ').remove(u',').remove(QChar(0x2009)).remove(QChar(0xa0)).remove(QChar(0x202f));
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

ConsentBox::ConsentBox(const QString &stackName, QWidget *parent)
    : QWidget(parent)
    , m_stackName(stackName)
    , m_reason(new QLineEdit(this))
    , m_ticket(new QLineEdit(this))
    , m_proof(new QWidget(this))
    , m_prompt(new QLabel(m_proof))
    , m_number(new TypedEdit(m_proof))
    , m_verdict(new QLabel(m_proof))
    , m_hint(new QLabel(tr("Pasting is off. The blast radius above has the number."), m_proof))
    , m_stackPrompt(new QLabel(m_proof))
    , m_stack(new TypedEdit(m_proof))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance()->px(8));
    column->addWidget(makeReason());
    column->addWidget(makeProof());
    for (QLineEdit *edit : { m_reason, m_ticket, m_number, m_stack })
        connect(edit, &QLineEdit::textChanged, this, &ConsentBox::judge);
    connect(Theme::instance(), &Theme::changed, this, &ConsentBox::readTheme);
    readTheme();
}

QWidget *ConsentBox::makeReason()
{
    m_reason->setObjectName(u"planReason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_ticket->setObjectName(u"planTicket"_s);
    m_ticket->setAccessibleName(tr("Ticket"));
    m_ticket->setPlaceholderText(tr("Ticket, if any"));
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::instance()->px(8));
    auto *label = new QLabel(tr("Reason"), box);
    label->setBuddy(m_reason);
    row->addWidget(label);
    row->addWidget(m_reason, 7);
    row->addWidget(m_ticket, 1);
    m_ticket->setMinimumWidth(Theme::instance()->px(130));
    return box;
}

QWidget *ConsentBox::makeProof()
{
    const Theme *theme = Theme::instance();
    m_proof->setObjectName(u"planProof"_s);
    m_number->setObjectName(u"planNumber"_s);
    m_number->setAlignment(Qt::AlignRight);
    m_number->setFixedWidth(theme->px(90));
    m_stack->setObjectName(u"planStackName"_s);
    m_stack->setFixedWidth(theme->px(220));
    m_stack->setAccessibleName(tr("The stack's name"));
    m_prompt->setBuddy(m_number);
    m_prompt->setTextFormat(Qt::PlainText);
    m_prompt->setWordWrap(true);
    m_verdict->setObjectName(u"planVerdict"_s);
    m_verdict->setTextFormat(Qt::PlainText);
    m_hint->setTextFormat(Qt::PlainText);
    m_stackPrompt->setTextFormat(Qt::PlainText);
    auto *grid = new QGridLayout(m_proof);
    grid->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    grid->setHorizontalSpacing(theme->px(10));
    grid->setVerticalSpacing(theme->px(4));
    grid->addWidget(m_prompt, 0, 0);
    grid->addWidget(m_number, 0, 1);
    grid->addWidget(m_verdict, 0, 2);
    grid->addWidget(m_hint, 1, 0, 1, 3);
    grid->addWidget(m_stackPrompt, 2, 0);
    grid->addWidget(m_stack, 2, 1, 1, 2, Qt::AlignLeft);
    grid->setColumnStretch(2, 1);
    m_proof->setAutoFillBackground(true);
    return m_proof;
}

void ConsentBox::readTheme()
{
    const Theme *theme = Theme::instance();
    QPalette colours = m_proof->palette();
    colours.setColor(QPalette::Window, theme->tokens().base);
    m_proof->setPalette(colours);
    m_hint->setFont(theme->tableFont());
    QPalette quiet = m_hint->palette();
    quiet.setColor(QPalette::WindowText, theme->tokens().text2);
    m_hint->setPalette(quiet);
    QFont large = theme->titleFont();
    m_number->setFont(large);
    judge();
}

void ConsentBox::setPlan(const actions::Plan &plan)
{
    m_plan = plan;
    const actions::Asks asks = actions::asksOf(plan.grade());
    const bool number = asks.number && plan.expectedNumber().has_value();
    m_reason->setPlaceholderText(asks.reason ? tr("Why, in a few words. Kept in the audit log.")
                                             : tr("Why, if it should be known later"));
    m_prompt->setText(plan.question.prompt);
    // A label that may wrap does so early; the question is read as one line where there is room for it.
    const int words = m_prompt->fontMetrics().horizontalAdvance(plan.question.prompt) + Theme::instance()->px(2);
    m_prompt->setMinimumWidth(std::min(words, Theme::instance()->px(560)));
    for (QWidget *widget : { static_cast<QWidget *>(m_prompt), static_cast<QWidget *>(m_number),
                             static_cast<QWidget *>(m_verdict), static_cast<QWidget *>(m_hint) })
        widget->setVisible(number);
    m_number->setAccessibleName(plan.question.prompt);
    m_stackPrompt->setText(tr("Type the stack's name, %1:").arg(m_stackName));
    m_stackPrompt->setVisible(asks.stackName);
    m_stack->setVisible(asks.stackName);
    m_proof->setVisible(number || asks.stackName);
    judge();
}

actions::Consent ConsentBox::consent() const
{
    actions::Consent consent;
    consent.number = numberIn(m_number->text());
    consent.reason = m_reason->text().trimmed();
    consent.ticket = m_ticket->text().trimmed();
    consent.stackName = m_stack->text().trimmed();
    return consent;
}

void ConsentBox::judge()
{
    const Tokens &tokens = Theme::instance()->tokens();
    const actions::Consent given = consent();
    const QString words = actions::matchWords(m_plan, given.number);
    QPalette colours = m_verdict->palette();
    if (!words.isEmpty()) {
        colours.setColor(QPalette::WindowText, tokens.okWord);
        m_verdict->setText(u"✓ "_s + words);
    } else if (given.number && m_plan.question.effect >= 0 && m_plan.question.effect < m_plan.effects.size()) {
        colours.setColor(QPalette::WindowText, tokens.failWord);
        m_verdict->setText(tr("Not %1. Before %2, after: see the table.")
                               .arg(core::formatCount(*given.number), m_plan.effects[m_plan.question.effect].before));
    } else {
        m_verdict->clear();
    }
    m_verdict->setPalette(colours);
    emit changed();
}

} // namespace ui
