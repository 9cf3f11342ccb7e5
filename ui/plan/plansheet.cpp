// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/plansheet.h"

#include "ui/plan/consentbox.h"
#include "ui/plan/pacebox.h"
#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

PlanSheet::PlanSheet(const QString &stack, QWidget *parent)
    : QScrollArea(parent)
    , m_body(new QWidget(this))
    , m_words(new QLabel(m_body))
    , m_view(new PlanView(m_body))
    , m_pace(new PaceBox(m_body))
    , m_consent(new ConsentBox(stack, m_body))
{
    const Theme *theme = Theme::instance();
    setObjectName(u"planScroll"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_words->setObjectName(u"planWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setMargin(theme->px(24));
    auto *inside = new QVBoxLayout(m_body);
    inside->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    inside->setSpacing(theme->px(10));
    inside->addWidget(m_words);
    for (QWidget *part : std::initializer_list<QWidget *>{ m_view, m_pace, m_consent }) {
        inside->addWidget(part);
        part->hide();
    }
    inside->addStretch(1);
    setWidget(m_body);
}

void PlanSheet::setPlan(const actions::Plan &plan)
{
    m_view->setPlan(plan);
    m_pace->setPlan(plan);
    m_consent->setPlan(plan);
    m_words->hide();
    m_view->show();
    m_consent->show();
}

void PlanSheet::setWords(const QString &words)
{
    m_words->setText(words);
    m_words->show();
}

void PlanSheet::setFieldsEnabled(bool enabled)
{
    for (QWidget *part : std::initializer_list<QWidget *>{ m_view, m_pace, m_consent })
        part->setEnabled(enabled);
}

int PlanSheet::wantedHeight() const
{
    m_body->layout()->activate();
    return m_body->sizeHint().height();
}

} // namespace ui
